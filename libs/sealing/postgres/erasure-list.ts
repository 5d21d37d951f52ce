import type { Concern } from '#postgres/concern.js';
import type { Postgres } from '#postgres/postgres.js';
import { type ErasureList, WrongErasureList } from '../erasure-list.js';

/** The list of erasures: in a database that is restored apart from that of the keys. */
export const ERASURE_LIST_CONCERN: Concern = {
  name: 'erasures',
  steps: [
    {
      sql: `CREATE TABLE erasure_list (sole boolean PRIMARY KEY DEFAULT true CHECK (sole), id text NOT NULL);
            CREATE TABLE erased_keys (kid text PRIMARY KEY)`,
    },
  ],
};

/** Whose list it is to be. */
export interface ListOwner {
  /** The list the keys know; undefined before their first. */
  readonly list: string | undefined;
  /** Id of the log the keys are of: their first list is called by it. */
  readonly log: string;
}

/**
 * The list in a PostgreSQL database of its own, for any number of processes; it only grows. Beside the keys, in the
 * same database, it would go back with them and be of no use.
 */
export class PostgresErasureList implements ErasureList {
  private readonly erased = new Set<string>();

  private constructor(
    private readonly database: Postgres,
    readonly id: string,
  ) {}

  /** Opens the list of these keys; begins one where there is none. @throws WrongErasureList */
  static async open(database: Postgres, { list, log }: ListOwner): Promise<PostgresErasureList> {
    const id = list ?? log;
    await database.run('INSERT INTO erasure_list (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    const [found] = await database.query<{ id: string }>('SELECT id FROM erasure_list');
    if (found!.id !== id)
      throw new WrongErasureList(
        'the database holds the list of erased keys of others: name one of its own with TILSAGN_ERASURES',
      );
    const opened = new PostgresErasureList(database, id);
    await opened.read();
    return opened;
  }

  has(kid: string): boolean {
    return this.erased.has(kid);
  }

  kids(): Iterable<string> {
    return this.erased;
  }

  /** @throws StorageUnavailable */
  async record(kids: readonly string[]): Promise<void> {
    await this.database.run(
      'INSERT INTO erased_keys (kid) SELECT unnest($1::text[]) ON CONFLICT (kid) DO NOTHING',
      [kids],
    );
    for (const kid of kids) this.erased.add(kid);
  }

  /** The database is its opener's to close. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async read(): Promise<void> {
    const rows = await this.database.query<{ kid: string }>('SELECT kid FROM erased_keys');
    for (const { kid } of rows) this.erased.add(kid);
  }
}
