import {
  GrantReader,
  type RecordRead,
  type RecordRefusal,
  type RecordRemark,
} from './records/grant-record.js';
import { Plan } from './programmes.js';

/** What a file holds, without the grants themselves: it may be larger than memory. */
export interface Survey {
  /** Records in the file. */
  readonly read: number;
  readonly refusals: readonly RecordRefusal[];
  readonly remarks: readonly RecordRemark[];
  readonly plan: Plan;
}

/** Reads the records once, to know that they can be read, and what programmes they tell of. */
export async function surveyOf(records: AsyncIterable<unknown>, batch?: string): Promise<Survey> {
  const reader = new GrantReader();
  const plan = new Plan(batch);
  const refusals: RecordRefusal[] = [];
  const remarks: RecordRemark[] = [];
  let read = 0;
  for await (const record of records) {
    const found = reader.read(record);
    if (found.ok) {
      plan.add(found.grant);
      remarks.push(...found.remarks);
    } else refusals.push(found.refusal);
    read++;
  }
  return { read, refusals, remarks, plan };
}

/** The grants among records that were surveyed before, each with its place in the file. */
export async function* grantsIn(
  records: AsyncIterable<unknown>,
): AsyncGenerator<Extract<RecordRead, { readonly ok: true }>> {
  const reader = new GrantReader();
  for await (const record of records) {
    const found = reader.read(record);
    if (found.ok) yield found;
  }
}
