import { statfs } from 'node:fs/promises';
import { projections } from './read-models/projections.js';
import { Readiness } from '#hosting/health/readiness.js';
import type { ReactionRunner } from '#processes/reaction-runner.js';
import type { OpenIdentity } from '#access/identity/open-identity.js';
import type { TimerRunner } from '#processes/timer-runner.js';
import { ReadModelNotReady, type ReadModels } from '#projections/read-models.js';
import type { Stores } from './stores/stores.js';

/** What readiness is judged by. */
export interface Judged {
  readonly stores: Pick<Stores, 'durable'>;
  /** Where the stores lie, and the bytes of the largest thing a client may send there. */
  readonly room: { readonly folder: string; readonly largest: number };
  /** What of it runs in this process. */
  readonly readModels?: ReadModels;
  readonly reactions?: Pick<ReactionRunner, 'troubles'>;
  readonly timers?: Pick<TimerRunner, 'troubles'>;
  /** Whether this machine's clock agrees with the one that all processes share, where several do. */
  readonly clockAgrees?: () => Promise<boolean>;
  /** What tells who a request comes from, where requests are served. */
  readonly identity?: Pick<OpenIdentity, 'keys'>;
}

/**
 * Ready is: every store takes writes, the disk has room for the largest thing that may come, and every read model has
 * been built once and follows the log; a rebuild beside the live ones does not count. What projections and process
 * managers hold back is told, but requests can be served all the same. So they can while one of several token issuers
 * cannot be asked: those of the others are, and no other instance could serve its own.
 */
export function readinessOf(judged: Judged): Readiness {
  const { stores, room, readModels, reactions, timers, clockAgrees, identity } = judged;
  const readiness = new Readiness();
  for (const [name, store] of Object.entries(stores.durable)) readiness.add(name, () => store.available());
  readiness.add('disk', async () => {
    const { bavail, bsize } = await statfs(room.folder);
    return bavail * bsize >= room.largest;
  });
  if (clockAgrees) readiness.add('clock', clockAgrees);
  if (readModels) {
    readiness.add('read-models', () => allBuilt(readModels));
    readiness.tell('projections', async () => {
      const status = await readModels.status();
      return { paused: status.reduce((sum, { paused }) => sum + paused, 0) };
    });
  }
  if (reactions && timers)
    readiness.tell('processes', () => {
      const { parked, failing } = reactions.troubles();
      return { parked, failing: failing + timers.troubles().failing };
    });
  if (identity && identity.keys.length > 0) {
    const states = () => identity.keys.map((keys) => keys.state());
    readiness.add('identity', () => states().some(({ keys }) => keys > 0));
    readiness.tell('identity', () => ({
      issuers: identity.keys.length,
      away: states().filter(({ away }) => away !== undefined).length,
    }));
  }
  return readiness;
}

async function allBuilt(readModels: ReadModels): Promise<boolean> {
  try {
    for (const { name } of projections.flatMap(({ tables }) => tables))
      await readModels.query(`SELECT 1 FROM ${name} LIMIT 1`);
    return (await readModels.status()).every(({ state }) => state !== 'failed');
  } catch (error) {
    if (error instanceof ReadModelNotReady) return false;
    throw error;
  }
}
