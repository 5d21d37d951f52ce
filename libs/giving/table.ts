import columns from '#giving/columns.json' with { type: 'json' };
import { UnreadableFile, UnusableRecord } from './unusable.js';

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Cells that hold a number in the file itself, where a date is the days since the first of its calendar. */
  readonly numbers?: ReadonlySet<number>;
  /** Why no record can be made of it; its cells are then those before the fault. */
  readonly fault?: Pick<UnusableRecord, 'code' | 'message'>;
}

/** A member of the standard: how tables call it, and what is in it. */
interface Member {
  readonly title?: string;
  readonly type: string;
  /** Its members, or the name of the definition that has them. */
  readonly of?: string | Members;
}

interface Members {
  readonly [name: string]: Member;
}

/** Whether the decimals of a column stand behind a comma; unclear where some of its cells say so and others do not. */
type DecimalComma = 'yes' | 'unclear';

/** How a table writes what is no text. */
interface Writing {
  /** The date that a number stands for. */
  readonly dateOf: (days: number) => string;
  /** By the place of the column; none for one without such a comma. */
  readonly commas: ReadonlyMap<number, DecimalComma>;
}

interface Column {
  readonly path: readonly (string | number)[];
  readonly reads: 'text' | 'number' | 'date';
}

/** Without these no row can become a grant. */
const NEEDED = ['id', 'currency', 'amountAwarded', 'awardDate'] as const;

/**
 * Rows as records of the standard. A column is named by titles or by field names, one below the other with `:` or `/`,
 * and by the place in a list; without one the first is meant (rolled up). Others are not read.
 *
 * @throws UnreadableFile
 */
export async function* recordsOf(
  rows: AsyncIterable<TableRow>,
  name: string,
  writing: Partial<Writing> = {},
): AsyncGenerator {
  let header: readonly (Column | undefined)[] | undefined;
  for await (const row of rows) {
    if (!row.fault && row.cells.every((cell) => cell.trim() === '')) continue;
    const cells = copied(row.cells);
    if (header) yield recordIn(header, { ...row, cells }, { dateOf: String, commas: new Map(), ...writing });
    else header = columnsOf(cells, name);
  }
  if (!header) throw new UnreadableFile(`${name} has no row with column titles`);
}

const WHOLE = /^-?\d+$/;

/** Finds the columns with decimal commas, for which all of the table is looked at. @throws UnreadableFile */
export async function decimalCommas(rows: AsyncIterable<TableRow>, name: string): Promise<Writing['commas']> {
  let header: readonly (Column | undefined)[] | undefined;
  const [withComma, other] = [new Set<number>(), new Set<number>()];
  for await (const { cells, fault } of rows) {
    if (fault || cells.every((cell) => cell.trim() === '')) continue;
    if (!header) {
      header = columnsOf(cells, name);
      continue;
    }
    if (cells.length < header.length) continue;
    for (const [index, column] of header.entries()) {
      const cell = cells[index]!.trim();
      if (column?.reads !== 'number' || cell === '' || WHOLE.test(cell)) continue;
      // Three digits behind it could be thousands.
      (/^-?\d+,\d{1,2}$/.test(cell) ? withComma : other).add(index);
    }
  }
  return new Map([...withComma].map((index) => [index, other.has(index) ? 'unclear' : 'yes']));
}

/** A part of a string keeps all that it was cut from in memory. */
function copied(cells: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(cells)) as string[];
}

function columnsOf(titles: readonly string[], name: string): (Column | undefined)[] {
  const found = titles.map(columnOf);
  const paths = found.flatMap((column) => (column ? [column.path.join('/')] : []));
  const missing = NEEDED.filter((member) => !paths.includes(member));
  if (missing.length > 0) {
    const wanted = missing.map((member) => `“${PROPERTIES[member]!.title}” (or “${member}”)`).join(', ');
    const first = titles.slice(0, 5).map((title) => `“${shown(title)}”`);
    throw new UnreadableFile(
      `${name} is no 360Giving table: its first row has no column ${wanted}; it begins with ${first.join(', ')}`,
    );
  }
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UnreadableFile(`${name} has two columns for ${twice}`);
  return found;
}

const PROPERTIES = columns.properties as Members;
const DEFINITIONS = columns.definitions as { readonly [name: string]: Members };

function columnOf(title: string): Column | undefined {
  const steps = title.split(/[:/]/).map((step) => step.trim());
  return columnBelow(PROPERTIES, steps, []);
}

function columnBelow(
  members: Members,
  [step = '', ...steps]: string[],
  before: Column['path'],
): Column | undefined {
  const [name, member] = memberCalled(step, members);
  if (name === undefined || member === undefined) return undefined;
  const placed = /^\d{1,2}$/.test(steps[0] ?? '');
  const path = [...before, name, ...(placed ? [Number(steps[0])] : member.type === 'array' ? [0] : [])];
  const rest = placed ? steps.slice(1) : steps;
  const inner = typeof member.of === 'string' ? DEFINITIONS[member.of] : member.of;
  if (inner) return rest.length > 0 ? columnBelow(inner, rest, path) : undefined;
  if (rest.length > 0) return undefined;
  return { path, reads: name.endsWith('Date') ? 'date' : member.type === 'number' ? 'number' : 'text' };
}

function memberCalled(step: string, members: Members): readonly [string, Member] | readonly [] {
  const wanted = plain(step);
  return (
    Object.entries(members).find(([name, { title }]) =>
      [name, title ?? name].some((each) => plain(each) === wanted),
    ) ?? []
  );
}

function plain(title: string): string {
  return title.toLowerCase().replaceAll(/\s+/g, ' ');
}

function recordIn(
  header: readonly (Column | undefined)[],
  { cells, numbers, fault }: TableRow,
  { dateOf, commas }: Writing,
): unknown {
  // Where cells may stand under the wrong names, an id may be anything, the name of a person too.
  const personal = header.some((column) => column?.path[0] === 'recipientIndividual');
  const id = personal ? undefined : cells[header.findIndex((column) => column?.path[0] === 'id')]?.trim();
  const no = (code: UnusableRecord['code'], message: string) => new UnusableRecord(code, message, id);
  if (fault) return no(fault.code, fault.message);
  if (cells.length < header.length || cells.slice(header.length).some((cell) => cell.trim() !== ''))
    return no('uneven-row', `the row has ${cells.length} cells, the first row has ${header.length}`);
  const record: Branch = {};
  for (const [index, column] of header.entries()) {
    const cell = cells[index]!.trim();
    if (!column || cell === '') continue;
    if (cell.includes('\ufffd')) return no('not-text', 'the row holds bytes that are no text');
    put(
      record,
      column.path,
      numbers?.has(index) && column.reads === 'date'
        ? dateOf(Number(cell))
        : valueOf(cell, column, commas.get(index)),
    );
  }
  return withoutGaps(record);
}

type Branch = { [step: string]: unknown };

function put(record: Branch, path: Column['path'], value: unknown): void {
  let branch = record;
  for (const [index, step] of path.slice(0, -1).entries()) {
    branch[step] ??= typeof path[index + 1] === 'number' ? [] : {};
    branch = branch[step] as Branch;
  }
  branch[path.at(-1)!] = value;
}

/** A list of which only the second is given in a row has one element. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => each !== undefined).map(withoutGaps);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutGaps(each)]));
}

function valueOf(cell: string, { reads }: Column, comma: DecimalComma | undefined): string | number {
  if (reads !== 'number') return cell;
  const pointed = comma === 'yes' ? cell.replace(',', '.') : cell;
  // Three digits behind a point could be thousands where others of the column have a comma.
  const wanted = comma === 'unclear' ? /^-?\d+(?:\.\d{1,2})?$/ : /^-?\d+(?:\.\d+)?$/;
  return wanted.test(pointed) ? Number(pointed) : cell;
}

function shown(title: string): string {
  return title
    .slice(0, 40)
    .toWellFormed()
    .replaceAll(/\p{C}+/gu, ' ');
}
