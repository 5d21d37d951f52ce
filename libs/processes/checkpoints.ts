import type { Position } from '#eventsourcing/event.js';
import { backOff, type ProcessLogger } from './retry.js';

/** Where each process manager stands, kept durably: losing it would repeat everything since the first event. */
export interface CheckpointStore {
  /** By name, those of this log only. */
  load(logId: string): Promise<ReadonlyMap<string, Position>>;
  save(logId: string, checkpoints: ReadonlyMap<string, Position>): Promise<void>;
}

/** Saves moved checkpoints together and seldom: a replay is harmless, a durable write per event is not. */
export class CheckpointWriter {
  private moved = new Map<string, Position>();
  private timer: NodeJS.Timeout | undefined;
  private saving = Promise.resolve();
  private failures = 0;

  constructor(
    private readonly store: CheckpointStore,
    private readonly logId: string,
    private readonly everyMs: number,
    private readonly logger: ProcessLogger,
  ) {}

  move(name: string, position: Position): void {
    this.moved.set(name, position);
    this.schedule(this.everyMs);
  }

  /** Saves what moved. @throws what the store throws; the checkpoints are kept for the next time */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const save = this.saving.then(() => this.save());
    this.saving = save.catch(() => undefined);
    return save;
  }

  private schedule(ms: number): void {
    this.timer ??= setTimeout(() => void this.saveOrRetry(), ms).unref();
  }

  private async saveOrRetry(): Promise<void> {
    try {
      await this.flush();
      this.failures = 0;
    } catch (error) {
      this.logger.warn({ err: error }, 'checkpoints of process managers could not be saved');
      this.schedule(backOff(++this.failures));
    }
  }

  private async save(): Promise<void> {
    if (this.moved.size === 0) return;
    const { moved } = this;
    this.moved = new Map();
    try {
      await this.store.save(this.logId, moved);
    } catch (error) {
      this.moved = new Map([...moved, ...this.moved]);
      throw error;
    }
  }
}
