import type { DurableStore } from '#backup/durable-store.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
import type { AttachmentRegister, RegisteredAttachment } from '../attachment-register.js';
import { type EntryRow, openEntry, type RegisterSealing, sealEntry } from '../sealed-entry.js';

const SCHEMA = [
  `CREATE TABLE attachments (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     case_id TEXT NOT NULL,
     document TEXT NOT NULL
   ) STRICT;
   CREATE INDEX attachments_of_case ON attachments (case_id, seq)`,
];

/** The register of attachments as a store of a data folder. */
export const ATTACHMENT_REGISTER_STORE: DurableStore = {
  name: 'register of attachments',
  path: 'attachments.sqlite',
  kind: 'sqlite',
  traces: 'SELECT NULL AS log, NULL AS position FROM (SELECT 1 FROM attachments LIMIT 1)',
  sealed: {
    between: 'SELECT document AS text FROM attachments WHERE seq > ? AND seq <= ?',
    last: 'SELECT max(seq) AS row FROM attachments',
  },
};

/** The register in a SQLite file; each entry is sealed as a whole with the key of its case. */
export class SqliteAttachmentRegister implements AttachmentRegister {
  /** Opens or makes the file. @throws StorageUnavailable, SchemaTooNew */
  static async open(file: string, sealing: RegisterSealing): Promise<SqliteAttachmentRegister> {
    return new SqliteAttachmentRegister(
      await openDurable({ file, schema: SCHEMA, secureDelete: true }),
      sealing,
    );
  }

  private constructor(
    private readonly db: DurableSqlite,
    private readonly sealing: RegisterSealing,
  ) {}

  async add(attachment: RegisteredAttachment): Promise<void> {
    const sealed = await sealEntry(this.sealing, attachment);
    const { id, caseId } = attachment;
    await this.db.write([
      {
        sql: 'INSERT INTO attachments (id, case_id, document) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
        params: [id, caseId, sealed],
      },
    ]);
  }

  async find(caseId: string, id: string): Promise<RegisteredAttachment | undefined> {
    const row = this.db.get('SELECT * FROM attachments WHERE id = ? AND case_id = ?', id, caseId);
    return row && openEntry(this.sealing, row as unknown as EntryRow);
  }

  async list(caseId: string): Promise<RegisteredAttachment[]> {
    const rows = this.db.all('SELECT * FROM attachments WHERE case_id = ? ORDER BY seq', caseId);
    const opened = await Promise.all(rows.map((row) => openEntry(this.sealing, row as unknown as EntryRow)));
    return opened.filter((each) => each !== undefined);
  }

  async remove(caseId: string, id: string): Promise<void> {
    await this.db.write([
      { sql: 'DELETE FROM attachments WHERE id = ? AND case_id = ?', params: [id, caseId] },
    ]);
  }

  /** Whether it takes writes now. */
  available(): Promise<boolean> {
    return this.db.available();
  }

  close(): Promise<void> {
    return this.db.close();
  }
}
