import { Client, Pool, type ClientBase, type PoolClient } from 'pg';
import { Availability, StorageClosed, StorageUnavailable } from '#hosting/storage.js';
import { connectionTo, prefixOf, type PostgresOptions } from './connection.js';
import { Listening, type Hearing } from './listening.js';
import { DatabaseTooNew, migrate } from './migrations.js';
import { asking, isOfConnection, outageOf } from './outage.js';

const NAME = 'PostgreSQL';

/** Statements that belong together or stand alone. */
export interface Session {
  /** The rows of one statement. @throws StorageUnavailable, DatabaseError */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** How many rows one statement changed. @throws StorageUnavailable, DatabaseError */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/** Opens a database, its schemas up to date. @throws DatabaseTooNew, StorageUnavailable */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  // A migration may take its time, and so may another program's that is waited for.
  const { query_timeout: _, ...connection } = connectionTo(options);
  const client = new Client(connection);
  // Its end is told by the query that is under way.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await migrate(client, prefixOf(options), options.concerns);
  } catch (error) {
    throw error instanceof DatabaseTooNew ? error : outageOf(error, NAME);
  } finally {
    await client.end().catch(() => undefined);
  }
  const pool = new Pool({ ...connectionTo(options), max: options.connections ?? 10 });
  // A lost connection is replaced at the next statement; unheard, the event would end the process.
  pool.on('error', () => undefined).on('connect', (each) => each.on('error', () => undefined));
  return new Postgres(pool, options);
}

/** A pool of connections to what must last and be shared: what is written is on the server's disk when a promise resolves. */
export class Postgres implements Session {
  private readonly availability = new Availability(() => this.tryWriting());
  private readonly listeners = new Set<Listening>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly options: PostgresOptions,
  ) {}

  query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.asked(async () => (await this.pool.query<Row>(sql, [...parameters])).rows);
  }

  run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return this.asked(async () => (await this.pool.query(sql, [...parameters])).rowCount ?? 0);
  }

  /** Does all of the work or nothing of it. It waits for nothing but the database: a transaction that lies idle is ended. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.asked(() => this.pool.connect());
    let broken = false;
    try {
      await this.asked(() => client.query('BEGIN'));
      const result = await work(new ClientSession(client, this.availability));
      await this.asked(() => client.query('COMMIT'));
      return result;
    } catch (error) {
      broken = await rolledBack(client).then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Hears what is notified on a channel, over a connection of its own that is made again whenever it is lost. */
  listen(channel: string, hearing: Hearing): Listening {
    if (this.closing) throw new StorageClosed(NAME);
    const listening = new Listening(connectionTo(this.options), channel, hearing);
    this.listeners.add(listening);
    return listening;
  }

  /** Name of a channel that is this installation's own. */
  channel(name: string): string {
    return `${prefixOf(this.options)}_${name}`;
  }

  /** Whether it takes writes now. */
  available(): Promise<boolean> {
    return this.availability.now();
  }

  /** Finishes what was accepted. */
  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    await Promise.all([...this.listeners].map((listening) => listening.close()));
    await this.pool.end();
  }

  private asked<T>(work: () => Promise<T>): Promise<T> {
    return this.availability.during(() => asking(NAME, work));
  }

  /** A standby that still answers takes no writes. */
  private async tryWriting(): Promise<void> {
    const [row] = await this.query<{ only: string }>(
      `SELECT current_setting('transaction_read_only') AS only`,
    );
    if (row?.only === 'on') throw new StorageUnavailable(`${NAME} takes no writes`);
  }
}

class ClientSession implements Session {
  constructor(
    private readonly client: ClientBase,
    private readonly availability: Availability,
  ) {}

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.ask<Row>(sql, parameters)).rows;
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.ask(sql, parameters)).rowCount ?? 0;
  }

  private ask<Row extends object>(sql: string, parameters: readonly unknown[]) {
    return this.availability.during(() => asking(NAME, () => this.client.query<Row>(sql, [...parameters])));
  }
}

/** @throws when the connection is of no more use */
async function rolledBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
  } catch (error) {
    if (isOfConnection(error)) throw error;
  }
}
