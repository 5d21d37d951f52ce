import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Encoding } from './inspect.js';
import type { TableRow } from './table.js';
import { textOf } from './text.js';
import { LARGEST_RECORD, UnreadableFile } from './unusable.js';

const DELIMITERS = [',', ';', '\t'] as const;

/** The rows of a CSV file, whichever of comma, semicolon and tab its first line has most of. @throws UnreadableFile */
export async function* csvRows(path: string, encoding: Encoding): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter: await delimiterOf(path, encoding),
    max_record_size: LARGEST_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const read = pipeline(Readable.from(textOf(path, encoding)), parser);
  // Its error is the parser's too, which is being read.
  read.catch(() => undefined);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { cells };
    await read;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFile(`${path} cannot be read as CSV: ${error.message}`, { cause: error });
  }
}

async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  let line = '';
  for await (const text of textOf(path, encoding)) {
    line += text;
    if (/\S.*[\r\n]/.test(line) || line.length > LARGEST_RECORD) break;
  }
  const [first = ''] = line
    .replaceAll(/"[^"]*"/g, '')
    .replace(/^[\r\n]+/, '')
    .split(/[\r\n]/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}
