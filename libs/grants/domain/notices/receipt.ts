import { refusal, type Refusal } from '#eventsourcing/refusal.js';

/** Another day of receipt that was proposed, and that nobody else has judged yet. */
export interface ReceiptCorrection {
  readonly number: number;
  readonly proposer: string;
  /** Calendar date. */
  readonly receivedOn: string;
}

/** Why a day of receipt is not corrected. */
export type ReceiptRefusal = Refusal<
  'date-invalid' | 'nothing-new' | 'grounds-missing' | 'no-receipt-correction' | 'four-eyes'
>;

/** What an official says of a receipt, and what is on record; all days are calendar dates. */
interface SaidReceipt {
  readonly receivedOn: string;
  readonly grounds: string;
  readonly today: string;
  /** The day of what notice is of. */
  readonly decidedOn: string;
  /** The day of receipt on record. */
  readonly recorded: string;
}

/** Why another day may not be proposed: it lies between the decision and today, is another than on record, and has grounds. */
export function faultOfReceipt(said: SaidReceipt): ReceiptRefusal | undefined {
  const { receivedOn, grounds, today, decidedOn, recorded } = said;
  if (receivedOn > today || receivedOn < decidedOn)
    return refusal('invalid', 'date-invalid', 'notice is received between the day of the decision and today');
  if (receivedOn === recorded)
    return refusal('conflict', 'nothing-new', `notice was received on ${receivedOn} by the record already`, {
      receivedOn,
    });
  return grounds.trim() === '' ? withoutGrounds() : undefined;
}

/** Neither proposed nor rejected without grounds. */
export function withoutGrounds(): ReceiptRefusal {
  return refusal('invalid', 'grounds-missing', 'this step needs grounds');
}

/** The correction of that number for `person` to judge: it waits, and somebody else proposed it. */
export function judgedBy(
  person: string,
  correction: number,
  waiting: ReceiptCorrection | undefined,
): ReceiptCorrection | { readonly refused: ReceiptRefusal } {
  if (waiting?.number !== correction)
    return {
      refused: refusal(
        'conflict',
        'no-receipt-correction',
        `correction ${correction} of the receipt does not wait`,
        { correction },
      ),
    };
  if (waiting.proposer !== person) return waiting;
  return {
    refused: refusal(
      'forbidden',
      'four-eyes',
      'another person than whoever proposed it judges the correction',
    ),
  };
}

/** What the party has to do by a day: it was told the one that was said, which holds where the other would come sooner. */
export function lastDayAfter(said: string | undefined, counted: string | undefined): string | undefined {
  return said !== undefined && (counted === undefined || said > counted) ? said : counted;
}

/**
 * From when a time runs in which an authority may change a decision for the worse: a correction makes it no longer than
 * it was by the record, and no longer than it is by the day that holds.
 */
export function earliestReceipt(before: string, receivedOn: string): string {
  return before < receivedOn ? before : receivedOn;
}
