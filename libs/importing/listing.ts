import { wrapped } from '#terminal/text.js';
import type { RecordRefusal, RecordRemark } from './records/grant-record.js';

/** Refusals or remarks under a title, each with its record's place and id; nothing where there are none. */
export function listing(title: string, lines: readonly (RecordRefusal | RecordRemark)[]): string[] {
  if (lines.length === 0) return [];
  return [
    `\n${title}`,
    ...lines.map(({ index, id, code, message }) =>
      wrapped(`  #${index} ${id ?? '(no id)'}  `, `${code}: ${message}`),
    ),
  ];
}
