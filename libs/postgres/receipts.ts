import { RECEIPTS_DAYS, type Receipted, type Receipts } from '#eventsourcing/receipts.js';
import { StorageBusy } from '#hosting/storage.js';
import { isTurnOf, PostgresTurns, type TurnTimes } from '#leases/postgres/turns.js';
import type { Turn } from '#leases/turns.js';
import type { Concern } from './concern.js';
import type { Postgres, Session } from './postgres.js';

/** Receipts in PostgreSQL; whose turn a command is stands among the leases. */
export const RECEIPTS_CONCERN: Concern = {
  name: 'receipts',
  steps: [
    {
      sql: `CREATE TABLE receipts (
              command_id text PRIMARY KEY,
              command_hash text NOT NULL,
              id text NOT NULL,
              revision bigint NOT NULL,
              position text NOT NULL,
              at timestamptz NOT NULL
            );
            CREATE INDEX receipts_by_age ON receipts (at)`,
    },
  ],
};

/** Old ones that are forgotten at a time: whoever writes waits for it. */
const FORGOTTEN = 500;

interface Row {
  readonly command_hash: string;
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly at: Date;
}

/** Receipts for any number of processes. A command is claimed before it is decided, and its receipt kept only by whose turn it still is. */
export class PostgresReceipts implements Receipts {
  private readonly turns: PostgresTurns;
  private readonly mine = new Map<string, Turn>();

  constructor(
    private readonly database: Postgres,
    times?: TurnTimes,
  ) {
    this.turns = new PostgresTurns(database, times);
  }

  async find(commandId: string): Promise<Receipted | undefined> {
    const [row] = await this.database.query<Row>(
      'SELECT command_hash, id, revision, position, at FROM receipts WHERE command_id = $1',
      [commandId],
    );
    if (!row) return undefined;
    const { command_hash: commandHash, id, revision, position, at } = row;
    return { commandId, commandHash, id, revision, position, at: at.toISOString() };
  }

  async keep(receipted: Receipted): Promise<void> {
    const turn = this.mine.get(receipted.commandId);
    await this.database.transaction(async (session) => {
      if (turn && !(await isTurnOf(session, turn)))
        throw new StorageBusy('another process took this command over, and answers it when it is sent again');
      await keepReceipt(session, receipted);
    });
  }

  alone<T>(commandId: string, work: () => Promise<T>): Promise<T> {
    return this.turns.alone(`command:${commandId}`, async (turn) => {
      this.mine.set(commandId, turn);
      try {
        return await work();
      } finally {
        this.mine.delete(commandId);
      }
    });
  }
}

/** Keeps a receipt together with what else the transaction writes, and forgets old ones. */
export async function keepReceipt(
  session: Session,
  { commandId, commandHash, id, revision, position, at }: Receipted,
): Promise<void> {
  await session.run(
    `INSERT INTO receipts (command_id, command_hash, id, revision, position, at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (command_id) DO NOTHING`,
    [commandId, commandHash, id, revision, position, at],
  );
  await session.run(
    `DELETE FROM receipts WHERE command_id IN
       (SELECT command_id FROM receipts WHERE at < $1::timestamptz - $2 * interval '1 day'
        LIMIT ${FORGOTTEN} FOR UPDATE SKIP LOCKED)`,
    [at, RECEIPTS_DAYS],
  );
}
