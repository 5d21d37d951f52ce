import type { List } from 'immutable';
import { derivedId } from '#eventsourcing/ids.js';
import type { Keyed } from '#eventsourcing/keyed.js';
import type { ReferenceMark } from '#money/references.js';
import type { PayoutOrder } from '../../contract/events.js';
import type { Settlement } from '#limitation/starts.js';
import type { PayoutStatus, Standing } from '../../contract/standing.js';

/** One attempt with the bank; minor units. */
export interface Attempt {
  readonly instructionId: string;
  /** What was to be paid when it was instructed. */
  readonly amount: number;
  readonly settled: number;
  readonly returned: number;
  /** Calendar date. */
  readonly instructedOn?: string | undefined;
  /** Something of it came back before what the bank has left was on record: its rest is held for given up, and may be paid still. */
  readonly restGivenUp?: true | undefined;
}

/** Money that reached the payee, or came back from there; minor units. */
export interface Movement {
  readonly kind: 'settled' | 'returned';
  readonly instructionId: string;
  readonly amount: number;
  /** All that the attempt had left to settle, or to return. */
  readonly whole: boolean;
  /** Calendar date as it was reported. */
  readonly on: string;
  /** The same, or where it lies after the day it was reported on, that day. */
  readonly counts: string;
  /** The budget year it counts in. */
  readonly year: number;
  readonly reference: ReferenceMark;
}

/** Money that came back unasked; minor units. */
export interface Received {
  readonly receivedId: string;
  readonly amount: number;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly reference: ReferenceMark;
  /** Neither counted for a claim nor sent back. */
  readonly left: number;
  /** What was counted for claims, in order; 0 where it was released. */
  readonly allocations: List<number>;
}

/** A payout and its attempts with the bank. */
export type Payout =
  | { readonly status: 'none' }
  | (Standing & {
      readonly order: PayoutOrder;
      readonly attester?: string;
      readonly approver?: string;
      /** Who cancelled it; nobody where that followed from the case. */
      readonly cancelledBy?: string;
      /** Some of it came back since, and no person has said yet that it is not paid again. */
      readonly cameBack?: boolean;
      /** The last correction of the account it goes to; 0 where it goes to the one of the order. */
      readonly accountCorrection: number;
      /** In order, by instruction; the last one is under way, or was the last. */
      readonly attempts: Keyed<string, Attempt>;
      /** Instructions that lapsed before they went out; none when left out. */
      readonly lapsed?: number | undefined;
      /** In the order they were reported. */
      readonly movements: List<Movement>;
      /** By its id. */
      readonly received: Keyed<string, Received>;
    });

/** Where an attempt is under way. */
export const WITH_THE_BANK: readonly PayoutStatus[] = ['instructed', 'acknowledged', 'partially-settled'];

/** A payout that was opened. */
export type KnownPayout = Exclude<Payout, { status: 'none' }>;

/** Minor units that reached the payee and did not come back. */
export function paidOf({ attempts }: KnownPayout): number {
  return attempts.reduce((paid, { settled, returned }) => paid + settled - returned, 0);
}

/** What reached the payee, by the day on which it did; what came back is taken from the last of its attempt. */
export function settlementsOf({ attempts, movements }: KnownPayout): Settlement[] {
  const returned = new Map([...attempts].map((each) => [each.instructionId, each.returned]));
  const kept: Settlement[] = [];
  for (const { kind, instructionId, amount, counts: on } of [...movements].toReversed()) {
    if (kind === 'returned') continue;
    const back = Math.min(amount, returned.get(instructionId) ?? 0);
    returned.set(instructionId, (returned.get(instructionId) ?? 0) - back);
    if (amount > back) kept.push({ on, amount: amount - back });
  }
  return kept.toReversed();
}

/** Whether nothing more is to be paid. */
export function isFinished({ status }: KnownPayout): boolean {
  return status === 'settled' || status === 'cancelled';
}

/** Minor units still to be paid. */
export function unpaidOf(state: KnownPayout): number {
  // Where the bank pays a rest that was given up, and handed over again, more is paid than there is to pay.
  return Math.max(0, state.order.amount.amount - paidOf(state));
}

/** Minor units the attempt may still settle. */
export function openOf({ amount, settled }: Attempt): number {
  return amount - settled;
}

/** Minor units the bank may settle at any moment. */
export function underWayOf({ status, attempts }: KnownPayout): number {
  const last = attempts.at(-1);
  return last && WITH_THE_BANK.includes(status) ? openOf(last) : 0;
}

/** Instructions that went out or lapsed: the next one has the number after them. */
export function instructionsOf({ attempts, lapsed = 0 }: KnownPayout): number {
  return attempts.length + lapsed;
}

/** The id of a payout's instruction that is reserved on what is paid for: whoever gives the next one gives the same. */
export function reservedIdOf(payoutId: string, instruction: number): string {
  return derivedId('instruction', payoutId, 'number', instruction);
}

/** Minor units the attempt settled that did not come back. */
export function keptOf({ settled, returned }: Attempt): number {
  return settled - returned;
}
