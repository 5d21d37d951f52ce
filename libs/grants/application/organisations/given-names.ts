import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { streams, type RepresentativeNamed } from '../../contract/events.js';

/** The name that a representative was given in an organisation, and the event that says so. */
export interface GivenName {
  /** `null` once it was erased. */
  readonly name: string | null;
  readonly eventId: string;
}

/** The names of representatives who are known by nothing else yet. */
@Injectable()
export class GivenNames {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  /** Those of some namings of an organisation, by the naming's id. */
  async of(organisation: string, namings: readonly string[]): Promise<ReadonlyMap<string, GivenName>> {
    const names = new Map<string, GivenName>();
    if (namings.length === 0) return names;
    for (const { id, type, data } of await this.store.readStream(streams.organisation(organisation))) {
      if (type !== 'RepresentativeNamed' || !namings.includes(data['naming'] as string)) continue;
      const { naming, name } = await this.unsealer.unseal<RepresentativeNamed['data']>(data, { eventId: id });
      names.set(naming, { name: isErased(name) ? null : (name as string), eventId: id });
    }
    return names;
  }
}
