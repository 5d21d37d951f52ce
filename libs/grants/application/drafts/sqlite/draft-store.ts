import type { DurableStore } from '#backup/durable-store.js';
import { PRECONDITION_FAILED } from '#eventsourcing/command.js';
import type { JsonObject } from '#eventsourcing/event.js';
import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import { answeredBefore, keyReused, type Receipted } from '#eventsourcing/receipts.js';
import { type Refusal, refusal } from '#eventsourcing/refusal.js';
import { type DurableSqlite, openDurable } from '#platform/sqlite/durable-sqlite.js';
import { StatementFailed } from '#platform/sqlite/errors.js';
import { receiptOf, RECEIPTS_SCHEMA, SqliteReceipts, withoutOld } from '#platform/sqlite/receipts.js';
import { caseReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';
import type {
  Draft,
  DraftListing,
  DraftOutcome,
  DraftReplacement,
  DraftStore,
  DraftSummary,
  NewDraft,
} from '../draft-store.js';
import { DRAFT_NOT_FOUND, draftSubmitted, MOST_DRAFTS, tooManyDrafts } from '../draft-store.js';

const SCHEMA = [
  `CREATE TABLE drafts (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     owner TEXT NOT NULL,
     call_id TEXT NOT NULL,
     revision INTEGER NOT NULL,
     command_id TEXT NOT NULL UNIQUE,
     command_hash TEXT NOT NULL,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL,
     position TEXT NOT NULL,
     submitted_at TEXT,
     document TEXT NOT NULL
   ) STRICT;
   CREATE INDEX drafts_of_owner ON drafts (owner, seq)`,
  `ALTER TABLE drafts ADD COLUMN replaced_by TEXT;
   ALTER TABLE drafts ADD COLUMN replaced_hash TEXT;
   UPDATE drafts SET document = '' WHERE submitted_at IS NOT NULL`,
  RECEIPTS_SCHEMA,
];

/** The drafts as a store of a data folder. */
export const DRAFTS_STORE: DurableStore = {
  name: 'drafts',
  path: 'drafts.sqlite',
  kind: 'sqlite',
  traces: 'SELECT NULL AS log, position FROM (SELECT position FROM drafts ORDER BY seq DESC LIMIT 1)',
  sealed: 'SELECT document AS text FROM drafts WHERE seq > ? AND seq <= ?',
};
const SUMMARY =
  'seq, id, owner, call_id, revision, command_hash, replaced_by, replaced_hash, created_at, updated_at, position, submitted_at';

const OPEN_ONES =
  'SELECT count(*) AS open FROM drafts WHERE owner = ? AND call_id = ? AND submitted_at IS NULL';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly owner: string;
  readonly call_id: string;
  readonly revision: number;
  readonly command_hash: string;
  readonly replaced_by: string | null;
  readonly replaced_hash: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly position: string;
  readonly submitted_at: string | null;
}

/** How documents are sealed and opened. */
export interface DraftSealing {
  readonly sealer: Pick<Sealer, 'sealDocument'>;
  readonly unsealer: Pick<Unsealer, 'unsealDocument'>;
}

/** Drafts in a SQLite file; each document is sealed as a whole with the key its case will have. */
export class SqliteDraftStore implements DraftStore {
  /** They stand in the same file, so that a draft and the receipt of what changed it are written together. */
  readonly receipts: SqliteReceipts;
  /** Enough for all: one process holds the data folder. */
  private readonly turns = new KeyedQueue();

  /** Opens or makes the file. @throws StorageUnavailable, SchemaTooNew */
  static async open(file: string, sealing: DraftSealing): Promise<SqliteDraftStore> {
    return new SqliteDraftStore(await openDurable({ file, schema: SCHEMA, secureDelete: true }), sealing);
  }

  private constructor(
    private readonly db: DurableSqlite,
    private readonly sealing: DraftSealing,
  ) {
    this.receipts = new SqliteReceipts(db);
  }

  async create({
    id,
    owner,
    callId,
    commandId,
    commandHash,
    now,
    position,
    document,
  }: NewDraft): Promise<DraftOutcome> {
    const before = this.createdBy(commandId);
    if (before) return again(before, commandHash);
    // Looked at before a key is made, and again in the statement: drafts of one owner may come at once.
    if (this.openOnes(owner, callId) >= MOST_DRAFTS) return { ok: false, refusal: tooManyDrafts() };
    const sealed = await this.seal(id, document);
    try {
      const { changes } = await this.db.write([
        {
          sql: `INSERT INTO drafts (id, owner, call_id, revision, command_id, command_hash, created_at, updated_at, position, document)
                SELECT ?, ?, ?, 0, ?, ?, ?, ?, ?, ? WHERE (${OPEN_ONES}) < ?`,
          params: [
            id,
            owner,
            callId,
            commandId,
            commandHash,
            now,
            now,
            position,
            sealed,
            owner,
            callId,
            MOST_DRAFTS,
          ],
        },
      ]);
      if (changes[0] === 0) return { ok: false, refusal: tooManyDrafts() };
    } catch (error) {
      // The same command was faster on another connection, or the id belongs to another command.
      const faster = error instanceof StatementFailed && error.constraint && this.createdBy(commandId);
      if (!faster) throw error;
      return again(faster, commandHash);
    }
    return { ok: true, draft: { id, owner, callId, revision: 0, createdAt: now, updatedAt: now, position } };
  }

  alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.turns.run(id, work);
  }

  async replace(replacement: DraftReplacement): Promise<DraftOutcome> {
    const { id, expectedRevision, commandId, commandHash, keyed, now, document } = replacement;
    const before = this.row(id);
    if (before?.replaced_by === commandId) return replacedAgain(before, commandHash);
    const answered = before && (await answeredBefore(this.receipts, replacement));
    if (answered) return answered.ok ? answeredAgain(before, answered.receipt.revision) : answered;
    const denied = whyNot(id, before, expectedRevision);
    if (denied) return { ok: false, refusal: denied };
    const sealed = await this.seal(id, document);
    const { changes } = await this.db.write([
      {
        sql: `UPDATE drafts SET document = ?, revision = revision + 1, updated_at = ?,
                replaced_by = ?, replaced_hash = ?
              WHERE id = ? AND revision = ? AND submitted_at IS NULL`,
        params: [sealed, now, commandId, commandHash, id, expectedRevision],
      },
      ...(keyed && before ? [receiptOf(receiptedBy(replacement, before), true), withoutOld(now)] : []),
    ]);
    const row = this.row(id);
    if (changes[0] === 1 && row)
      return { ok: true, draft: { ...summaryOf(row), revision: expectedRevision + 1, updatedAt: now } };
    return { ok: false, refusal: whyNot(id, row, expectedRevision) ?? moved(expectedRevision, -1) };
  }

  async get(id: string): Promise<Draft | undefined> {
    const row = this.db.get(`SELECT ${SUMMARY}, document FROM drafts WHERE id = ?`, id) as unknown as
      (Row & { readonly document: string }) | undefined;
    if (!row) return undefined;
    if (row.document === '') return { ...summaryOf(row), document: {} };
    const sealed = JSON.parse(row.document) as SealedValue;
    const document = await this.sealing.unsealer.unsealDocument<JsonObject | Erased>(sealed, id);
    return isErased(document) ? undefined : { ...summaryOf(row), document };
  }

  find(id: string): Promise<DraftSummary | undefined> {
    const row = this.row(id);
    return Promise.resolve(row && summaryOf(row));
  }

  list(owner: string, { limit, after, submitted = false }: DraftListing): Promise<DraftSummary[]> {
    const rows = this.db.all(
      `SELECT ${SUMMARY} FROM drafts
       WHERE owner = ? AND seq > coalesce((SELECT seq FROM drafts WHERE id = ?), 0)
         AND (submitted_at IS NULL OR ?)
       ORDER BY seq LIMIT ?`,
      owner,
      after ?? null,
      submitted ? 1 : 0,
      limit,
    );
    return Promise.resolve((rows as unknown as Row[]).map(summaryOf));
  }

  async markSubmitted(id: string, now: string): Promise<void> {
    await this.db.write([
      {
        sql: `UPDATE drafts SET submitted_at = ?, document = '' WHERE id = ? AND submitted_at IS NULL`,
        params: [now, id],
      },
    ]);
  }

  async remove(id: string): Promise<void> {
    await this.db.write([{ sql: 'DELETE FROM drafts WHERE id = ?', params: [id] }]);
  }

  /** Whether it takes writes now. */
  available(): Promise<boolean> {
    return this.db.available();
  }

  close(): Promise<void> {
    return this.db.close();
  }

  private async seal(id: string, document: JsonObject): Promise<string> {
    return JSON.stringify(await this.sealing.sealer.sealDocument(document, id, caseReference(id)));
  }

  private row(id: string): Row | undefined {
    return this.db.get(`SELECT ${SUMMARY} FROM drafts WHERE id = ?`, id) as unknown as Row | undefined;
  }

  private openOnes(owner: string, callId: string): number {
    return Number(this.db.get(OPEN_ONES, owner, callId)!['open']);
  }

  private createdBy(commandId: string): Row | undefined {
    return this.db.get(`SELECT ${SUMMARY} FROM drafts WHERE command_id = ?`, commandId) as unknown as
      Row | undefined;
  }
}

function again(row: Row, commandHash: string): DraftOutcome {
  if (row.command_hash !== commandHash) return { ok: false, refusal: keyReused() };
  const { id, owner, call_id: callId, created_at: createdAt, position } = row;
  return { ok: true, draft: { id, owner, callId, revision: 0, createdAt, updatedAt: createdAt, position } };
}

/** The last replacement is what the row shows: neither it nor the answer has changed since. */
function replacedAgain(row: Row, commandHash: string): DraftOutcome {
  return row.replaced_hash === commandHash
    ? { ok: true, draft: summaryOf(row) }
    : { ok: false, refusal: keyReused() };
}

/** An earlier replacement than the last: its answer, whatever came after. */
function answeredAgain(row: Row, revision: number): DraftOutcome {
  return { ok: true, draft: { ...summaryOf(row), revision } };
}

function receiptedBy(
  { id, commandId, commandHash, expectedRevision, now: at }: DraftReplacement,
  { position }: Row,
): Receipted {
  return { commandId, commandHash, id, revision: expectedRevision + 1, position, at };
}

function whyNot(id: string, row: Row | undefined, expectedRevision: number): Refusal | undefined {
  if (!row) return notFound(id);
  if (row.submitted_at !== null) return draftSubmitted(id);
  return row.revision === expectedRevision ? undefined : moved(expectedRevision, row.revision);
}

function notFound(id: string): Refusal {
  return refusal('not-found', DRAFT_NOT_FOUND, `there is no draft ${id}`);
}

function moved(seen: number, actual: number): Refusal {
  return refusal('precondition', PRECONDITION_FAILED, `If-Match says revision ${seen}, it is ${actual}`, {
    seen,
    actual,
  });
}

function summaryOf(row: Row): DraftSummary {
  const {
    id,
    owner,
    call_id: callId,
    revision,
    created_at: createdAt,
    updated_at: updatedAt,
    position,
  } = row;
  const summary = { id, owner, callId, revision, createdAt, updatedAt, position };
  return row.submitted_at === null ? summary : { ...summary, submittedAt: row.submitted_at };
}
