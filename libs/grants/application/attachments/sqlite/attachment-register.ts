import type { DurableStore } from '#backup/durable-store.js';
import type { JsonObject } from '#eventsourcing/event.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
import { caseReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';
import type { AttachmentRegister, RegisteredAttachment } from '../attachment-register.js';

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

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly document: string;
}

/** How documents are sealed and opened. */
export interface RegisterSealing {
  readonly sealer: Pick<Sealer, 'sealDocument'>;
  readonly unsealer: Pick<Unsealer, 'unsealDocument'>;
}

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

  async add({ id, caseId, ...known }: RegisteredAttachment): Promise<void> {
    const sealed = await this.sealing.sealer.sealDocument(known, placeOf(caseId, id), caseReference(caseId));
    await this.db.write([
      {
        sql: 'INSERT INTO attachments (id, case_id, document) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
        params: [id, caseId, JSON.stringify(sealed)],
      },
    ]);
  }

  async find(caseId: string, id: string): Promise<RegisteredAttachment | undefined> {
    const row = this.db.get('SELECT * FROM attachments WHERE id = ? AND case_id = ?', id, caseId);
    return row && this.opened(row as unknown as Row);
  }

  async list(caseId: string): Promise<RegisteredAttachment[]> {
    const rows = this.db.all('SELECT * FROM attachments WHERE case_id = ? ORDER BY seq', caseId);
    const opened = await Promise.all(rows.map((row) => this.opened(row as unknown as Row)));
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

  private async opened({ id, case_id: caseId, document }: Row): Promise<RegisteredAttachment | undefined> {
    const known = await this.sealing.unsealer.unsealDocument<JsonObject | Erased>(
      JSON.parse(document) as SealedValue,
      placeOf(caseId, id),
    );
    return isErased(known) ? undefined : ({ id, caseId, ...known } as unknown as RegisteredAttachment);
  }
}

/** An entry opens in its own row only, and never as a draft. */
function placeOf(caseId: string, id: string): string {
  return `attachment:${caseId}:${id}`;
}
