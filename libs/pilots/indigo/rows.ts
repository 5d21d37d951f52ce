import { CsvError, parse, type InfoRecord } from 'csv-parse';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Cells } from './cells.js';
import type { IndigoFile } from './files.js';

/** A file that is no CSV file with the columns it must have. The message names the file. */
export class UnreadableFile extends Error {}

/** A row of a file, with only the columns that are read. */
export interface Row {
  /** As a spreadsheet numbers it: 1 is the row with the column names. */
  readonly row: number;
  readonly cells: Cells;
  /** Whether it has more or fewer cells than the first row. */
  readonly ragged: boolean;
}

/** Longer rows mean that a quote was never closed; without a bound such a file would be held in memory whole. */
const LONGEST_ROW = 4 * 1024 * 1024;

/**
 * Reads a CSV file (RFC 4180; CRLF or LF, with or without a byte order mark) row by row, as fast as `take` takes the
 * rows. Answers the SHA-256 of its bytes, in hex.
 *
 * @throws UnreadableFile
 */
export async function readRows(path: string, file: IndigoFile, take: (row: Row) => void): Promise<string> {
  const digest = createHash('sha256');
  let named = false;
  const parser = parse({
    bom: true,
    columns: (header: string[]) => {
      named = true;
      return fieldsOf(header, file);
    },
    info: true,
    max_record_size: LONGEST_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  try {
    await pipeline(
      createReadStream(path),
      async function* digested(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          digest.update(chunk);
          yield chunk;
        }
      },
      parser,
      async (records: AsyncIterable<Parsed>) => {
        let read = 0;
        for await (const { record, info } of records) {
          read += 1;
          take({
            row: 1 + read + info.empty_lines,
            cells: trimmed(record),
            ragged: info.error !== undefined,
          });
        }
      },
    );
  } catch (error) {
    if (!(error instanceof CsvError || isSystemError(error))) throw error;
    throw new UnreadableFile(`${file.name} cannot be read: ${error.message}`, { cause: error });
  }
  if (!named) throw new UnreadableFile(`${file.name} is empty`);
  return digest.digest('hex');
}

interface Parsed {
  readonly record: Cells;
  readonly info: InfoRecord;
}

/** The field of each column; false for one that is dropped where the rows are split. */
function fieldsOf(header: readonly string[], { name, columns }: IndigoFile): (string | false)[] {
  const titles = header.map((title) => title.trim());
  for (const { header: title } of Object.values(columns)) {
    const times = titles.filter((each) => each === title).length;
    if (times !== 1)
      throw new UnreadableFile(`${name} has ${times === 0 ? 'no column' : `${times} columns`} “${title}”`);
  }
  return titles.map(
    (title) => Object.keys(columns).find((field) => columns[field]?.header === title) ?? false,
  );
}

/** The splitter trims only what is not quoted. */
function trimmed(record: Cells): Cells {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, value.trim()]));
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
