import type { DomainEvent, Recorded } from '#eventsourcing/event.js';
import type { KeyValues, NewRowOf, RowKey, RowOf, TableDefinition } from './table.js';

/**
 * What a projection may do with rows while it applies one event. It sees only rows of the event's own key
 * (`keyOf`), and of those only the ones `rowsOf` named or it wrote itself: so one key can be folded again alone.
 */
export interface Rows {
  /** The row as the events before left it. */
  get<T extends TableDefinition>(table: T, ...key: KeyValues): RowOf<T> | undefined;
  /** Writes the whole row, new or not. */
  put<T extends TableDefinition>(table: T, row: NewRowOf<T>): void;
  /** Changes some columns of a row; throws when it is not there, which makes the event a poison event. */
  change<T extends TableDefinition>(table: T, key: KeyValues, columns: Partial<RowOf<T>>): void;
  delete(table: TableDefinition, ...key: KeyValues): void;
  /** Adds a row to an insert-only table. */
  insert<T extends TableDefinition>(table: T, row: NewRowOf<T>): void;
}

/** A read model as pure functions over events; the engine does all reading, writing and remembering. */
export interface Projection<Event extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised with every change to tables or functions: the model is then rebuilt beside the old one. */
  readonly version: number;
  readonly tables: readonly TableDefinition[];
  readonly eventTypes: readonly Event['type'][] | 'all';
  /** PostgreSQL extensions its indexes need. */
  readonly extensions?: readonly 'pg_trgm'[];
  /** What is paused when this event cannot be applied (case, budget, payee); undefined: the event does not concern the model. */
  keyOf(event: Recorded<Event>): string | undefined;
  /** The rows `apply` may read for this event, so that a batch fetches them at once; none when left out. */
  rowsOf?(event: Recorded<Event>): readonly RowKey[];
  /** Folds the event into the rows. Throwing pauses the event's key in this projection and nothing else. */
  apply(event: Recorded<Event>, rows: Rows): void;
}
