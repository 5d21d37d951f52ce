import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { EventStore, LogPage } from '#event-store/port.js';
import type { Database } from './database.js';
import { inHalves } from './halves.js';
import { movePositions, savePaused } from './ledger.js';
import type { Model } from './model.js';
import type { PausedKey } from './read-models.js';

const KEPT_ROWS = 2048;
const VACUUM_AFTER = 20_000;

/** Folds new events into live models: rows, pauses and checkpoints in one transaction per page. */
export class LiveFolding {
  private readonly changes = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly store: Pick<EventStore, 'compare'>,
  ) {}

  /** Brings the models to the page's position, also past events nobody asked for. Models already there are left alone. */
  async fold(models: readonly Model[], page: Pick<LogPage, 'events' | 'position'>): Promise<void> {
    const behind = models.filter((model) => this.store.compare(model.position, page.position) < 0);
    if (behind.length === 0) return;
    let refused = false;
    // Anything but refused rows is an outage and passed on: the page is then read again.
    await inHalves(
      [page],
      () => this.together(behind, page.events, page.position),
      () => {
        refused = true;
      },
    );
    if (refused) for (const model of behind) await this.alone(model, page);
    await this.vacuum(behind);
  }

  /** One projection's rows were refused, nobody knows which: folds them in ever smaller parts and pauses the culprits' keys. */
  private async alone(model: Model, page: Pick<LogPage, 'events' | 'position'>): Promise<void> {
    await inHalves(
      this.ahead(model, page.events),
      (events) => this.together([model], events, events.at(-1)?.position ?? page.position),
      (event, error) => this.pause(model, event, error),
    );
    if (this.store.compare(model.position, page.position) < 0)
      await this.together([model], [], page.position);
  }

  private async together(
    models: readonly Model[],
    events: readonly RecordedEvent[],
    position: Position,
  ): Promise<void> {
    const newly: PausedKey[] = [];
    try {
      await this.database.transaction(async (session) => {
        for (const model of models) {
          const planned = model.plan(this.ahead(model, events));
          await model.fetch(session, planned);
          newly.push(...model.fold(planned));
          for (const rows of model.tables.values()) await rows.write(session, this.database.insertion);
        }
        await savePaused(session, newly);
        await movePositions(
          session,
          models.map(({ name }) => name),
          position,
        );
      });
    } catch (error) {
      for (const model of models) model.forget();
      for (const { projection, key } of newly)
        models.find(({ name }) => name === projection)?.paused.delete(key);
      throw error;
    }
    for (const model of models) {
      model.position = position;
      for (const rows of model.tables.values()) this.count(rows.physical, rows.committed(KEPT_ROWS));
    }
  }

  private async pause(model: Model, event: RecordedEvent, error: unknown): Promise<void> {
    const key = model.plan([event])[0]?.key;
    if (key === undefined) throw error;
    const paused = model.pause(key, event, error);
    try {
      await this.database.transaction(async (session) => {
        await savePaused(session, [paused]);
        await movePositions(session, [model.name], event.position);
      });
    } catch (outage) {
      model.paused.delete(key);
      throw outage;
    }
    model.position = event.position;
  }

  /** Those of the events the model has not seen. */
  private ahead(model: Model, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const first = events[0];
    if (!first || this.store.compare(first.position, model.position) > 0) return events;
    return events.filter(({ position }) => this.store.compare(position, model.position) > 0);
  }

  private count(physical: string, changed: number): void {
    this.changes.set(physical, (this.changes.get(physical) ?? 0) + changed);
  }

  /** Dead rows of a database without autovacuum. */
  private async vacuum(models: readonly Model[]): Promise<void> {
    if (!this.database.selfCare) return;
    for (const { physical } of models.flatMap(({ tables }) => [...tables.values()])) {
      if ((this.changes.get(physical) ?? 0) < VACUUM_AFTER) continue;
      this.changes.delete(physical);
      await this.database.maintain(`VACUUM (ANALYZE) ${physical}`);
    }
  }
}
