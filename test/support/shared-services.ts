import { randomBytes } from 'node:crypto';
import { type S3Mock, s3MockAtHand, startS3Mock } from '#attachments/s3/testing/s3-mock.js';
import { issueDevToken } from '#access/identity/dev-issuer.js';
import type { Role } from '#access/roles.js';
import { startGateway } from '#composition/gateway.js';
import { startProcesses } from '#composition/processes.js';
import { startProjector } from '#composition/projector.js';
import type { Service, ServiceProgram } from '#composition/service.js';
import { testServer } from '#event-store/eventstoredb/testing/server.js';
import { ShiftedClock } from '#hosting/clock.js';
import { readConfig } from '#hosting/config.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { ownDatabases } from '#postgres/testing/own-databases.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { type Environment, type Person, personOf, TODAY } from './system.js';

/** Whether everything is there that services share. */
export async function sharedStoresAtHand(): Promise<boolean> {
  return s3MockAtHand() && (await reachesPostgres());
}

/** The stores that services share, each on a server on this machine. */
export interface SharedSurroundings {
  /** The variables by which a service finds them. */
  readonly env: Environment;
  remove(): Promise<void>;
}

/** Starts the servers, or finds them. */
export async function startSharedSurroundings(): Promise<SharedSurroundings> {
  const databases = ownDatabases();
  const folder = temporaryFolder();
  const log = await testServer();
  let mock: S3Mock | undefined;
  const remove = async () => {
    await mock?.end();
    await log.close();
    await databases.remove();
    folder.remove();
  };
  try {
    mock = await startS3Mock();
    const { endpoint, bucket, credentials } = mock;
    const env = {
      TILSAGN_LOG: log.connection,
      TILSAGN_STORES: await databases.make('stores'),
      TILSAGN_ERASURES: await databases.make('erasures'),
      TILSAGN_READ_MODELS: await databases.make('read_models'),
      TILSAGN_MASTER_KEY: randomBytes(32).toString('base64'),
      TILSAGN_ATTACHMENTS: `s3://${bucket}/of-tests`,
      TILSAGN_S3_ENDPOINT: endpoint,
      TILSAGN_S3_KEY: credentials.accessKeyId,
      TILSAGN_S3_SECRET: credentials.secretAccessKey,
      TILSAGN_DATA: folder.path,
      TILSAGN_PORT: '0',
      TILSAGN_NOW: `${TODAY}T11:00:00Z`,
    };
    return { env, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A service of these surroundings, running in this process. */
export interface Started {
  readonly url: string;
  readonly service: Service;
}

const STARTS = { gateway: startGateway, projector: startProjector, processes: startProcesses } as const;

/** Starts one. */
export async function startService(kind: keyof typeof STARTS, env: Environment): Promise<Started> {
  const start: ServiceProgram['start'] = STARTS[kind];
  const service = await start(readConfig(env), createLogger('silent'), {});
  return { url: await service.listen(), service };
}

/** Those who speak to gateways in turn. Each request comes after the consequences of the last command that anyone sent. */
export class PeopleOfGateways {
  /** As much of a whole system as the tests' casts ask for. */
  readonly standalone: { readonly clock: ShiftedClock };
  private last = '';
  private turn = 0;

  constructor(
    private readonly urls: readonly string[],
    private readonly env: Environment,
  ) {
    this.standalone = { clock: new ShiftedClock(env['TILSAGN_NOW']) };
  }

  async as(subject: string, roles: Role | readonly Role[], organisation?: string): Promise<Person> {
    const token = await issueDevToken(this.env['TILSAGN_DATA']!, {
      subject,
      roles: typeof roles === 'string' ? [roles] : roles,
      ...(organisation !== undefined && { organisation }),
    });
    return personOf(() => this.urls[this.turn++ % this.urls.length]!, subject, token, undefined, {
      pathOf: (path) => this.afterAll(path),
      answered: (body) => this.note(body),
    });
  }

  private afterAll(path: string): string {
    if (this.last === '') return path;
    return `${path}${path.includes('?') ? '&' : '?'}after-consequences=${this.last}`;
  }

  private note(body: unknown): void {
    const { position } = (body ?? {}) as { readonly position?: unknown };
    if (typeof position === 'string') this.last = position;
  }
}
