import { receiptsContract } from '#eventsourcing/testing/receipts-suite.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { type DurableSqlite, openDurable } from './durable-sqlite.js';
import { RECEIPTS_SCHEMA, SqliteReceipts } from './receipts.js';

receiptsContract('receipts in a SQLite file', () => {
  const folder = temporaryFolder();
  let db: DurableSqlite;
  const open = async () => {
    db = await openDurable({ file: `${folder.path}/receipts.sqlite`, schema: [RECEIPTS_SCHEMA] });
    return new SqliteReceipts(db);
  };
  return {
    open,
    reopen: () => db.close().then(open),
    remove: async () => {
      await db.close();
      folder.remove();
    },
  };
});
