import { Unfit } from '#backup/sqlite/reading.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import { ConfigError } from '#hosting/config.js';
import { FolderBusy } from '#hosting/data-folder.js';
import { StorageUnavailable } from '#hosting/storage.js';
import { ForeignReadModels } from '#projections/postgres-database.js';
import { WrongErasureList } from '#sealing/erasure-list.js';
import { DatabaseTooNew } from '#postgres/migrations.js';
import { NoMasterKey } from '#sealing/local-master-key.js';
import { MasterKeyMissing } from '#sealing/master-key.js';
import { KeysUnfit } from '#sealing/postgres/fit.js';
import { CannotListen } from './http/listening.js';

const KNOWN = [
  CannotListen,
  ConfigError,
  DatabaseTooNew,
  FolderBusy,
  ForeignReadModels,
  KeysUnfit,
  MasterKeyMissing,
  NoMasterKey,
  StorageUnavailable,
  StoreUnavailable,
  Unfit,
  WrongErasureList,
];

/** Why a system does not start, in a line, where that is for the operator to mend; undefined where it is a fault of its own. */
export function forTheOperator(error: unknown): string | undefined {
  if (!KNOWN.some((kind) => error instanceof kind)) return undefined;
  return (error as Error).message.replaceAll(/\s*\n\s*/g, ' ');
}
