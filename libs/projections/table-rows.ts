import type { Insertion, Session, Statement } from './database.js';
import type { Row } from './row.js';
import { inHalves } from './halves.js';
import { KeyFilter } from './key-filter.js';
import { deleteSql, selectSql, upsertSql } from './statements.js';
import type { KeyValues } from './table.js';
import type { TableShape } from './table-shape.js';
import { jsonRows } from './sql-values.js';

/** What is known of one row: its present state, and whether the table has it (undefined: not looked). */
export interface Entry {
  readonly id: string;
  readonly key: KeyValues;
  row: Row | undefined;
  stored: boolean | undefined;
  dirty: boolean;
  /** Batch that last asked for the row. */
  usedIn: number;
  /** Event that last wrote the row. */
  writtenBy: number;
}

/** A row an event may read; `entry` is there once it was fetched. */
export interface Read {
  readonly rows: TableRows;
  readonly key: KeyValues;
  readonly id: string;
  entry?: Entry;
}

/** A few statements' worth of work: a slice is written in tens of milliseconds, so that readers get their turn. */
export const SLICE_ROWS = 2000;
const ADDED_ROWS = 20_000;

/** What of an entry is written. */
type Change = Pick<Entry, 'key' | 'row' | 'stored'>;

/** How rows are written while nobody reads the table yet. */
export interface Spill {
  readonly insertion: Insertion;
  /** Begins writing a slice; resolves when the next one may be prepared, perhaps before it is written. */
  begin(slice: () => Promise<void>): Promise<void>;
  /** Runs the statements in a short transaction of their own. */
  write(statements: readonly Statement[]): Promise<void>;
  /** The database refuses a row of this partition. */
  refused(key: string, error: unknown): void;
}

/**
 * The rows of one table that are in memory. There is one writer, so what is kept here is what the table holds plus
 * what is not yet written; after a failed transaction it is forgotten as a whole.
 */
export class TableRows {
  private readonly entries = new Map<string, Entry>();
  private batch = 0;
  private added: Row[] = [];
  private written: KeyFilter | undefined;
  /** The slice of changed rows begun last. */
  private slice: Promise<void> | undefined;

  constructor(
    readonly shape: TableShape,
    readonly physical: string,
    /** An unfinished table was empty when this began, so keys never written need no look. */
    startsEmpty: boolean,
  ) {
    if (startsEmpty && !shape.definition.insertOnly) this.written = new KeyFilter();
  }

  /** The entry of a row about to be written; a new one for a row not looked for. */
  entry(key: KeyValues): Entry {
    const id = this.shape.idOf(key);
    return this.entries.get(id) ?? this.remember(id, key, undefined, this.absent(id) ? false : undefined);
  }

  add(row: Row): void {
    this.added.push(row);
  }

  /** Takes the last added row back. */
  dropLastAdded(): void {
    this.added.pop();
  }

  /** Brings the rows of these reads into memory with one statement. */
  async fetch(session: Pick<Session, 'query'>, reads: readonly Read[]): Promise<void> {
    this.batch++;
    const missing: Read[] = [];
    for (const read of reads) {
      const known = this.entries.get(read.id);
      if (known && (known.dirty || known.stored !== undefined)) {
        known.usedIn = this.batch;
        read.entry = known;
      } else if (this.absent(read.id)) read.entry = this.remember(read.id, read.key, undefined, false);
      else missing.push(read);
    }
    if (missing.length === 0) return;
    await this.slice;

    const keys = new Map(missing.map(({ id, key }) => [id, key]));
    const found = await session.query<Row>(selectSql(this.physical, this.shape), [
      this.keyRows(keys.values()),
    ]);
    for (const row of found) {
      const key = this.shape.keyOf(row);
      const id = this.shape.idOf(key);
      this.remember(id, key, row, true);
      keys.delete(id);
    }
    for (const [id, key] of keys) this.remember(id, key, undefined, false);
    for (const read of missing) read.entry = this.entries.get(read.id)!;
  }

  /** Writes all that is not yet written, within the caller's transaction; `committed` must be called once it is committed. */
  async write(session: Pick<Session, 'execute'>, insertion: Insertion): Promise<void> {
    if (this.added.length > 0) await session.execute(insertion(this.physical, this.shape, this.added));
    const dirty = [...this.entries.values()].filter((entry) => entry.dirty);
    for (const statement of this.statements(dirty, insertion)) await session.execute(statement);
  }

  /**
   * What `write` wrote is committed; only the `keep` most recently used rows stay in memory.
   * Answers how many rows were changed.
   */
  committed(keep: number): number {
    this.added = [];
    let changed = 0;
    for (const entry of this.entries.values()) {
      if (!entry.dirty) continue;
      changed++;
      this.clean(entry);
    }
    if (this.entries.size > 2 * keep)
      for (const { id } of this.oldest(this.entries.size - keep)) this.entries.delete(id);
    return changed;
  }

  /**
   * Once there are many added rows, or `all`, writes them in slices. Sorted by partition, as most keys begin with it,
   * they touch fewer pages of the index (a quarter less time at a million rows).
   */
  async spillAdded(spill: Spill, all: boolean): Promise<void> {
    if (this.added.length < (all ? 1 : ADDED_ROWS)) return;
    const { partition } = this.shape.definition;
    const sorted = this.added.toSorted((a, b) => (a[partition]! < b[partition]! ? -1 : 1));
    this.added = [];
    for (let from = 0; from < sorted.length; from += SLICE_ROWS)
      await spill.begin(() =>
        inHalves(
          sorted.slice(from, from + SLICE_ROWS),
          (rows) => spill.write([spill.insertion(this.physical, this.shape, rows)]),
          (row, error) => spill.refused(this.shape.partitionOf(row), error),
        ),
      );
  }

  /** Once there are enough rows beyond `keep`, writes the least recently used in slices and forgets them. */
  async spillOldest(spill: Spill, keep: number): Promise<void> {
    if (this.entries.size < keep + SLICE_ROWS / 2) return;
    const oldest = this.oldest(this.entries.size - keep);
    for (let from = 0; from < oldest.length; from += SLICE_ROWS)
      await this.spill(spill, oldest.slice(from, from + SLICE_ROWS));
    for (const { id } of oldest) this.entries.delete(id);
  }

  /** Writes all unwritten rows in slices and keeps them in memory. */
  async spillDirty(spill: Spill): Promise<void> {
    const dirty = [...this.entries.values()].filter((entry) => entry.dirty);
    for (let from = 0; from < dirty.length; from += SLICE_ROWS)
      await this.spill(spill, dirty.slice(from, from + SLICE_ROWS));
  }

  /** Forgets every row in memory, written or not. */
  forget(): void {
    this.entries.clear();
    this.added = [];
  }

  /** Forgets the rows of one partition. */
  forgetPartition(key: string): void {
    for (const [id, { row }] of this.entries) {
      if (row && this.shape.partitionOf(row) === key) this.entries.delete(id);
    }
    this.added = this.added.filter((row) => this.shape.partitionOf(row) !== key);
  }

  /** The table is no longer only this object's to write: unknown keys must be looked up from now on. */
  goLive(): void {
    this.written = undefined;
  }

  /** A refused slice is written again in halves, so the next one and whoever looks into the table must wait for it. */
  private async spill(spill: Spill, slice: readonly Entry[]): Promise<void> {
    const dirty = slice.filter((entry) => entry.dirty);
    if (dirty.length === 0) return;
    await this.slice;
    const changes = dirty.map(({ key, row, stored }) => ({ key, row, stored }));
    for (const entry of dirty) this.clean(entry);
    await spill.begin(
      () =>
        (this.slice = inHalves<Change>(
          changes,
          (part) => spill.write(this.statements(part, spill.insertion)),
          ({ row }, error) => row && spill.refused(this.shape.partitionOf(row), error),
        )),
    );
  }

  private oldest(count: number): Entry[] {
    const byUse = [...this.entries.values()].toSorted((a, b) => a.usedIn - b.usedIn);
    return byUse.slice(0, count);
  }

  private remember(id: string, key: KeyValues, row: Row | undefined, stored: boolean | undefined): Entry {
    const entry = { id, key, row, stored, dirty: false, usedIn: this.batch, writtenBy: -1 };
    this.entries.set(id, entry);
    return entry;
  }

  private statements(changes: readonly Change[], insertion: Insertion): Statement[] {
    const { physical, shape } = this;
    const gone = changes.filter(({ row, stored }) => !row && stored !== false);
    const fresh = changes.flatMap(({ row, stored }) => (row && stored === false ? [row] : []));
    const changed = changes.flatMap(({ row, stored }) => (row && stored !== false ? [row] : []));
    const statements: Statement[] = [];
    if (gone.length > 0)
      statements.push({
        sql: deleteSql(physical, shape),
        parameters: [this.keyRows(gone.map(({ key }) => key))],
      });
    if (fresh.length > 0) statements.push(insertion(physical, shape, fresh));
    if (changed.length > 0)
      statements.push({ sql: upsertSql(physical, shape), parameters: [jsonRows(changed)] });
    return statements;
  }

  private clean(entry: Entry): void {
    entry.dirty = false;
    entry.stored = entry.row !== undefined;
    if (entry.stored) this.written?.add(entry.id);
  }

  private absent(id: string): boolean {
    return this.written !== undefined && !this.written.mayHave(id);
  }

  private keyRows(keys: Iterable<KeyValues>): string {
    const { keyColumns } = this.shape;
    return jsonRows(
      Array.from(keys, (key) => Object.fromEntries(keyColumns.map(({ name }, index) => [name, key[index]!]))),
    );
  }
}
