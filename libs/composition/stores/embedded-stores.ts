import { ATTACHMENTS_STORE, FolderAttachmentStore } from '#attachments/folder/folder-store.js';
import { LOG_STORE } from '#event-store/sqlite/log-file.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import {
  ATTACHMENT_REGISTER_STORE,
  SqliteAttachmentRegister,
} from '#grants/application/attachments/sqlite/attachment-register.js';
import { DRAFTS_STORE, SqliteDraftStore } from '#grants/application/drafts/sqlite/draft-store.js';
import type { DataFolder } from '#hosting/data-folder.js';
import { clearMark, markOpen } from '#hosting/open-mark.js';
import { whenLost } from '#sqlite/side-store.js';
import { PEOPLE_STORE, SqlitePeopleStore } from '#people/sqlite/people-store.js';
import { openProcessFile, PROCESS_STORE, type ProcessFile } from '#processes/sqlite/process-file.js';
import { FolderErasureList } from '#sealing/folder/erasure-list.js';
import { Sealer } from '#sealing/sealer.js';
import { KEYS_STORE, SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { Unsealer } from '#sealing/unsealer.js';
import { catalogue } from '../catalogue.js';
import { DURABLE_STORES } from './durable-stores.js';
import type { Stores } from './stores.js';

/** The durable stores of a data folder, open. */
export interface EmbeddedStores extends Stores {
  readonly keys: SqliteKeyStore;
  readonly drafts: SqliteDraftStore;
  readonly people: SqlitePeopleStore;
  readonly attachments: FolderAttachmentStore;
  readonly attachmentRegister: SqliteAttachmentRegister;
  readonly processes: ProcessFile;
  /** In which erasures are noted. */
  readonly erasures: FolderErasureList;
}

/** Name of the log's file in the data folder. */
export const LOG_FILE = LOG_STORE.path;

/** Name of the keys' file in the data folder. */
export const KEYS_FILE = KEYS_STORE.path;

/** Name of the process managers' file in the data folder. */
export const PROCESS_FILE = PROCESS_STORE.path;

/**
 * Opens the stores of a folder this process holds, making those that are not there; erasures are noted in another
 * folder. Each is one of `DURABLE_STORES`. `onLost` hears of a thread that ended under them. @throws WrongErasureList
 */
export async function openEmbeddedStores(
  folder: DataFolder,
  clockOffset: number | BigInt64Array,
  erasures: string,
  onLost: (error: Error) => void = () => undefined,
): Promise<EmbeddedStores> {
  const opened: { close(): Promise<void> }[] = [];
  const stopHearing = whenLost(onLost);
  const close = async () => {
    stopHearing();
    const failures: unknown[] = [];
    for (const store of opened.toReversed()) await store.close().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    clearMark(folder.path);
  };
  try {
    const log = withUpcasting(
      await openSqliteStore({ file: folder.file(LOG_FILE), clockOffset, onLost }),
      catalogue,
    );
    opened.push(log);
    markOpen(folder.path, LOG_FILE);
    const keys = await SqliteKeyStore.open(folder.file(KEYS_FILE));
    opened.push(keys);
    await keys.bind(log);
    const list = await keys.noteErasuresIn((known) =>
      FolderErasureList.open(erasures, { list: known, log: log.logId, data: folder.path }),
    );
    const sealer = new Sealer(catalogue, keys);
    const unsealer = new Unsealer(keys);
    const drafts = await SqliteDraftStore.open(folder.file(DRAFTS_STORE.path), { sealer, unsealer });
    opened.push(drafts);
    const people = await SqlitePeopleStore.open(folder.file(PEOPLE_STORE.path), { sealer, unsealer, keys });
    opened.push(people);
    const attachments = await FolderAttachmentStore.open(folder.file(ATTACHMENTS_STORE.path));
    const attachmentRegister = await SqliteAttachmentRegister.open(
      folder.file(ATTACHMENT_REGISTER_STORE.path),
      {
        sealer,
        unsealer,
      },
    );
    opened.push(attachmentRegister);
    const processes = await openProcessFile(folder.file(PROCESS_FILE));
    opened.push(processes);
    await keys.noteMade(DURABLE_STORES.map(({ path }) => path));
    const durable = {
      log,
      keys,
      drafts,
      people,
      attachments,
      'attachment-register': attachmentRegister,
      processes,
    };
    return {
      log,
      keys,
      drafts,
      people,
      attachments,
      attachmentRegister,
      processes,
      sealer,
      unsealer,
      erasures: list,
      durable,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
