import type { Concern } from '#postgres/concern.js';
import type { Postgres } from '#postgres/postgres.js';
import type { AttachmentRegister, RegisteredAttachment } from '../attachment-register.js';
import { type EntryRow, openEntry, type RegisterSealing, sealEntry } from '../sealed-entry.js';

/** The register of attachments in PostgreSQL. */
export const ATTACHMENT_REGISTER_CONCERN: Concern = {
  name: 'attachments',
  steps: [
    {
      sql: `CREATE TABLE attachments (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              id text NOT NULL UNIQUE,
              case_id text NOT NULL,
              document text NOT NULL
            );
            CREATE INDEX attachments_of_case ON attachments (case_id, seq)`,
    },
  ],
};

/** The register in PostgreSQL; each entry is sealed as a whole with the key of its case. */
export class PostgresAttachmentRegister implements AttachmentRegister {
  constructor(
    private readonly database: Postgres,
    private readonly sealing: RegisterSealing,
  ) {}

  async add(attachment: RegisteredAttachment): Promise<void> {
    const sealed = await sealEntry(this.sealing, attachment);
    const { id, caseId } = attachment;
    await this.database.run(
      'INSERT INTO attachments (id, case_id, document) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [id, caseId, sealed],
    );
  }

  async find(caseId: string, id: string): Promise<RegisteredAttachment | undefined> {
    const [row] = await this.database.query<EntryRow>(
      'SELECT * FROM attachments WHERE id = $1 AND case_id = $2',
      [id, caseId],
    );
    return row && openEntry(this.sealing, row);
  }

  async list(caseId: string): Promise<RegisteredAttachment[]> {
    const rows = await this.database.query<EntryRow>(
      'SELECT * FROM attachments WHERE case_id = $1 ORDER BY seq',
      [caseId],
    );
    const opened = await Promise.all(rows.map((row) => openEntry(this.sealing, row)));
    return opened.filter((each) => each !== undefined);
  }

  async remove(caseId: string, id: string): Promise<void> {
    await this.database.run('DELETE FROM attachments WHERE id = $1 AND case_id = $2', [id, caseId]);
  }

  /** The database is its opener's to close. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
