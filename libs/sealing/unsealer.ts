import type { KeyObject } from 'node:crypto';
import type { Json } from '#eventsourcing/event.js';
import { open } from './cipher.js';
import type { KeyStore } from './key-store.js';
import { ERASED, mapSealed, type SealedValue } from './sealed.js';

/** Opens sealed values for those who may see them. A value whose key was erased reads `{"$erased": true}`. */
export class Unsealer {
  constructor(private readonly keys: Pick<KeyStore, 'keyById'>) {}

  /**
   * Data with its envelopes opened: an event's data under its id, or any JSON of `located` envelopes without one.
   * @throws SealBroken, UnknownKey
   */
  async unseal<T = Json>(data: Json, from?: { readonly eventId: string }): Promise<T> {
    const kids = new Set<string>();
    mapSealed(data, (sealed) => {
      kids.add(sealed.$sealed.kid);
      return sealed;
    });
    if (kids.size === 0) return data as T;
    const keys = await this.keysOf(kids);
    return mapSealed(data, (sealed, path) =>
      opened(sealed, keys, place(sealed, from && [from.eventId, path])),
    ) as T;
  }

  /** One value, sealed at `path` of the event; a `located` one needs neither. @throws SealBroken, UnknownKey */
  async unsealValue<T = Json>(
    sealed: SealedValue,
    from?: { readonly eventId: string; readonly path: string },
  ): Promise<T> {
    const keys = await this.keysOf([sealed.$sealed.kid]);
    return opened(sealed, keys, place(sealed, from && [from.eventId, from.path])) as T;
  }

  /** A document sealed under this id. @throws SealBroken, UnknownKey */
  async unsealDocument<T = Json>(sealed: SealedValue, id: string): Promise<T> {
    return opened(sealed, await this.keysOf([sealed.$sealed.kid]), [id]) as T;
  }

  private async keysOf(kids: Iterable<string>): Promise<Map<string, KeyObject | undefined>> {
    const keys = new Map<string, KeyObject | undefined>();
    for (const kid of kids) {
      const key = this.keys.keyById(kid);
      keys.set(kid, key instanceof Promise ? await key : key);
    }
    return keys;
  }
}

function place({ $sealed: { at } }: SealedValue, from: readonly string[] | undefined): readonly string[] {
  // What an event carries was sealed for it, wherever in it an upcast has put it since.
  if (at && (!from || at.event === from[0])) return [at.event, at.path];
  if (!from) throw new Error('a sealed value opens only with the event and field it was sealed for');
  return from;
}

function opened(
  { $sealed }: SealedValue,
  keys: ReadonlyMap<string, KeyObject | undefined>,
  where: readonly string[],
): Json {
  const key = keys.get($sealed.kid);
  return key ? open($sealed, key, where) : ERASED;
}
