import type { RecordedEvent } from '#eventsourcing/event.js';
import type { Row } from './row.js';
import type { Rows } from './projection.js';
import type { KeyValues, NewRowOf, RowOf, TableDefinition } from './table.js';
import type { Entry, Read, TableRows } from './table-rows.js';

/** An event that concerns a projection, its key, and what it may read. */
export interface PlannedEvent {
  readonly event: RecordedEvent;
  readonly key: string;
  readonly reads: readonly Read[];
  /** Why the event could not even be planned. */
  readonly failed?: unknown;
}

/** Rows in memory by table. */
export type Tables = ReadonlyMap<TableDefinition, TableRows>;

interface Before {
  readonly entry: Entry;
  readonly row: Row | undefined;
  readonly dirty: boolean;
}

/** The rows an event sees; whatever it did can be taken back, so that a throwing event leaves nothing behind. */
export class EventRows implements Rows {
  private readonly before: Before[] = [];
  private readonly added: TableRows[] = [];
  private key = '';
  private reads: readonly Read[] = [];
  private serial = 0;

  constructor(private readonly tables: Tables) {}

  /** Begins the next event; the one before stays done. */
  begin({ key, reads }: PlannedEvent): void {
    this.before.length = 0;
    this.added.length = 0;
    this.key = key;
    this.reads = reads;
    this.serial++;
  }

  /** Takes back what the event did. */
  rollback(): void {
    for (const { entry, row, dirty } of this.before.toReversed()) Object.assign(entry, { row, dirty });
    for (const rows of this.added) rows.dropLastAdded();
  }

  get<T extends TableDefinition>(table: T, ...key: KeyValues): RowOf<T> | undefined {
    const rows = this.changeable(table);
    const entry = this.named(rows, key) ?? rows.entry(key);
    if (entry.writtenBy !== this.serial && !this.named(rows, key))
      throw new Error(`row ${key.join('/')} of ${table.name} is read but not named by rowsOf`);
    if (entry.row) this.mustBeOwn(rows, entry.row);
    return entry.row as RowOf<T> | undefined;
  }

  put<T extends TableDefinition>(table: T, row: NewRowOf<T>): void {
    const rows = this.changeable(table);
    const complete = rows.shape.complete(row);
    this.mustBeOwn(rows, complete);
    this.set(rows, rows.shape.keyOf(complete), complete);
  }

  change<T extends TableDefinition>(table: T, key: KeyValues, columns: Partial<RowOf<T>>): void {
    const row = this.get(table, ...key);
    if (!row) throw new Error(`${table.name} has no row ${key.join('/')} to change`);
    this.put(table, { ...row, ...columns });
  }

  delete(table: TableDefinition, ...key: KeyValues): void {
    this.set(this.changeable(table), key, undefined);
  }

  insert<T extends TableDefinition>(table: T, row: NewRowOf<T>): void {
    const rows = this.known(table);
    if (!table.insertOnly) throw new Error(`${table.name} is not insert-only`);
    const complete = rows.shape.complete(row);
    this.mustBeOwn(rows, complete);
    rows.add(complete);
    this.added.push(rows);
  }

  private set(rows: TableRows, key: KeyValues, row: Row | undefined): void {
    const entry = this.named(rows, key) ?? rows.entry(key);
    if (entry.row) this.mustBeOwn(rows, entry.row);
    this.before.push({ entry, row: entry.row, dirty: entry.dirty });
    entry.row = row;
    entry.dirty = true;
    entry.writtenBy = this.serial;
  }

  private named(rows: TableRows, key: KeyValues): Entry | undefined {
    const id = rows.shape.idOf(key);
    for (const read of this.reads) if (read.id === id && read.rows === rows) return read.entry;
    return undefined;
  }

  private mustBeOwn(rows: TableRows, row: Row): void {
    if (rows.shape.partitionOf(row) !== this.key)
      throw new Error(`a row of ${rows.shape.name} belongs to another key than the event's ${this.key}`);
  }

  private changeable(table: TableDefinition): TableRows {
    if (table.insertOnly) throw new Error(`${table.name} is insert-only`);
    return this.known(table);
  }

  private known(table: TableDefinition): TableRows {
    const rows = this.tables.get(table);
    if (!rows) throw new Error(`${table.name} is no table of this projection`);
    return rows;
  }
}
