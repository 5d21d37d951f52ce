import type { List } from 'immutable';
import type { ReferenceMark } from '#money/references.js';
import type { RecoveryOrder, RecoveryStatus, RepaymentInstalment } from '../../contract/events.js';

/** A claim as it was proposed. */
export interface Proposal {
  readonly number: number;
  /** Minor units. */
  readonly amount: number;
  readonly dueOn: string;
}

/** Money that was paid back; minor units. */
export interface Repayment {
  readonly amount: number;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly reference: ReferenceMark;
}

/** A recovery (tilbakekreving): from the forewarning to the last repayment. Amounts in minor units. */
export type Recovery =
  | { readonly status: 'none' }
  | {
      readonly status: RecoveryStatus;
      readonly order: RecoveryOrder;
      /** Calendar date: nothing is repaid before. */
      readonly forewarnedOn?: string | undefined;
      /** Calendar date until which the debtor may answer. */
      readonly replyBy: string;
      /** Persons who answered for the debtor, or itself: they take no part on the other side. */
      readonly answeredBy: List<string>;
      /** The time to answer passed without an answer. */
      readonly lapsed: boolean;
      /** Everyone who proposed a claim: none of them approves it. */
      readonly proposers: List<string>;
      readonly proposal?: Proposal;
      /** Claimed and due. */
      readonly claimed: number;
      readonly repaid: number;
      /** In the order they were recorded. */
      readonly repayments: List<Repayment>;
      /** What is due when: the claim in one, or its instalments. */
      readonly plan: readonly RepaymentInstalment[];
      /** Repaid before the plan: counts for none of its instalments. */
      readonly repaidBefore: number;
      readonly overdue: boolean;
      /** Calendar date after which nothing may be claimed. */
      readonly limitationDate?: string | undefined;
      /** The appeal it waits for; until a calendar date, or the appeal's outcome. */
      readonly deferral?: { readonly appealId: string; readonly until?: string | undefined } | undefined;
      /** The appeal that annulled it. */
      readonly annulledBy?: string;
      /** A write-off that was proposed. */
      readonly writeOff?: { readonly proposers: List<string>; readonly authority: string };
    };

/** A recovery that was opened. */
export type KnownRecovery = Exclude<Recovery, { status: 'none' }>;

/** Minor units claimed and neither repaid nor written off. */
export function owed({ claimed, repaid }: KnownRecovery): number {
  return claimed - repaid;
}

/** Whether repayments are expected. */
export function isClaimed({ status }: KnownRecovery): boolean {
  return status === 'claimed' || status === 'in-instalments';
}

/** Whether something may still be claimed, or is to be repaid. */
export function isOpen(state: KnownRecovery): boolean {
  return state.status === 'forewarned' || state.status === 'proposed' || isClaimed(state);
}

/** Minor units that had to be repaid by a day (it included) and were not. */
export function lateOn({ plan, repaid, repaidBefore }: KnownRecovery, day: string): number {
  const due = plan.filter(({ dueOn }) => dueOn <= day).reduce((all, { amount }) => all + amount, 0);
  return Math.max(0, due - (repaid - repaidBefore));
}
