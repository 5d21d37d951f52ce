import { randomBytes } from 'node:crypto';
import { dropDatabases, makeDatabases } from '#postgres/databases.js';
import { type Environment, Program } from './program.js';

/** What the services share: servers of doubles, and databases of their own on a PostgreSQL that is there. */
export interface ClusterStores {
  readonly log: Program;
  readonly attachments: Program;
  readonly databases: readonly string[];
  /** The variables by which a program finds them. */
  readonly env: Environment;
  /** Drops the databases. */
  drop(): Promise<void>;
}

/** Where they are made. */
export interface StoresStart {
  readonly postgres: string;
  readonly startOf: (name: string, file: string, args?: readonly string[]) => Program;
}

/** Starts the doubles and makes the databases. What was begun is ended when that fails. */
export async function startStores({ postgres, startOf }: StoresStart): Promise<ClusterStores> {
  const prefix = `tilsagn_cluster_${randomBytes(4).toString('hex')}`;
  const databases = ['stores', 'erasures', 'read_models'].map((name) => `${prefix}_${name}`);
  const drop = () => dropDatabases(postgres, databases);
  const urls = await makeDatabases(postgres, databases);
  const log = startOf('log', 'libs/event-store/eventstoredb/testing/double.js', ['--port', '0']);
  const attachments = startOf('attachments', 'libs/attachments/s3/testing/double.js');
  try {
    const [connection, endpoint, bucket] = await Promise.all([
      log.says('ready'),
      attachments.says('ready'),
      attachments.says('bucket'),
    ]);
    const env = {
      TILSAGN_LOG: connection,
      TILSAGN_STORES: urls[0]!,
      TILSAGN_ERASURES: urls[1]!,
      TILSAGN_READ_MODELS: urls[2]!,
      TILSAGN_MASTER_KEY: randomBytes(32).toString('base64'),
      TILSAGN_ATTACHMENTS: `s3://${bucket}/cluster`,
      TILSAGN_S3_ENDPOINT: endpoint,
      // It knows nobody, and lets everybody in.
      TILSAGN_S3_KEY: 'anybody',
      TILSAGN_S3_SECRET: 'anything',
    };
    return { log, attachments, databases, env, drop };
  } catch (error) {
    await Promise.all([log.end(), attachments.end()]);
    await drop().catch(() => undefined);
    throw error;
  }
}
