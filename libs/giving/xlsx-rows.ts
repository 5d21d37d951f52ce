import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { TableRow } from './table.js';
import { LARGEST_RECORD, UnreadableFile } from './unusable.js';

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  rows(): AsyncGenerator<TableRow>;
  /** The calendar date, ISO 8601, that the workbook writes as so many days. */
  dateOf(days: number): string;
}

/** Characters of all shared texts: a workbook keeps them apart from the rows, so they are held while rows are read. */
const MOST_SHARED = 256 * 1024 * 1024;
const MOST_ENTRIES = 10_000;
const MOST_COLUMNS = 16_384;

/** Opens a workbook's sheet "grants", or its first one, for `use`; nothing is held of it but its texts. @throws UnreadableFile */
export async function* inSheet<T>(path: string, use: (sheet: Sheet) => AsyncIterable<T>): AsyncGenerator<T> {
  let zip: ZipFile | undefined;
  try {
    zip = await sound(() => openPromise(path, { autoClose: false, lazyEntries: true }));
    yield* use(await sheetOf(zip));
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new UnreadableFile(`${path} ${error.message}`, { cause: error });
    if (error instanceof BrokenWorkbook)
      throw new UnreadableFile(`${path} is no sound XLSX workbook: ${error.message}`);
    throw error;
  } finally {
    zip?.close();
  }
}

/** The archive, or the XML in it, is not what a workbook is made of. */
class BrokenWorkbook extends Error {}

async function sheetOf(zip: ZipFile): Promise<Sheet> {
  const entries = new Map<string, Entry>();
  await sound(async () => {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_ENTRIES) throw new BrokenWorkbook('it has too many parts');
    }
  });
  const events = (part: string) => xmlOf(zip, entries, part);

  const sheets: { readonly name: string; readonly relation: string }[] = [];
  let startsAt = Date.UTC(1899, 11, 30);
  for await (const batch of events('xl/workbook.xml'))
    for (const { opened } of batch) {
      if (opened?.name === 'sheet')
        sheets.push({ name: opened.attributes['name'] ?? '', relation: attribute(opened, 'id') ?? '' });
      if (opened?.name === 'workbookPr' && /^(?:1|true)$/.test(opened.attributes['date1904'] ?? ''))
        startsAt = Date.UTC(1904, 0, 1);
    }
  const targets = new Map<string, string>();
  let texts: string | undefined;
  for await (const batch of events('xl/_rels/workbook.xml.rels'))
    for (const { opened } of batch) {
      const { Id: id = '', Target: target = '', Type: type = '' } = opened?.attributes ?? {};
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      targets.set(id, part);
      if (type.endsWith('/sharedStrings')) texts = part;
    }
  const sheet = sheets.find(({ name }) => name.trim().toLowerCase() === 'grants') ?? sheets[0];
  const part = sheet && targets.get(sheet.relation);
  if (!sheet || part === undefined) throw new BrokenWorkbook('it has no sheet');
  const shared = texts === undefined ? [] : await sharedTexts(events(texts));
  return {
    name: sheet.name,
    rows: () => rowsIn(events(part), shared),
    dateOf: (days) => {
      const instant = new Date(startsAt + Math.floor(days) * 24 * 3600 * 1000);
      return Number.isNaN(instant.getTime()) ? String(days) : instant.toISOString().slice(0, 10);
    },
  };
}

async function sharedTexts(events: Events): Promise<string[]> {
  const texts: string[] = [];
  let size = 0;
  const text = new CellText();
  for await (const batch of events)
    for (const event of batch) {
      text.take(event);
      if (event.opened?.name === 'si') text.begin();
      if (event.closed !== 'si') continue;
      texts.push(text.value);
      size += text.value.length;
      if (size > MOST_SHARED) throw new UnreadableFile('has more texts than can be held: save it as CSV');
    }
  return texts;
}

async function* rowsIn(events: Events, shared: readonly string[]): AsyncGenerator<TableRow> {
  const text = new CellText();
  let cells: string[] = [];
  let numbers = new Set<number>();
  let column = 0;
  let type = '';
  let widest = 0;
  for await (const batch of events)
    for (const event of batch) {
      text.take(event);
      const { opened, closed } = event;
      if (opened?.name === 'row') [cells, numbers, column] = [[], new Set(), 0];
      if (opened?.name === 'c') {
        column = columnIn(opened.attributes['r']) ?? column;
        type = opened.attributes['t'] ?? 'n';
        text.begin();
      }
      if (closed === 'c') {
        const { value } = text;
        while (cells.length < column) cells.push('');
        cells[column] = cellOf(type, value, shared);
        if (type === 'n' && value !== '') numbers.add(column);
        column++;
      }
      if (closed !== 'row') continue;
      // The first row says how many there are; cells at the end that are empty are left out of the file.
      if (widest === 0) widest = cells.length;
      while (cells.length < widest) cells.push('');
      yield { cells, numbers };
    }
}

/** The value or the text of a cell, in however many pieces; how it is spoken in Japanese does not belong to it. */
class CellText {
  value = '';
  private reading = false;
  private spoken = false;

  begin(): void {
    this.value = '';
  }

  take({ opened, closed, characters }: XmlEvent): void {
    if (opened?.name === 'rPh') this.spoken = true;
    else if (opened?.name === 'v' || opened?.name === 't') this.reading = !this.spoken;
    if (characters !== undefined && this.reading) this.value += characters;
    if (this.value.length > LARGEST_RECORD) throw new BrokenWorkbook('a cell is too long');
    if (closed === 'rPh') this.spoken = false;
    if (closed === 'v' || closed === 't') this.reading = false;
  }
}

function cellOf(type: string, value: string, shared: readonly string[]): string {
  switch (type) {
    case 's':
      return shared[Number(value)] ?? '';
    case 'n':
      return asShown(value);
    case 'b':
      // As it is shown: the file has a digit, which would be an amount.
      return value === '1' ? 'TRUE' : 'FALSE';
    default:
      return value;
  }
}

/** Spreadsheets compute with 15 digits and keep more. */
function asShown(value: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const short = Number(number.toPrecision(15));
  return Number.isSafeInteger(short) ? BigInt(short).toString() : String(short);
}

/** The zero-based column of a reference such as `AB12`. */
function columnIn(reference: string | undefined): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? [];
  if (letters === undefined) return undefined;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column >= MOST_COLUMNS) throw new BrokenWorkbook(`a cell is at ${reference}`);
  return column;
}

interface XmlEvent {
  readonly opened?: SaxesTagPlain;
  readonly closed?: string;
  readonly characters?: string;
}

/** What happens in a part, as much at a time as one read brings. */
type Events = AsyncIterable<readonly XmlEvent[]>;

/** What happens in an XML part, read as far as it is asked for; names are without their prefixes. */
async function* xmlOf(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  part: string,
): AsyncGenerator<readonly XmlEvent[]> {
  const entry = entries.get(part);
  if (!entry) throw new BrokenWorkbook(`it has no ${part}`);
  let events: XmlEvent[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => events.push({ opened: { ...tag, name: local(tag.name) } }));
  parser.on('closetag', ({ name }) => events.push({ closed: local(name) }));
  parser.on('text', (characters) => events.push({ characters }));
  parser.on('cdata', (characters) => events.push({ characters }));
  parser.on('error', (error) => {
    throw new BrokenWorkbook(`${part} is no XML: ${error.message}`);
  });
  const stream = await sound(() => zip.openReadStreamPromise(entry));
  const decoder = new TextDecoder();
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (let next = await sound(() => chunks.next()); !next.done; next = await sound(() => chunks.next())) {
      parser.write(decoder.decode(next.value, { stream: true }));
      yield events;
      events = [];
    }
    parser.close();
    yield events;
  } finally {
    stream.destroy();
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attribute({ attributes }: SaxesTagPlain, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key !== name && local(key) === name)?.[1];
}

/** What the archive's reader throws says what is wrong with the archive. */
async function sound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BrokenWorkbook || !(error instanceof Error)) throw error;
    throw new BrokenWorkbook(error.message, { cause: error });
  }
}
