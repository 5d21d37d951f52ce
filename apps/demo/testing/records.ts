import { GrantReader, type Grant, type RecordRefusal } from '../grant-record.js';

/** The records of a whole file, sorted. */
export function readRecords(records: readonly unknown[]) {
  const reader = new GrantReader();
  const grants: Grant[] = [];
  const refusals: RecordRefusal[] = [];
  for (const record of records) {
    const read = reader.read(record);
    if (read.ok) grants.push(read.grant);
    else refusals.push(read.refusal);
  }
  return { grants, refusals };
}
