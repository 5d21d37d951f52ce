import { setTimeout } from 'node:timers/promises';
import type { Position } from '#eventsourcing/event.js';
import { START, type Subscription } from '#event-store/port.js';
import { asError } from '#text/thrown.js';
import { checkProjections, dropUnused, swap, withdraw } from './generations.js';
import { hashesOf } from './hashes.js';
import { createLedger, deleteRecords, giveToLog, readPaused, readRecords, shapeOf } from './ledger.js';
import type { ProjectionRecord } from './ledger.js';
import { LiveFolding } from './live-folding.js';
import { Model } from './model.js';
import { tellingPauses } from './pauses.js';
import type { Projection } from './projection.js';
import type { PausedKey, ProjectionState, RebuildProgress } from './read-models.js';
import { Rebuild } from './rebuild.js';
import { Refold } from './refold.js';
import { restingAtHead } from './resting-at-head.js';
import type { RunnerOptions } from './runner-options.js';

const LOCK = 'projections';
const LOCK_RETRY_MS = 500;
const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 10_000;
const STARTED_WITHIN_MS = 60_000;

/** One turn at the log and the database, from taking the lock to losing it. */
interface Session {
  readonly abort: AbortController;
  subscription?: Subscription;
}

/** Keeps a set of projections: follows the log, builds what is missing, starts over after an outage. */
export class Runner {
  private readonly models = new Map<string, Model>();
  private readonly folding: LiveFolding;
  private readonly waiters = new Set<() => void>();
  private readonly closing = new AbortController();
  private session: Session | undefined;
  private turns: Promise<unknown> = Promise.resolve();
  private builds: Promise<unknown> = Promise.resolve();
  private readonly building = new Set<string>();
  private waiting = false;
  /** What ended the last turn at the lock, until a new one goes well. */
  private failure: Error | undefined;
  /** Builds that failed; they are tried again while the other models go on. */
  private readonly failedBuilds = new Map<string, Error>();
  private loaded = false;
  private readonly tellPauses = tellingPauses(() => this.options);
  private readonly running: Promise<void>;

  /** @throws Error when the projections get into each other's way */
  constructor(private readonly options: RunnerOptions) {
    checkProjections(options.projections);
    this.folding = new LiveFolding(options.database, options.store);
    this.running = this.run();
  }

  /** Whether this process is the one that writes. */
  get leading(): boolean {
    return this.session !== undefined && this.loaded;
  }

  /** What the projection is doing, as far as this process knows. */
  stateOf(name: string): { readonly state: ProjectionState; readonly error?: string } {
    if (this.waiting) return { state: 'waiting' };
    const failure = this.failure ?? (this.models.has(name) ? undefined : this.failedBuilds.get(name));
    if (failure) return { state: 'failed', error: failure.message };
    return { state: this.building.has(name) || !this.models.has(name) ? 'building' : 'live' };
  }

  /** Settles when it is known what there is: models loaded, another process leads, or a first outage. */
  async started(): Promise<void> {
    await this.until(() => this.loaded || this.waiting || this.failure !== undefined, STARTED_WITHIN_MS);
  }

  /** Position readers see, when the model is live here. */
  positionOf(name: string): Position | undefined {
    return this.models.get(name)?.position;
  }

  /** Keys held back in a model that is live here; they stand in memory as in the table. */
  pausedIn(name: string): ReadonlyMap<string, PausedKey> | undefined {
    return this.models.get(name)?.paused;
  }

  /** Waits until the condition holds, looking again whenever something moved. */
  async until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    if (condition()) return true;
    return new Promise((resolve) => {
      const end = (met: boolean) => {
        clearTimeout(timer);
        this.waiters.delete(look);
        resolve(met);
      };
      const look = () => {
        if (condition()) end(true);
        else if (this.closing.signal.aborted) end(false);
      };
      const timer = globalThis.setTimeout(() => end(false), timeoutMs);
      this.waiters.add(look);
    });
  }

  /** Hashes of the live models, taken while they stand still. */
  async hashes(name: string): Promise<{ readonly contentHash: string; readonly resultHash: string }> {
    return this.turn(() => hashesOf(this.options.database, this.live(name)));
  }

  /** Builds models anew and makes them the live ones. */
  async rebuild(
    names: readonly string[],
    onProgress: ((progress: RebuildProgress) => void) | undefined,
  ): Promise<void> {
    const projections = names.map((name) => this.projection(name));
    const session = this.mustLead();
    await this.build(session, projections, onProgress);
  }

  /** Folds a paused key again from the log. */
  async resume(name: string, key: string): Promise<PausedKey | undefined> {
    const { database, store } = this.options;
    const { signal } = this.mustLead().abort;
    const { paused, projection, position } = this.live(name);
    if (!paused.has(key)) return undefined;
    const refold = new Refold({ database, store, projection, key, signal });
    await refold.read(position);
    return this.turn(async () => {
      const model = this.live(name);
      await refold.read(model.position);
      return refold.replaceRows(model, 'live').finally(() => this.moved());
    });
  }

  /** Ends after the batch under way. */
  async close(): Promise<void> {
    this.closing.abort(new Error('the read models are being closed'));
    this.session?.abort.abort(this.closing.signal.reason);
    await this.running;
    this.moved();
  }

  private async run(): Promise<void> {
    let backoff = FIRST_BACKOFF_MS;
    while (!this.closing.signal.aborted) {
      const abort = new AbortController();
      try {
        this.waiting = !(await this.options.database.acquire(LOCK, (error) => abort.abort(error)));
        this.moved();
        if (this.waiting) await this.rest(LOCK_RETRY_MS);
        else
          await this.lead({ abort }, () => {
            backoff = FIRST_BACKOFF_MS;
          });
      } catch (error) {
        if (this.closing.signal.aborted) break;
        [this.failure, this.waiting] = [this.report(error), false];
        this.moved();
        await this.rest(backoff);
        backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      }
    }
    await this.options.database.release();
  }

  /** Leads until an outage or the end. */
  private async lead(session: Session, healthy: () => void): Promise<never> {
    const { signal } = session.abort;
    this.session = session;
    try {
      const stale = await this.load();
      this.loaded = true;
      this.failure = undefined;
      this.moved();
      healthy();
      this.follow(session);
      void this.buildStale(session, stale);
      return await new Promise<never>((_resolve, reject) => {
        const end = () => reject(signal.reason as Error);
        if (signal.aborted || this.closing.signal.aborted) end();
        else signal.addEventListener('abort', end);
      });
    } finally {
      session.abort.abort();
      await session.subscription?.close();
      await this.builds;
      await this.turns;
      this.session = undefined;
      this.loaded = false;
      this.models.clear();
      this.moved();
    }
  }

  /** Builds all in one pass over the log; if that fails each alone, so that a broken one does not hold up the others. */
  private async buildStale(session: Session, stale: readonly Projection[]): Promise<void> {
    let groups = stale.length > 0 ? [stale] : [];
    for (
      let backoff = FIRST_BACKOFF_MS;
      groups.length > 0;
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS)
    ) {
      const failed: Projection[] = [];
      for (const group of groups) {
        try {
          await this.build(session, group, this.options.onProgress);
          for (const { name } of group) this.failedBuilds.delete(name);
        } catch (error) {
          if (session.abort.signal.aborted) return;
          const reported = this.report(error);
          for (const { name } of group) this.failedBuilds.set(name, reported);
          failed.push(...group);
        }
        this.moved();
      }
      groups = failed.map((projection) => [projection]);
      if (groups.length > 0) await this.rest(backoff, session.abort.signal);
      if (session.abort.signal.aborted) return;
    }
  }

  /** Takes up the models that fit; answers the projections that must be built. */
  private async load(): Promise<Projection[]> {
    const { database, store, projections } = this.options;
    await createLedger(database, projections);
    const head = await store.head();
    if (store.compare(head, START) === 0) await giveToLog(database, store.logId);
    const records = await readRecords(database);
    const ofThisLog = ({ logId, position }: ProjectionRecord) =>
      logId === store.logId && store.isPosition(position) && store.compare(position, head) <= 0;

    const foreign = projections.filter(({ name }) => {
      const record = records.get(name);
      return record && !ofThisLog(record);
    });
    if (foreign.length > 0) {
      const names = foreign.map(({ name }) => name);
      await withdraw(database, foreign, (session) => deleteRecords(session, names));
      for (const name of names) records.delete(name);
    }
    await dropUnused(database, projections);

    const stale: Projection[] = [];
    for (const projection of projections) {
      const record = records.get(projection.name);
      if (record?.version === projection.version && record.shape === shapeOf(projection)) {
        const model = new Model(projection, record.generation, record.position, false);
        for (const paused of await readPaused(database, projection.name))
          model.paused.set(paused.key, paused);
        this.models.set(projection.name, model);
      } else stale.push(projection);
    }
    this.moved();
    return stale;
  }

  /** Starts to follow the log from where the model furthest behind stands; the others skip what they have seen. */
  private follow(session: Session): void {
    const { store } = this.options;
    if (session.subscription || session.abort.signal.aborted || this.models.size === 0) return;
    const positions = [...this.models.values()].map(({ position }) => position);
    const after = positions.toSorted((a, b) => store.compare(a, b))[0]!;
    session.subscription = store.subscribe({
      after,
      handle: restingAtHead(session.abort.signal, (page) =>
        this.turn(() => this.folding.fold([...this.models.values()], page).then(() => this.moved())),
      ),
    });
    session.subscription.done.then(
      () => session.abort.abort(new Error('the subscription has ended')),
      (error: unknown) => session.abort.abort(error),
    );
  }

  /** One build at a time: they would share the disk and the database anyway. */
  private build(
    session: Session,
    projections: readonly Projection[],
    onProgress: ((progress: RebuildProgress) => void) | undefined,
  ): Promise<void> {
    const built = this.builds.then(() => this.buildAlone(session, projections, onProgress));
    this.builds = built.catch(() => undefined);
    return built;
  }

  private async buildAlone(
    session: Session,
    projections: readonly Projection[],
    onProgress: ((progress: RebuildProgress) => void) | undefined,
  ): Promise<void> {
    const { database, store, foldThread } = this.options;
    const { signal } = session.abort;
    signal.throwIfAborted();
    const records = await readRecords(database);
    const rebuild = new Rebuild({
      database,
      store,
      signal,
      foldThread,
      onProgress,
      projections: projections.map((projection) => ({
        projection,
        generation: (records.get(projection.name)?.generation ?? 0) + 1,
      })),
    });
    for (const { name } of projections) this.building.add(name);
    try {
      await rebuild.fill();
      await this.turn(async () => {
        await rebuild.finish();
        await swap(database, rebuild.models, store.logId);
        for (const model of rebuild.models) this.models.set(model.name, model);
        this.moved();
      });
    } catch (error) {
      await rebuild.discard().catch(() => undefined);
      throw error;
    } finally {
      for (const { name } of projections) this.building.delete(name);
    }
    this.follow(session);
    await dropUnused(database, projections);
  }

  /** What touches live models runs one at a time. */
  private turn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turns.then(work);
    this.turns = done.catch(() => undefined);
    return done;
  }

  private moved(): void {
    this.tellPauses(this.models);
    for (const look of this.waiters) look();
  }

  private projection(name: string): Projection {
    const projection = this.options.projections.find((candidate) => candidate.name === name);
    if (!projection) throw new Error(`there is no projection ${name}`);
    return projection;
  }

  private live(name: string): Model {
    const model = this.models.get(this.projection(name).name);
    if (!model) throw new Error(`projection ${name} is not live here`);
    return model;
  }

  private mustLead(): Session {
    if (!this.session) throw new Error('the read models are written by another process');
    return this.session;
  }

  private report(error: unknown): Error {
    const reported = asError(error);
    this.options.onError?.(reported);
    return reported;
  }

  private async rest(ms: number, signal: AbortSignal = this.closing.signal): Promise<void> {
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
  }
}
