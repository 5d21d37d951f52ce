import type { List, OrderedSet } from 'immutable';
import type { Keyed } from '#eventsourcing/keyed.js';
import type { ReferenceMark } from '#money/references.js';

/** A pilot's settlement (sluttoppgjør) in all its versions. */
export type Settlement = { readonly status: 'none' } | KnownSettlement;

/** Where the last version stands. */
export type SettlementStatus = 'calculated' | 'reviewed' | 'approved-once' | 'returned' | 'concluded';

/** A settlement that was calculated at least once. Amounts in minor units. */
export interface KnownSettlement {
  readonly status: SettlementStatus;
  readonly pilotId: string;
  readonly currency: string;
  /** The last version. */
  readonly current: Version;
  /** The last version that both directorates approved: it counts until another is. */
  readonly concluded?: Version;
  /** What the payers other than the state owe and paid, in the order of the terms, by payer. */
  readonly claims: Keyed<string, Claim>;
  /** By payout. */
  readonly orders: Keyed<string, Order>;
  /** What was claimed back of it, in the order it was, by recovery. */
  readonly reclaims: Keyed<string, Reclaim>;
  /** Raises of the commitment that a version or an order stands on. */
  readonly raises: OrderedSet<string>;
  /** Raises that nothing may stand on any more. */
  readonly abandoned: OrderedSet<string>;
  /** Versions in which somebody had a part of whom a conflict came on record after it. */
  readonly flags?: Keyed<number, Flag> | undefined;
}

/** That somebody with a conflict of interest had a part in a version. */
export interface Flag {
  readonly version: number;
  readonly persons: List<string>;
  /** Who may look at it beside the superiors. */
  readonly standIns: List<string>;
  readonly upheld: boolean;
}

/** One calculation. */
export interface Version {
  readonly version: number;
  readonly final: boolean;
  /** Digest of the measurements it was calculated from. */
  readonly basis: string;
  readonly total: number;
  readonly shares: readonly Share[];
  readonly calculatedBy: string;
  readonly reviewedBy?: string;
  readonly approvals: List<{ readonly directorate: string; readonly person: string }>;
}

/** What one payer pays by a version. */
export interface Share {
  readonly payer: string;
  readonly isState: boolean;
  readonly amount: number;
}

/** What a payer other than the state owes by what was concluded, and has paid. */
export interface Claim {
  readonly payer: string;
  readonly organisation: string;
  readonly claimed: number;
  readonly paid: number;
  /** Calendar date on which something was first claimed. */
  readonly claimedOn?: string | undefined;
  /** In the order they were recorded. */
  readonly payments: List<SharePayment>;
}

/** What a payer paid of its share. */
export interface SharePayment {
  readonly amount: number;
  /** Calendar date. */
  readonly paidOn: string;
  readonly reference: ReferenceMark;
}

/** A part of the state's share that became a payout. */
export interface Order {
  readonly payoutId: string;
  readonly amount: number;
  /** What of it is not paid any more. */
  readonly withheld: number;
  readonly budgetYear: number;
}

/** A part of the state's share that was claimed back. */
export interface Reclaim {
  readonly recoveryId: string;
  readonly amount: number;
  /** What of it is owed after all, and not claimed back any more. */
  readonly withdrawn: number;
  /** What of it the payee keeps, though it was too much. */
  readonly waived: number;
}

/** What the state pays by a version. */
export function stateShareOf({ shares }: Version): number {
  return shares.find(({ isState }) => isState)?.amount ?? 0;
}

/** What of a claim to pay back stands: repaid, or still to be. */
export function standingOf({ amount, withdrawn, waived }: Reclaim): number {
  return amount - withdrawn - waived;
}

/** What was claimed back and stands. */
export function reclaimedOf({ reclaims }: KnownSettlement): number {
  return reclaims.reduce((all, reclaim) => all + standingOf(reclaim), 0);
}

/** What the payee keeps of what was paid too much. */
export function waivedOf({ reclaims }: KnownSettlement): number {
  return reclaims.reduce((all, { waived }) => all + waived, 0);
}

/** What was ordered of the state's share and not withheld or claimed back. */
export function orderedOf(state: KnownSettlement): number {
  const ordered = state.orders.reduce((all, { amount, withheld }) => all + amount - withheld, 0);
  return ordered - reclaimedOf(state);
}

/**
 * What may be paid of an order now: nothing from the first approval of a version that pays less until that is returned, or
 * concluded and carried out, and what was ordered too much is stopped or claimed back; undefined otherwise, when an order
 * bounds itself.
 */
export function payableNow(state: Settlement): number | undefined {
  return state.status !== 'none' && (stateOwes(state) < 0 || isAboutToPayLess(state)) ? 0 : undefined;
}

/** Whether the next approval concludes a version by which the state owes less than is on its way. */
export function isAboutToPayLess(state: KnownSettlement): boolean {
  return state.status === 'approved-once' && owedBy(state.current, state) < 0;
}

/** What the state still owes by what was concluded; below 0 what it paid or ordered beyond that and was not waived. */
export function stateOwes(state: KnownSettlement): number {
  return state.concluded === undefined ? 0 : owedBy(state.concluded, state);
}

function owedBy(version: Version, state: KnownSettlement): number {
  const owed = stateShareOf(version) - orderedOf(state);
  return owed < 0 ? Math.min(0, owed + waivedOf(state)) : owed;
}
