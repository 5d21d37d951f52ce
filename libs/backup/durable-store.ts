/**
 * A store of a data folder that must not be lost, as it registers itself, once: next to its schema, and in
 * `libs/composition/stores/durable-stores.ts`. Backup, restore and the checks at a start know no other. All its files are
 * their owner's alone (0600, folders 0700).
 */
export interface DurableStore {
  /** What it is, for people. */
  readonly name: string;
  /** File or folder in the data folder. */
  readonly path: string;
  /**
   * How it is copied. `sqlite`: as of one moment, by SQLite. `files`: a folder of files that never change, each named
   * by the SHA-256 of its bytes, in folders of two digits.
   */
  readonly kind: 'sqlite' | 'files';
  /**
   * SQL: which logs and positions the store tells of, as (`log`, `position`), null where it does not say. No row: it
   * holds nothing yet. A store in which a row tells of another log, or of a position the log has not reached, is not
   * this log's.
   */
  readonly traces?: string;
  /** Where the sealed values in it are. */
  readonly sealed?: SealedSql;
  /** A folder that has lost it is whole all the same: what it held is made again from the log. */
  readonly madeAgain?: true;
  /** Only in the log. SQL: its id and last position, as (`log`, `position`). */
  readonly log?: string;
  /** Only in the store of keys. A backup keeps it in a folder of its own, and erased keys never come back into it. */
  readonly keys?: KeySql;
}

/** How sealed values are asked for. Rows are numbered as they are made. */
export interface SealedSql {
  /** Texts with sealed values between two row numbers (after, up to), as `text`. */
  readonly between: string;
  /** Number of the newest row, as `row`; null when there is none. */
  readonly last: string;
}

/** How keys are asked for. */
export interface KeySql {
  /** A row when the store has ever been used. */
  readonly some: string;
  /** `erased` (0 or 1) of the key with this id; no row when there never was one. */
  readonly one: string;
  /** `kid` of all that are erased. */
  readonly erased: string;
  /** Erases the key with this id. */
  readonly erase: string;
  /** `id` of the list in which erasures are noted first. */
  readonly list: string;
  /** `position` of the log up to which every key it names is here; no row in a store that does not say. */
  readonly known: string;
  /** `path` of every store that was ever made beside it. */
  readonly made: string;
}
