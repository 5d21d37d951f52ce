import type { Position, RecordedEvent, Unreadable } from '#eventsourcing/event.js';
import type { Session } from './database.js';
import { quoted } from './quoted.js';
import { EventRows, type PlannedEvent } from './fold.js';
import type { Projection } from './projection.js';
import type { PausedKey } from './read-models.js';
import type { TableDefinition } from './table.js';
import { TableRows, type Read } from './table-rows.js';
import { TableShape } from './table-shape.js';
import { messageOf } from '#text/thrown.js';

/** One generation of a projection's tables: what of it is in memory, and how far it has come. */
export class Model {
  readonly tables = new Map<TableDefinition, TableRows>();
  /** Keys held back, with the event that is to blame. */
  readonly paused = new Map<string, PausedKey>();
  private readonly types: ReadonlySet<string> | undefined;
  private readonly rows = new EventRows(this.tables);

  constructor(
    readonly projection: Projection,
    readonly generation: number,
    /** How far the model has folded the log. */
    public position: Position,
    startsEmpty: boolean,
  ) {
    const { eventTypes, tables } = projection;
    this.types = eventTypes === 'all' ? undefined : new Set(eventTypes);
    for (const definition of tables) {
      const physical = quoted(physicalName(projection, definition, generation));
      this.tables.set(definition, new TableRows(new TableShape(definition), physical, startsEmpty));
    }
  }

  get name(): string {
    return this.projection.name;
  }

  /** Those of the events that concern this projection. */
  plan(events: readonly RecordedEvent[]): PlannedEvent[] {
    const planned: PlannedEvent[] = [];
    for (const event of events) {
      if (this.types && !this.types.has(event.type)) continue;
      const one = this.planOne(event);
      if (one) planned.push(one);
    }
    return planned;
  }

  /** Brings every row the events may read into memory. */
  async fetch(session: Pick<Session, 'query'>, planned: readonly PlannedEvent[]): Promise<void> {
    const wanted = new Map<TableRows, Read[]>();
    for (const { reads } of planned) {
      for (const read of reads) {
        const others = wanted.get(read.rows);
        if (others) others.push(read);
        else wanted.set(read.rows, [read]);
      }
    }
    for (const [rows, reads] of wanted) await rows.fetch(session, reads);
  }

  /** Folds events into the rows in memory; answers the keys that had to be paused. */
  fold(planned: readonly PlannedEvent[]): PausedKey[] {
    const newly: PausedKey[] = [];
    for (const one of planned) {
      if (this.paused.has(one.key)) continue;
      this.rows.begin(one);
      try {
        if ('failed' in one) throw one.failed;
        this.projection.apply(one.event, this.rows);
      } catch (error) {
        this.rows.rollback();
        newly.push(this.pause(one.key, one.event, error));
      }
    }
    return newly;
  }

  /** Holds a key back from this event on. */
  pause(key: string, event: RecordedEvent, error: unknown): PausedKey {
    const paused = {
      projection: this.name,
      key,
      position: event.position,
      eventId: event.id,
      reason: messageOf(error),
      pausedAt: new Date().toISOString(),
    };
    this.paused.set(key, paused);
    return paused;
  }

  /** Forgets what is in memory; the tables hold the truth. */
  forget(): void {
    for (const rows of this.tables.values()) rows.forget();
  }

  /** An event whose key cannot be told is held against its stream: there is nothing narrower. */
  private planOne(event: RecordedEvent): PlannedEvent | undefined {
    if (event.unreadable) return this.planUnreadable(event, event.unreadable);
    let key = event.stream;
    try {
      const own = this.projection.keyOf(event);
      if (own === undefined || this.paused.has(own)) return undefined;
      key = own;
      return { event, key, reads: this.reads(event) };
    } catch (error) {
      return this.paused.has(key) ? undefined : { event, key, reads: [], failed: error };
    }
  }

  /** Held against the key its stream's other events have. */
  private planUnreadable(event: RecordedEvent, { error, near }: Unreadable): PlannedEvent | undefined {
    let key: string | undefined;
    try {
      key = near && this.projection.keyOf(near);
    } catch {
      // Then the event it is told from does not tell it either.
    }
    key ??= event.metadata.caseId ?? event.stream;
    return this.paused.has(key) ? undefined : { event, key, reads: [], failed: error };
  }

  private reads(event: RecordedEvent): Read[] {
    const named = this.projection.rowsOf?.(event) ?? [];
    return named.map(({ table, key }) => {
      const rows = this.tables.get(table);
      if (!rows) throw new Error(`${table.name} is no table of projection ${this.name}`);
      return { rows, key, id: rows.shape.idOf(key) };
    });
  }
}

/** `<table>_v<version>_g<generation>` */
export function physicalName({ version }: Projection, { name }: TableDefinition, generation: number): string {
  return `${name}_v${version}_g${generation}`;
}
