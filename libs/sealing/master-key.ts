import { StorageUnavailable } from '#hosting/storage.js';

/** Wraps other keys, so that whoever has the database has none of them. A service for keys may stand behind it. */
export interface MasterKey {
  /** Told from the key itself; stands beside what it wrapped. */
  readonly id: string;
  /** Wraps a key for one place: it opens nowhere else. */
  wrap(key: Buffer, place: string): Promise<Buffer>;
  /** @throws WrapBroken */
  unwrap(wrapped: Buffer, place: string): Promise<Buffer>;
}

/** The master keys of a process: what is wrapped is wrapped with the first, and what was wrapped with another is still read. */
export class MasterKeys {
  private readonly byId: ReadonlyMap<string, MasterKey>;

  constructor(
    readonly current: MasterKey,
    former: readonly MasterKey[] = [],
  ) {
    this.byId = new Map([current, ...former].map((each) => [each.id, each]));
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** @throws MasterKeyMissing */
  withId(id: string): MasterKey {
    const found = this.byId.get(id);
    if (!found) throw new MasterKeyMissing([id]);
    return found;
  }
}

/** Keys are wrapped with a master key that this process was not given. */
export class MasterKeyMissing extends StorageUnavailable {
  constructor(ids: readonly string[]) {
    super(
      `keys are wrapped with the master key ${ids.join(', ')}, which is none of those in TILSAGN_MASTER_KEY or ` +
        'TILSAGN_MASTER_KEY_FILE: add it there, behind the one that is to wrap from now on',
    );
    this.name = 'MasterKeyMissing';
  }
}

/** A wrapped key that its master key does not open: changed, or moved from where it was wrapped for. */
export class WrapBroken extends Error {
  readonly code = 'wrap-broken';
  constructor(place: string, options?: ErrorOptions) {
    super(`what is wrapped for ${place} does not open`, options);
    this.name = 'WrapBroken';
  }
}
