import { all, type Fields } from './record-fields.js';
import type { RecordRemark } from './refusals.js';

/** Remarks without the record they are on. */
export type Remarks = readonly Pick<RecordRemark, 'code' | 'message'>[];

/** Amounts of which the larger should be the smaller, and recipients besides the first. */
export function remarksOn(record: Fields): Remarks {
  const { amountAwarded, amountDisbursed, amountAppliedFor, currency } = record;
  const recipients = [...all(record['recipientOrganization']), ...all(record['recipientIndividual'])].length;
  const awarded = Number(amountAwarded);
  const disbursed = Number(amountDisbursed ?? awarded);
  const appliedFor = Number(amountAppliedFor ?? awarded);
  return [
    ...(disbursed > awarded
      ? [
          {
            code: 'paid-more-than-awarded' as const,
            message: `amountDisbursed is ${disbursed} ${String(currency)}, awarded were ${awarded}: no more is shown as paid`,
          },
        ]
      : []),
    ...(appliedFor < awarded
      ? [
          {
            code: 'applied-for-less-than-awarded' as const,
            message: `amountAppliedFor is ${appliedFor} ${String(currency)}, awarded were ${awarded}: that is shown as applied for`,
          },
        ]
      : []),
    ...(recipients > 1
      ? [
          {
            code: 'second-recipient' as const,
            message: `${recipients} recipients are named, of whom the first is shown`,
          },
        ]
      : []),
  ];
}
