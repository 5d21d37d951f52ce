import { Client, Pool, types as parsersOfPg, type ClientConfig, type CustomTypesConfig } from 'pg';
import { type Lease, LeaseLost } from '#leases/lease.js';
import { isStill } from '#leases/postgres/leases.js';
import { Listening } from '#postgres/listening.js';
import type { Database, Session, Statement } from './database.js';
import { PostgresLeading } from './postgres-leading.js';
import { quoted } from './quoted.js';
import { reaching } from './postgres-outage.js';
import { ReadModelsUnavailable } from './read-models.js';
import { parsers } from './sql-values.js';
import { inserted } from './statements.js';

/** How to reach a PostgreSQL database and which schema in it holds the read models. */
export interface PostgresOptions {
  readonly url: string;
  readonly schema: string;
  /** The log whose read models these are: those of another one are refused. Any, when left out. */
  readonly logId?: string;
  /** Connections for queries; 10 when left out. */
  readonly readers?: number;
  /** How long the right to write lasts that is not renewed, in milliseconds; 10 000 when left out. */
  readonly leaseMs?: number;
}

/** A transaction whose program has stopped must not hold up its successor: the server ends it. */
const IDLE_MS = 5_000;

/** A server that does not even refuse is as good as none. */
const CONNECTED_WITHIN_MS = 10_000;

const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    parsers[oid] ?? (parsersOfPg.getTypeParser(oid, format) as (text: string) => unknown),
};

/** The database's read models are those of another log: whoever read them would be told of others' cases. */
export class ForeignReadModels extends Error {
  constructor(schema: string, logId: string) {
    super(
      `the database in TILSAGN_READ_MODELS holds the read models of another event log (${logId}): ` +
        `name a database of its own, or drop the schema ${schema} there if nobody uses it any more`,
    );
    this.name = 'ForeignReadModels';
  }
}

/** The session that writes, and the lease under which it does. */
interface Writer {
  readonly client: Client;
  readonly lease: Lease;
}

/** A pool for readers, and one session for the writer while this process has the lease. */
export class PostgresDatabase implements Database {
  readonly unlogged = false;
  readonly selfCare = false;
  readonly insertion = inserted;
  readonly schema: string;
  private readonly readers: Pool;
  private readonly leading: PostgresLeading;
  private readonly listening: Listening[] = [];
  private writer: Writer | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private owned = false;

  constructor(private readonly options: PostgresOptions) {
    this.schema = options.schema;
    this.leading = new PostgresLeading(options);
    this.readers = new Pool({
      ...this.connection('-c default_transaction_read_only=on'),
      max: options.readers ?? 10,
    });
    // A reader's lost connection is replaced at the next query; unheard, the event would end the process.
    this.readers.on('error', () => undefined);
  }

  /**
   * Makes sure that these are the read models of this log, and says so in the database where nobody has yet: nothing is
   * read or written before. @throws ForeignReadModels
   */
  async own(): Promise<void> {
    const { logId } = this.options;
    if (this.owned || logId === undefined) return;
    const client = new Client(this.connection('-c synchronous_commit=on'));
    // Its end is told by the query that is under way.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('BEGIN');
      const owner = await ownerIn(client, this.schema, logId);
      await client.query('COMMIT');
      if (owner !== logId) throw new ForeignReadModels(this.schema, owner);
      this.owned = true;
    } finally {
      await client.end();
    }
  }

  acquire(lockName: string, onLost: (error: Error) => void): Promise<boolean> {
    return reaching(async () => {
      await this.own();
      await this.release();
      const lease = await this.leading.acquire(lockName, onLost);
      if (lease) await this.connectWriter(lease, onLost);
      return lease !== undefined;
    });
  }

  private async connectWriter(lease: Lease, onLost: (error: Error) => void): Promise<void> {
    const idle = `-c idle_in_transaction_session_timeout=${IDLE_MS}`;
    const client = new Client({
      ...this.connection(`-c synchronous_commit=off ${idle}`),
      application_name: `${this.schema} writer`,
    });
    client.on('error', (error) => {
      if (this.writer?.client !== client) return;
      this.writer = undefined;
      onLost(error);
    });
    await client.connect();
    this.writer = { client, lease };
  }

  async release(): Promise<void> {
    const { writer } = this;
    this.writer = undefined;
    await writer?.client.end().catch(() => undefined);
    await this.leading.release();
  }

  /** Checked in the same transaction, so that who has lost the lease can no longer write. @throws LeaseLost */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.alone(async ({ client, lease }) => {
      const session = new PostgresSession(client);
      await client.query('BEGIN');
      try {
        if (!(await isStill(session, lease, this.leading.table))) throw new LeaseLost(lease);
        const result = await work(session);
        if (session.hasMoved) await client.query(`NOTIFY ${quoted(this.channel)}`);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Calls whenever what readers see has moved, and when it is not known whether it has, until the database is closed. */
  onMoved(moved: () => void): void {
    const hearing = { notified: moved, began: moved, lost: moved };
    // It is asked now and then whether anybody is at the other end: silence is an answer.
    const connection = { ...this.connection(''), query_timeout: CONNECTED_WITHIN_MS };
    this.listening.push(new Listening(connection, this.channel, hearing));
  }

  async read<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return reaching(async () => {
      if (!this.owned) await this.own();
      return (await this.readers.query<Found>(sql, [...parameters])).rows;
    });
  }

  async maintain(sql: string): Promise<void> {
    await this.alone(({ client }) => client.query(sql));
  }

  async close(): Promise<void> {
    await this.queue;
    await this.release();
    await Promise.all(this.listening.map((each) => each.close()));
    await this.leading.close();
    await this.readers.end();
  }

  private alone<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const done = this.queue.then(() => {
      const { writer } = this;
      if (!writer) throw new ReadModelsUnavailable('the connection that writes read models is lost');
      return reaching(() => work(writer));
    });
    this.queue = done.catch(() => undefined);
    return done;
  }

  private get channel(): string {
    return `${this.schema}_moved`;
  }

  private connection(options: string): ClientConfig {
    const path = `-c search_path=${quoted(this.schema)},public`;
    return {
      connectionString: this.options.url,
      connectionTimeoutMillis: CONNECTED_WITHIN_MS,
      types,
      options: `${path} -c TimeZone=UTC -c DateStyle=ISO ${options}`,
    };
  }
}

/** Id of the log the read models are of: the one given where the database says nothing yet. */
async function ownerIn(client: Client, schema: string, logId: string): Promise<string> {
  const owner = `${quoted(schema)}.owner`;
  // Two servers that start at once on an empty database decide one after the other.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${schema}/owner`]);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${owner} (log_id text NOT NULL)`);
  const noted = await client.query<{ log_id: string }>(`SELECT log_id FROM ${owner}`);
  if (noted.rows[0]) return noted.rows[0].log_id;
  // Read models that were built before the database said whose they are say it themselves.
  const state = `${quoted(schema)}.projection_state`;
  const built = await client.query<{ built: boolean }>('SELECT to_regclass($1) IS NOT NULL AS built', [
    state,
  ]);
  const told = built.rows[0]?.built
    ? await client.query<{ log_id: string }>(`SELECT log_id FROM ${state} ORDER BY log_id = $1 LIMIT 1`, [
        logId,
      ])
    : undefined;
  const found = told?.rows[0]?.log_id ?? logId;
  await client.query(`INSERT INTO ${owner} (log_id) VALUES ($1)`, [found]);
  return found;
}

class PostgresSession implements Session {
  hasMoved = false;

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

  moved(): void {
    this.hasMoved = true;
  }
}
