import { S3AttachmentStore } from '#attachments/s3/s3-store.js';
import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import {
  ATTACHMENT_REGISTER_CONCERN,
  PostgresAttachmentRegister,
} from '#grants/application/attachments/postgres/attachment-register.js';
import { DRAFTS_CONCERN, PostgresDraftStore } from '#grants/application/drafts/postgres/draft-store.js';
import type { Clock } from '#hosting/clock.js';
import type { Logger } from '#hosting/logging.js';
import type { SharedConfig } from '#hosting/shared-config.js';
import { LEASES_CONCERN } from '#leases/postgres/leases-schema.js';
import { PEOPLE_CONCERN, PostgresPeopleStore } from '#people/postgres/people-store.js';
import { openPostgres, type Postgres } from '#postgres/postgres.js';
import { RECEIPTS_CONCERN } from '#postgres/receipts.js';
import { PostgresCheckpoints } from '#processes/postgres/checkpoints.js';
import { PostgresParked } from '#processes/postgres/parked.js';
import { PROCESSES_CONCERN } from '#processes/postgres/processes-schema.js';
import { PostgresTimers } from '#processes/postgres/timers.js';
import { masterKeysIn } from '#sealing/local-master-key.js';
import { ERASURE_LIST_CONCERN, PostgresErasureList } from '#sealing/postgres/erasure-list.js';
import { KEYS_CONCERN } from '#sealing/postgres/keys-schema.js';
import { PostgresKeyStore } from '#sealing/postgres/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { catalogue } from '../catalogue.js';
import { Closers } from '../closers.js';
import type { Stores } from './stores.js';

/** All that lies in the database of stores. */
const CONCERNS = [
  LEASES_CONCERN,
  KEYS_CONCERN,
  RECEIPTS_CONCERN,
  DRAFTS_CONCERN,
  PEOPLE_CONCERN,
  ATTACHMENT_REGISTER_CONCERN,
  PROCESSES_CONCERN,
];

/** Few statements of few moments are asked of the list. */
const LIST_CONNECTIONS = 2;

/** Stores that several processes share. */
export interface SharedStores extends Stores {
  /** The database of all but the log and the attachments. */
  readonly database: Postgres;
  readonly processes: Stores['processes'] & { readonly checkpoints: PostgresCheckpoints };
}

/** What opening them needs beside the configuration. */
export interface SharedSurroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A folder of this process alone, for attachments that are being received. */
  readonly receiving: string;
}

/**
 * Opens them, the schemas up to date. Any number of processes may.
 * @throws StoreUnavailable, StorageUnavailable, DatabaseTooNew, NoMasterKey, MasterKeyMissing, KeysUnfit, WrongErasureList
 */
export async function openSharedStores(
  config: SharedConfig,
  { clock, logger, receiving }: SharedSurroundings,
): Promise<SharedStores> {
  const opened = new Closers();
  const opening = async <T extends { close(): Promise<void> }>(store: Promise<T>): Promise<T> => {
    const open = await store;
    opened.add(() => open.close());
    return open;
  };
  try {
    const masters = await masterKeysIn(config.masterKey);
    const database = await opening(openPostgres({ url: config.stores, concerns: CONCERNS }));
    const listed = await opening(
      openPostgres({ url: config.erasures, concerns: [ERASURE_LIST_CONCERN], connections: LIST_CONNECTIONS }),
    );
    const log = withUpcasting(
      await opening(openEventStoreDb({ connection: config.log, now: () => clock.now(), logger })),
      catalogue,
    );
    const onError = (err: unknown) => logger.warn({ err }, 'an erasure that another process began waits');
    const keys = await opening(PostgresKeyStore.open(database, { masters, onError }));
    // Before they are bound to the log: keys that came back with an older database open nothing any more.
    await keys.noteErasuresIn((list) => PostgresErasureList.open(listed, { list, log: log.logId }));
    await keys.bind(log);
    const sealing = { sealer: new Sealer(catalogue, keys), unsealer: new Unsealer(keys) };
    const attachments = await opening(S3AttachmentStore.open(config.attachments, receiving));
    return {
      database,
      log,
      keys,
      drafts: new PostgresDraftStore(database, sealing),
      people: new PostgresPeopleStore(database, { ...sealing, keys }),
      attachments,
      attachmentRegister: new PostgresAttachmentRegister(database, sealing),
      processes: {
        checkpoints: new PostgresCheckpoints(database),
        parked: new PostgresParked(database),
        timers: new PostgresTimers(database),
      },
      ...sealing,
      durable: { log, stores: database, erasures: listed, attachments },
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw error;
  }
}
