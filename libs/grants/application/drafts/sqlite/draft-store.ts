import type { DurableStore } from '#backup/durable-store.js';
import type { JsonObject } from '#eventsourcing/event.js';
import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import { answeredBefore } from '#eventsourcing/receipts.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
import { StatementFailed } from '#sqlite/errors.js';
import { receiptOf, RECEIPTS_SCHEMA, SqliteReceipts, withoutOld } from '#sqlite/receipts.js';
import { caseReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
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
import { writeOwnersInOneForm } from './owners.js';

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
  sealed: {
    between: 'SELECT document AS text FROM drafts WHERE seq > ? AND seq <= ?',
    last: 'SELECT max(seq) AS row FROM drafts',
  },
};
const SUMMARY =
  'seq, id, owner, call_id, revision, command_hash, replaced_by, replaced_hash, created_at, updated_at, position, submitted_at';

const BEGUN = 'SELECT count(*) AS begun FROM drafts WHERE owner = ? AND call_id = ?';
const OPEN_ONES = `${BEGUN} AND submitted_at IS NULL`;

/** Drafts in a SQLite file; each document is sealed as a whole with the key its case will have. */
export class SqliteDraftStore implements DraftStore {
  /** They stand in the same file, so that a draft and the receipt of what changed it are written together. */
  readonly receipts: SqliteReceipts;
  /** Enough for all: one process holds the data folder. */
  private readonly turns = new KeyedQueue();

  /** Opens or makes the file. @throws StorageUnavailable, SchemaTooNew */
  static async open(file: string, sealing: DraftSealing): Promise<SqliteDraftStore> {
    const db = await openDurable({ file, schema: SCHEMA, secureDelete: true });
    await writeOwnersInOneForm(db);
    return new SqliteDraftStore(db, sealing);
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
    const many = this.tooMany(owner, callId);
    if (many) return { ok: false, refusal: many };
    const sealed = await this.seal(id, document);
    try {
      const { changes } = await this.db.write([
        {
          sql: `INSERT INTO drafts (id, owner, call_id, revision, command_id, command_hash, created_at, updated_at, position, document)
                SELECT ?, ?, ?, 0, ?, ?, ?, ?, ?, ? WHERE (${OPEN_ONES}) < ? AND (${BEGUN}) < ?`,
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
            owner,
            callId,
            MOST_APPLICATIONS,
          ],
        },
      ]);
      if (changes[0] === 0) return { ok: false, refusal: this.tooMany(owner, callId) ?? tooManyDrafts() };
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

  private tooMany(owner: string, callId: string): Refusal | undefined {
    const counted = (statement: string) => Number(this.db.get(statement, owner, callId)!['begun']);
    if (counted(BEGUN) >= MOST_APPLICATIONS) return tooManyApplications();
    return counted(OPEN_ONES) >= MOST_DRAFTS ? tooManyDrafts() : undefined;
  }

  private createdBy(commandId: string): Row | undefined {
    return this.db.get(`SELECT ${SUMMARY} FROM drafts WHERE command_id = ?`, commandId) as unknown as
      Row | undefined;
  }
}
