import { CsvSplitter, type Dialect } from './csv-splitter.js';
import type { Encoding } from './inspect.js';
import { decimalCommas, recordsOf, type TableRow } from './table.js';
import { textOf } from './text.js';
import { LARGEST_RECORD, UnreadableFile } from './unusable.js';

const DELIMITERS = [',', ';', '\t'] as const;

/** The records of a CSV file, whichever of comma, semicolon and tab its first line has most of. @throws UnreadableFile */
export async function* csvRecords(path: string, encoding: Encoding): AsyncGenerator {
  const dialect = await dialectOf(path, encoding);
  const rows = () => csvRows(path, encoding, dialect);
  // Spreadsheets of countries with a decimal comma write a semicolon between cells.
  const commas = dialect.delimiter === ';' ? await decimalCommas(rows(), path) : undefined;
  yield* recordsOf(rows(), path, commas && { commas });
}

async function* csvRows(path: string, encoding: Encoding, dialect: Dialect): AsyncGenerator<TableRow> {
  const splitter = new CsvSplitter(dialect);
  let titled = false;
  for await (const row of rows()) {
    if (row.fault && !titled) throw new UnreadableFile(`${path} cannot be read as CSV: ${row.fault.message}`);
    titled ||= row.cells.some((cell) => cell.trim() !== '');
    yield row;
  }

  async function* rows(): AsyncGenerator<TableRow> {
    for await (const piece of textOf(path, encoding)) yield* splitter.push(piece);
    yield* splitter.end();
  }
}

async function dialectOf(path: string, encoding: Encoding): Promise<Dialect> {
  let line = '';
  for await (const text of textOf(path, encoding)) {
    line += text;
    if (/\S.*(?:\n|\r[^])/.test(line) || line.length > LARGEST_RECORD) break;
  }
  const plain = line.replaceAll(/"[^"]*"/g, '').replace(/^[\r\n]+/, '');
  const [first = ''] = plain.split(/[\r\n]/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return {
    delimiter: DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best)),
    lineBreak: /^[^\r\n]*\r(?!\n)/.test(plain) ? '\r' : '\n',
  };
}
