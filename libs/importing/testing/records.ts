import { GrantReader, type Grant, type RecordRefusal, type RecordRemark } from '../records/grant-record.js';

/** The records of a whole file, sorted. */
export function readRecords(records: readonly unknown[]) {
  const reader = new GrantReader();
  const grants: Grant[] = [];
  const refusals: RecordRefusal[] = [];
  const remarks: RecordRemark[] = [];
  for (const record of records) {
    const read = reader.read(record);
    if (read.ok) {
      grants.push(read.grant);
      remarks.push(...read.remarks);
    } else refusals.push(read.refusal);
  }
  return { grants, refusals, remarks };
}
