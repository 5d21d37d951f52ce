import { DatabaseError } from 'pg';
import type { JsonObject } from '#eventsourcing/event.js';
import { answeredBefore } from '#eventsourcing/receipts.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { PostgresTurns } from '#leases/postgres/turns.js';
import type { Concern } from '#postgres/concern.js';
import type { Postgres, Session } from '#postgres/postgres.js';
import { keepReceipt, PostgresReceipts } from '#postgres/receipts.js';
import { caseReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
import {
  again,
  answeredAgain,
  moved,
  receiptedBy,
  replacedAgain,
  type Row,
  summaryOf,
  whyNot,
} from '../draft-rows.js';
import type {
  Draft,
  DraftListing,
  DraftOutcome,
  DraftReplacement,
  DraftSealing,
  DraftStore,
  DraftSummary,
  NewDraft,
} from '../draft-store.js';
import { MOST_APPLICATIONS, MOST_DRAFTS, tooManyApplications, tooManyDrafts } from '../draft-store.js';

/** Drafts in PostgreSQL; receipts and leases are needed beside them. */
export const DRAFTS_CONCERN: Concern = {
  name: 'drafts',
  steps: [
    {
      sql: `CREATE TABLE drafts (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              id text NOT NULL UNIQUE,
              owner text NOT NULL,
              call_id text NOT NULL,
              revision integer NOT NULL,
              command_id text NOT NULL UNIQUE,
              command_hash text NOT NULL,
              replaced_by text,
              replaced_hash text,
              created_at text NOT NULL,
              updated_at text NOT NULL,
              position text NOT NULL,
              submitted_at text,
              document text NOT NULL
            );
            CREATE INDEX drafts_of_owner ON drafts (owner, seq);
            CREATE INDEX drafts_of_call ON drafts (owner, call_id)`,
    },
  ],
};

const SUMMARY =
  'seq, id, owner, call_id, revision, command_hash, replaced_by, replaced_hash, created_at, updated_at, position, submitted_at';
const UNIQUE_VIOLATION = '23505';

/** Drafts in PostgreSQL; each document is sealed as a whole with the key its case will have. */
export class PostgresDraftStore implements DraftStore {
  /** They stand in the same database, so that a draft and the receipt of what changed it are written together. */
  readonly receipts: PostgresReceipts;
  private readonly turns: PostgresTurns;

  constructor(
    private readonly database: Postgres,
    private readonly sealing: DraftSealing,
  ) {
    this.receipts = new PostgresReceipts(database);
    this.turns = new PostgresTurns(database);
  }

  async create(draft: NewDraft): Promise<DraftOutcome> {
    const { id, owner, callId, commandId, commandHash, now, position, document } = draft;
    const before = await this.createdBy(commandId);
    if (before) return again(before, commandHash);
    // Looked at before a key is made, and again when nobody else of the applicant can come between.
    const many = await tooMany(this.database, draft);
    if (many) return { ok: false, refusal: many };
    const sealed = await this.seal(id, document);
    const refused = await this.insert(draft, sealed).catch(async (error: unknown) => {
      // The same command was faster, or the id belongs to another command.
      const faster = isTaken(error) && (await this.createdBy(commandId));
      if (!faster) throw error;
      return again(faster, commandHash);
    });
    return (
      refused ?? {
        ok: true,
        draft: { id, owner, callId, revision: 0, createdAt: now, updatedAt: now, position },
      }
    );
  }

  alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.turns.alone(`draft:${id}`, work);
  }

  async replace(replacement: DraftReplacement): Promise<DraftOutcome> {
    const { id, expectedRevision, commandId, commandHash, keyed, now, document } = replacement;
    const before = await this.row(id);
    if (before?.replaced_by === commandId) return replacedAgain(before, commandHash);
    const answered = before && (await answeredBefore(this.receipts, replacement));
    if (answered) return answered.ok ? answeredAgain(before, answered.receipt.revision) : answered;
    const denied = whyNot(id, before, expectedRevision);
    if (denied) return { ok: false, refusal: denied };
    const sealed = await this.seal(id, document);
    const changed = await this.database.transaction(async (session) => {
      const count = await session.run(
        `UPDATE drafts SET document = $1, revision = revision + 1, updated_at = $2,
           replaced_by = $3, replaced_hash = $4
         WHERE id = $5 AND revision = $6 AND submitted_at IS NULL`,
        [sealed, now, commandId, commandHash, id, expectedRevision],
      );
      if (count === 1 && keyed && before) await keepReceipt(session, receiptedBy(replacement, before));
      return count === 1;
    });
    const row = await this.row(id);
    if (changed && row)
      return { ok: true, draft: { ...summaryOf(row), revision: expectedRevision + 1, updatedAt: now } };
    return { ok: false, refusal: whyNot(id, row, expectedRevision) ?? moved(expectedRevision, -1) };
  }

  async get(id: string): Promise<Draft | undefined> {
    const [row] = await this.database.query<Row & { readonly document: string }>(
      `SELECT ${SUMMARY}, document FROM drafts WHERE id = $1`,
      [id],
    );
    if (!row) return undefined;
    if (row.document === '') return { ...summaryOf(row), document: {} };
    const sealed = JSON.parse(row.document) as SealedValue;
    const document = await this.sealing.unsealer.unsealDocument<JsonObject | Erased>(sealed, id);
    return isErased(document) ? undefined : { ...summaryOf(row), document };
  }

  async find(id: string): Promise<DraftSummary | undefined> {
    const row = await this.row(id);
    return row && summaryOf(row);
  }

  async list(owner: string, { limit, after, submitted = false }: DraftListing): Promise<DraftSummary[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${SUMMARY} FROM drafts
       WHERE owner = $1 AND seq > coalesce((SELECT seq FROM drafts WHERE id = $2), 0)
         AND (submitted_at IS NULL OR $3)
       ORDER BY seq LIMIT $4`,
      [owner, after ?? null, submitted, limit],
    );
    return rows.map(summaryOf);
  }

  async markSubmitted(id: string, now: string): Promise<void> {
    await this.database.run(
      `UPDATE drafts SET submitted_at = $1, document = '' WHERE id = $2 AND submitted_at IS NULL`,
      [now, id],
    );
  }

  async remove(id: string): Promise<void> {
    await this.database.run('DELETE FROM drafts WHERE id = $1', [id]);
  }

  /** The database is its opener's to close. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Undefined once it stands there. */
  private insert(
    { id, owner, callId, commandId, commandHash, now, position }: NewDraft,
    sealed: string,
  ): Promise<DraftOutcome | undefined> {
    return this.database.transaction(async (session) => {
      await session.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        JSON.stringify(['drafts', owner, callId]),
      ]);
      const many = await tooMany(session, { owner, callId });
      // The same command may have been the last that there was room for.
      const [same] = many ? await rowsOf(session, 'command_id', commandId) : [];
      if (many) return same ? again(same, commandHash) : { ok: false, refusal: many };
      await session.run(
        `INSERT INTO drafts (id, owner, call_id, revision, command_id, command_hash, created_at, updated_at, position, document)
         VALUES ($1, $2, $3, 0, $4, $5, $6, $6, $7, $8)`,
        [id, owner, callId, commandId, commandHash, now, position, sealed],
      );
      return undefined;
    });
  }

  private async seal(id: string, document: JsonObject): Promise<string> {
    return JSON.stringify(await this.sealing.sealer.sealDocument(document, id, caseReference(id)));
  }

  private async row(id: string): Promise<Row | undefined> {
    return (await rowsOf(this.database, 'id', id))[0];
  }

  private async createdBy(commandId: string): Promise<Row | undefined> {
    return (await rowsOf(this.database, 'command_id', commandId))[0];
  }
}

function rowsOf(session: Session, column: 'id' | 'command_id', value: string): Promise<Row[]> {
  return session.query<Row>(`SELECT ${SUMMARY} FROM drafts WHERE ${column} = $1`, [value]);
}

async function tooMany(
  session: Session,
  { owner, callId }: Pick<NewDraft, 'owner' | 'callId'>,
): Promise<Refusal | undefined> {
  const [counted] = await session.query<{ begun: number; open: number }>(
    `SELECT count(*) AS begun, count(*) FILTER (WHERE submitted_at IS NULL) AS open
     FROM drafts WHERE owner = $1 AND call_id = $2`,
    [owner, callId],
  );
  if (counted!.begun >= MOST_APPLICATIONS) return tooManyApplications();
  return counted!.open >= MOST_DRAFTS ? tooManyDrafts() : undefined;
}

function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
}
