import type { List } from 'immutable';
import type { ReferenceMark } from '#money/references.js';
import type { GivingUpForm } from '#giving-up/given-up.js';
import type { WaitingProposal } from '#giving-up/giving-up.js';
import type { RecoveryOrder, RecoveryStatus, RepaymentInstalment } from '../../contract/events.js';
import type { Fallen, PaidBack, PayingBack } from './fallen-state.js';
import { barredIn, type RunningPart } from '#limitation/parts.js';

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
      readonly proposal?: Proposal | undefined;
      /** Who approved the claim: none of them gives it up. */
      readonly claimApprovers: List<string>;
      /** Claimed, and not waived since. */
      readonly claimed: number;
      readonly repaid: number;
      /** In the order they were recorded. */
      readonly repayments: List<Repayment>;
      /** What is due when: the claim in one, or its instalments. */
      readonly plan: readonly RepaymentInstalment[];
      /** Repaid before the plan: counts for none of its instalments. */
      readonly repaidBefore: number;
      readonly overdue: boolean;
      /** Calendar date after which nothing may be claimed; the earliest of what is not barred. */
      readonly limitationDate?: string | undefined;
      /** Of what is due back, or once it is claimed of what is owed: together that. */
      readonly parts: readonly RunningPart[];
      /** Barred before the rest was claimed. */
      readonly barredUnclaimed: number;
      /** It is on record of what was barred before a claim that it comes down with what comes back. */
      readonly barredFollows?: true | undefined;
      /** Repaid of what was barred before anybody claimed it, which counts as neither due back nor claimed from then on. */
      readonly repaidBarred?: number | undefined;
      /** How often another date was proposed. */
      readonly limitationMoves: number;
      /** Another date that is proposed, and everyone who proposed one since a date was approved last. */
      readonly limitationMove?:
        | { readonly number: number; readonly limitationDate: string; readonly proposers: List<string> }
        | undefined;
      /** The appeal it waits for; until a calendar date, or the appeal's outcome. */
      readonly deferral?: { readonly appealId: string; readonly until?: string | undefined } | undefined;
      /** Somebody with a conflict of interest had a part in it, and nobody has upheld it yet. */
      readonly flagged?: true;
      /** The appeal that annulled it. */
      readonly annulledBy?: string;
      /** The last appeal that upheld it in part: what holds of it, and what all of them took off; minor units. */
      readonly upheld?: { readonly appealId: string; readonly amount: number; readonly left: number };
      /** What is left of it where an appeal took all or a part; none where none did. */
      readonly fallen?: Fallen | undefined;
      /** How often it was proposed to pay back; none while it never was. */
      readonly payingBacks?: number | undefined;
      readonly payingBack?: PayingBack | undefined;
      readonly paidBacks?: List<PaidBack> | undefined;
      /** Recorded as written off; it stays owed. */
      readonly writtenOff: number;
      /** How often it was proposed to give up. */
      readonly givingUps: number;
      /** What is proposed to be given up. */
      readonly givingUp?: GivingUp | undefined;
      /** A write-off that was proposed before giving up was proposed in one way: it waits to be proposed anew. */
      readonly writeOff?: { readonly proposers: List<string>; readonly authority: string } | undefined;
    };

/** A proposal to give up that waits. */
export interface GivingUp extends WaitingProposal {
  readonly form: GivingUpForm;
  /** Minor units. */
  readonly amount: number;
  readonly authority?: string | undefined;
}

/** A recovery that was opened. */
export type KnownRecovery = Exclude<Recovery, { status: 'none' }>;

/** Minor units claimed and not repaid, also where they are written off or barred. */
export function owed({ claimed, repaid }: KnownRecovery): number {
  return claimed - repaid;
}

/** Minor units owed that are barred. */
export function barredOwed(state: KnownRecovery): number {
  return Math.min(barredIn(state.parts), owed(state));
}

/** Minor units written off, not repaid since and not barred: what is repaid counts for the rest first, what is barred for this. */
export function stillWrittenOff(state: KnownRecovery): number {
  return Math.max(0, Math.min(state.writtenOff, owed(state)) - barredOwed(state));
}

/** Minor units owed that are counted on. */
export function expected(state: KnownRecovery): number {
  return owed(state) - barredOwed(state) - stillWrittenOff(state);
}

/** Whether repayments are expected. */
export function isClaimed({ status }: KnownRecovery): boolean {
  return status === 'claimed' || status === 'in-instalments';
}

/** Whether repayments are taken: what is written off, or claimed and barred since, stays owed. */
export function isRepayable(state: KnownRecovery): boolean {
  const { status } = state;
  return isClaimed(state) || status === 'written-off' || (status === 'barred' && owed(state) > 0);
}

/** Minor units barred before anybody claimed them: nobody asks for them, and they are validly paid where they are. */
export function barredBeforeClaim(state: KnownRecovery): number {
  if (state.status === 'annulled') return 0;
  return isUnclaimed(state) ? barredIn(state.parts) : state.barredUnclaimed;
}

/** Minor units that are taken where they are paid; what may still be claimed is claimed first. */
export function takenOn(state: KnownRecovery): number {
  const { status } = state;
  if (status === 'forewarned' || status === 'proposed') return 0;
  return owedNow(state) + barredBeforeClaim(state);
}

/** Minor units owed; none once it has ended. */
export function owedNow(state: KnownRecovery): number {
  return isRepayable(state) ? owed(state) : 0;
}

/** Minor units repaid, also of what was barred before a claim. */
export function repaidInAll({ repaid, repaidBarred = 0 }: KnownRecovery): number {
  return repaid + repaidBarred;
}

/** Whether nobody approved a claim yet. */
export function isUnclaimed({ claimApprovers }: KnownRecovery): boolean {
  return claimApprovers.isEmpty();
}

/** Whether something may still be claimed, or is to be repaid. */
export function isOpen(state: KnownRecovery): boolean {
  return state.status === 'forewarned' || state.status === 'proposed' || isClaimed(state);
}

/** Whether the limitation is watched: what is written off stays owed, and is barred one day. */
export function isWatched(state: KnownRecovery): boolean {
  return isOpen(state) || state.status === 'written-off';
}

/** Minor units that had to be repaid by a day (it included) and were not. */
export function lateOn({ plan, repaid, repaidBefore }: KnownRecovery, day: string): number {
  const due = plan.filter(({ dueOn }) => dueOn <= day).reduce((all, { amount }) => all + amount, 0);
  return Math.max(0, due - (repaid - repaidBefore));
}

/** Minor units given up of the claim in all, once so much is claimed of what is due back and was not barred; what appeals took off nobody gave up. */
export function givenUpByClaiming(
  claimed: number,
  { order, barredUnclaimed, upheld }: Pick<KnownRecovery, 'order' | 'barredUnclaimed' | 'upheld'>,
): number {
  return order.amount.amount - barredUnclaimed - claimed - (upheld?.left ?? 0);
}
