import { FolderAttachmentStore } from '#attachments/folder/folder-store.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import type { EventStore } from '#event-store/port.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { SqliteAttachmentRegister } from '#grants/application/attachments/sqlite/attachment-register.js';
import { SqliteDraftStore } from '#grants/application/drafts/sqlite/draft-store.js';
import type { DataFolder } from '#platform/data-folder.js';
import { openProcessFile, type ProcessFile } from '#processes/sqlite/process-file.js';
import { Sealer } from '#sealing/sealer.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { Unsealer } from '#sealing/unsealer.js';
import { catalogue } from '#apps/projector/catalogue.js';

/** The durable stores of a data folder, open. */
export interface EmbeddedStores {
  readonly log: EventStore;
  readonly keys: SqliteKeyStore;
  readonly drafts: SqliteDraftStore;
  readonly attachments: FolderAttachmentStore;
  readonly attachmentRegister: SqliteAttachmentRegister;
  readonly processes: ProcessFile;
  readonly sealer: Sealer;
  readonly unsealer: Unsealer;
  /** Closes them in the order that loses nothing. */
  close(): Promise<void>;
}

/** Name of the log's file in the data folder. */
export const LOG_FILE = 'log.sqlite';

/** Name of the keys' file in the data folder. */
export const KEYS_FILE = 'keys.sqlite';

/** Name of the process managers' file in the data folder. */
export const PROCESS_FILE = 'process.sqlite';

/** Opens the stores of a folder this process holds, making those that are not there. */
export async function openEmbeddedStores(
  folder: DataFolder,
  clockOffset: number | BigInt64Array,
): Promise<EmbeddedStores> {
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const store of opened.toReversed()) await store.close();
  };
  try {
    const log = withUpcasting(await openSqliteStore({ file: folder.file(LOG_FILE), clockOffset }), catalogue);
    opened.push(log);
    const keys = await SqliteKeyStore.open(folder.file(KEYS_FILE));
    opened.push(keys);
    const sealer = new Sealer(catalogue, keys);
    const unsealer = new Unsealer(keys);
    const drafts = await SqliteDraftStore.open(folder.file('drafts.sqlite'), { sealer, unsealer });
    opened.push(drafts);
    const attachments = await FolderAttachmentStore.open(folder.file('attachments'));
    const attachmentRegister = await SqliteAttachmentRegister.open(folder.file('attachments.sqlite'), {
      sealer,
      unsealer,
    });
    opened.push(attachmentRegister);
    const processes = await openProcessFile(folder.file(PROCESS_FILE));
    opened.push(processes);
    return { log, keys, drafts, attachments, attachmentRegister, processes, sealer, unsealer, close };
  } catch (error) {
    await close();
    throw error;
  }
}
