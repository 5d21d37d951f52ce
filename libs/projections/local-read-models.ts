import type { Position } from '#eventsourcing/event.js';
import { lagBehind } from '#event-store/lag.js';
import type { EventStore } from '#event-store/port.js';
import { SharedLook } from '#hosting/shared-look.js';
import type { Database } from './database.js';
import { sqlState } from './database.js';
import { hashesOf } from './hashes.js';
import { readPaused, readRecords, shapeOf, type ProjectionRecord } from './ledger.js';
import { Model } from './model.js';
import { pausedAmong } from './pauses.js';
import type { Projection } from './projection.js';
import type {
  PausedKey,
  ProjectionStatus,
  QueryParameter,
  ReadModels,
  RebuildProgress,
} from './read-models.js';
import { ReadModelNotReady } from './read-models.js';
import type { Runner } from './runner.js';

const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';

/** Read models of a database this process is connected to, with or without a runner of its own. */
export class LocalReadModels implements ReadModels {
  private readonly look = new SharedLook(() => this.records());

  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
    private readonly runner?: Runner,
  ) {}

  async query<Row extends object>(sql: string, parameters: readonly QueryParameter[] = []): Promise<Row[]> {
    try {
      return await this.database.read<Row>(sql, parameters);
    } catch (error) {
      const missing = [UNDEFINED_TABLE, UNDEFINED_COLUMN].includes(sqlState(error) ?? '');
      const unbuilt = missing ? await this.unbuilt() : [];
      if (unbuilt.length === 0) throw error;
      throw new ReadModelNotReady(`not built yet: ${unbuilt.join(', ')}`, { cause: error });
    }
  }

  async waitFor(names: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    for (const name of names) this.projection(name);
    const shown = (at: Position | undefined) => at !== undefined && this.store.compare(at, position) >= 0;
    const { runner } = this;
    if (runner?.leading)
      return runner.until(() => names.every((name) => shown(runner.positionOf(name))), timeoutMs);

    return this.look.until(
      (records) => names.every((name) => this.fits(records.get(name)) && shown(records.get(name)?.position)),
      timeoutMs,
    );
  }

  /** What another process writes has moved, or it is not known whether it has. */
  moved(): void {
    this.look.moved();
  }

  async status({ hashes = false }: { readonly hashes?: boolean } = {}): Promise<ProjectionStatus[]> {
    const head = await this.store.head();
    const records = await this.records();
    const paused = records.size > 0 ? await readPaused(this.database) : [];
    const statuses: ProjectionStatus[] = [];
    for (const projection of this.projections) {
      const { name, version } = projection;
      const record = records.get(name);
      const position = record?.position ?? '';
      statuses.push({
        name,
        version,
        ...this.stateOf(name, record),
        position,
        ...lagBehind(this.store, position, head),
        paused: paused.filter((key) => key.projection === name).length,
        ...(hashes && record && this.fits(record) ? await this.hashes(projection, record) : {}),
      });
    }
    return statuses;
  }

  async rebuild(
    names: readonly string[] | 'all',
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<void> {
    const all = this.projections.map(({ name }) => name);
    await this.mustRun().rebuild(names === 'all' ? all : names, onProgress);
  }

  async resume(projection: string, key: string): Promise<PausedKey | undefined> {
    return this.mustRun().resume(projection, key);
  }

  async pausedKeys(projection: string, keys?: readonly string[]): Promise<PausedKey[]> {
    this.projection(projection);
    const held = this.runner?.leading ? this.runner.pausedIn(projection) : undefined;
    return held ? pausedAmong(held.values(), keys) : readPaused(this.database, projection, keys);
  }

  async close(): Promise<void> {
    await this.runner?.close();
    await this.database.close();
  }

  private stateOf(name: string, record: ProjectionRecord | undefined) {
    if (this.runner) return this.runner.stateOf(name);
    return { state: this.fits(record) ? ('live' as const) : ('building' as const) };
  }

  private hashes(projection: Projection, record: ProjectionRecord) {
    if (this.runner?.leading) return this.runner.hashes(projection.name);
    return hashesOf(this.database, new Model(projection, record.generation, record.position, false));
  }

  private async unbuilt(): Promise<string[]> {
    const records = await this.records();
    return this.projections.map(({ name }) => name).filter((name) => !this.fits(records.get(name)));
  }

  /** Whether the live tables are those this code knows. */
  private fits(record: ProjectionRecord | undefined): boolean {
    if (!record || record.logId !== this.store.logId) return false;
    const projection = this.projection(record.name);
    return record.version === projection.version && record.shape === shapeOf(projection);
  }

  private async records(): Promise<Map<string, ProjectionRecord>> {
    try {
      return await readRecords(this.database);
    } catch (error) {
      if (sqlState(error) === UNDEFINED_TABLE) return new Map();
      throw error;
    }
  }

  private projection(name: string): Projection {
    const projection = this.projections.find((candidate) => candidate.name === name);
    if (!projection) throw new Error(`there is no projection ${name}`);
    return projection;
  }

  private mustRun(): Runner {
    if (!this.runner) throw new Error('this process reads the read models, another one writes them');
    return this.runner;
  }
}
