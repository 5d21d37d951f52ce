import { keptRenewed } from '#leases/holding.js';
import { type Lease, LeaseLost } from '#leases/lease.js';
import { LEASE_MS, PostgresLeases } from '#leases/postgres/leases.js';
import { LEASES_CONCERN } from '#leases/postgres/leases-schema.js';
import { schemaOf } from '#postgres/migrations.js';
import { openPostgres, type Postgres } from '#postgres/postgres.js';
import { quoted } from './quoted.js';

/** Leases are asked for over connections of their own: the writer's may be busy for longer than a lease lasts. */
const CONNECTIONS = 2;

/** Where the leases lie, and how long they last. */
export interface PostgresLeadingOptions {
  readonly url: string;
  /** Schema of what is written under them: they lie beside it, and outlast it. */
  readonly schema: string;
  readonly leaseMs?: number;
}

interface Held {
  readonly lease: Lease;
  readonly over: AbortController;
  readonly renewing: Promise<void>;
}

/** The right to write read models: one process has it, under a lease in their own database. */
export class PostgresLeading {
  /** The table of leases, with its schema. */
  readonly table: string;
  private readonly lengthMs: number;
  private opening: Promise<Postgres> | undefined;
  private held: Held | undefined;

  constructor(private readonly options: PostgresLeadingOptions) {
    this.table = `${quoted(schemaOf(options.schema, LEASES_CONCERN))}.leases`;
    this.lengthMs = options.leaseMs ?? LEASE_MS;
  }

  /** Takes the lease and keeps it; undefined while another process has it. */
  async acquire(name: string, onLost: (error: Error) => void): Promise<Lease | undefined> {
    const { lengthMs } = this;
    const leases = new PostgresLeases(await this.opened(), lengthMs);
    const asked = performance.now();
    const lease = await leases.acquire(name);
    if (!lease) return undefined;
    const over = new AbortController();
    over.signal.addEventListener('abort', () => {
      if (this.held?.lease === lease) onLost(new LeaseLost(lease));
    });
    // That it cannot be asked for is known by its end.
    const renewing = keptRenewed(lease, asked, { leases, lengthMs, onError: () => undefined }, over);
    this.held = { lease, over, renewing };
    return lease;
  }

  /** Lets others have it at once. */
  async release(): Promise<void> {
    const { held } = this;
    if (!held) return;
    this.held = undefined;
    held.over.abort();
    await held.renewing;
    // Where it cannot be given back now, it runs out.
    await this.opened()
      .then((database) => new PostgresLeases(database).release(held.lease))
      .catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.release();
    const database = await this.opening?.catch(() => undefined);
    await database?.close();
  }

  private opened(): Promise<Postgres> {
    const { url, schema } = this.options;
    return (this.opening ??= openPostgres({
      url,
      prefix: schema,
      concerns: [LEASES_CONCERN],
      connections: CONNECTIONS,
    }).catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    }));
  }
}
