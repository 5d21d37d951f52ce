import { csvRecords } from './csv-records.js';
import type { FileForm } from './inspect.js';
import { jsonRecords } from './json-records.js';
import { recordsOf } from './table.js';
import { inSheet } from './xlsx-rows.js';

/**
 * The records of a 360Giving file, one at a time and as fast as they are taken; an {@link UnusableRecord} in the place of
 * one that cannot be read. @throws UnreadableFile
 */
export function recordsIn(path: string, { format, encoding }: FileForm): AsyncGenerator {
  switch (format) {
    case 'json':
      return jsonRecords(path, encoding);
    case 'csv':
      return csvRecords(path, encoding);
    case 'xlsx':
      return inSheet(path, (sheet) =>
        recordsOf(sheet.rows(), path, { dateOf: (days) => sheet.dateOf(days) }),
      );
  }
}
