import { Client, Pool, types as parsersOfPg, type ClientConfig, type CustomTypesConfig } from 'pg';
import type { Database, Session, Statement } from './database.js';
import { quoted } from './quoted.js';
import { parsers } from './sql-values.js';
import { inserted } from './statements.js';

/** How to reach a PostgreSQL database and which schema in it holds the read models. */
export interface PostgresOptions {
  readonly url: string;
  readonly schema: string;
  /** Connections for queries; 10 when left out. */
  readonly readers?: number;
}

const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    parsers[oid] ?? (parsersOfPg.getTypeParser(oid, format) as (text: string) => unknown),
};

/** A pool for readers and one session for the writer, which also holds the runner's advisory lock. */
export class PostgresDatabase implements Database {
  readonly unlogged = false;
  readonly selfCare = false;
  readonly insertion = inserted;
  readonly schema: string;
  private readonly readers: Pool;
  private writer: Client | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: PostgresOptions) {
    this.schema = options.schema;
    this.readers = new Pool({
      ...this.connection('-c default_transaction_read_only=on'),
      max: options.readers ?? 10,
    });
    // A reader's lost connection is replaced at the next query; unheard, the event would end the process.
    this.readers.on('error', () => undefined);
  }

  /** Lock and writes share a session, so that who has lost the lock can no longer write. */
  async acquire(lockName: string, onLost: (error: Error) => void): Promise<boolean> {
    await this.release();
    const client = new Client(this.connection('-c synchronous_commit=off'));
    client.on('error', (error) => {
      if (this.writer !== client) return;
      this.writer = undefined;
      onLost(error);
    });
    await client.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
        [`${this.schema}/${lockName}`],
      );
      if (rows[0]?.taken) this.writer = client;
      return this.writer === client;
    } finally {
      if (this.writer !== client) await client.end();
    }
  }

  async release(): Promise<void> {
    const { writer } = this;
    this.writer = undefined;
    await writer?.end().catch(() => undefined);
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.alone(async (client) => {
      await client.query('BEGIN');
      try {
        const result = await work(new PostgresSession(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  async read<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.readers.query<Found>(sql, [...parameters])).rows;
  }

  async maintain(sql: string): Promise<void> {
    await this.alone((client) => client.query(sql));
  }

  async close(): Promise<void> {
    await this.queue;
    await this.release();
    await this.readers.end();
  }

  private alone<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const done = this.queue.then(() => {
      if (!this.writer) throw new Error('the connection that writes read models is lost');
      return work(this.writer);
    });
    this.queue = done.catch(() => undefined);
    return done;
  }

  private connection(options: string): ClientConfig {
    const path = `-c search_path=${quoted(this.schema)},public`;
    return {
      connectionString: this.options.url,
      types,
      options: `${path} -c TimeZone=UTC -c DateStyle=ISO ${options}`,
    };
  }
}

class PostgresSession implements Session {
  constructor(private readonly client: Client) {}

  async query<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.client.query<Found>(sql, [...parameters])).rows;
  }

  async run(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  async execute({ sql, parameters = [] }: Statement): Promise<void> {
    await this.client.query(sql, [...parameters]);
  }
}
