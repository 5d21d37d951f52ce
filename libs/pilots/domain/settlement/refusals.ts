import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Fault } from '../../contract/faults.js';
import type { KnownSettlement, SharePayment, Version } from './state.js';

/** Why a settlement refuses. */
export type SettlementRefusal = Refusal<
  | 'settlement-unknown'
  | 'settlement-state'
  | 'settlement-version'
  | 'settlement-outdated'
  | 'nothing-new'
  | 'already-final'
  | 'measurements-open'
  | 'cannot-be-settled'
  | 'four-eyes'
  | 'other-directorate'
  | 'nothing-owed'
  | 'reservation-abandoned'
  | 'payer-unknown'
  | 'exceeds-share'
  | 'no-amount'
  | 'other-currency'
  | 'date-out-of-range'
  | 'reference-used'
  | 'decision-flagged'
  | 'decision-not-flagged'
  | 'not-stand-in'
  | 'too-many-stand-ins'
  | 'grounds-missing'
>;

/** Nothing was calculated yet. */
export function nothingCalculated() {
  return refusal('conflict', 'settlement-unknown', 'no settlement of this pilot was calculated');
}

/** The step is not taken from this state. */
export function inState({ status, current }: KnownSettlement, needed: string) {
  return refusal(
    'conflict',
    'settlement-state',
    `version ${current.version} of the settlement is ${status}, this step needs it to be ${needed}`,
    { status, needed },
  );
}

/** The step is about a version that is not the last one. */
export function otherVersion({ current }: KnownSettlement, version: number) {
  return refusal(
    'conflict',
    'settlement-version',
    `version ${current.version} is the last one, not ${version}`,
    { version: current.version },
  );
}

/** What was verified changed after the version was calculated. */
export function outdated(version: number) {
  return refusal(
    'conflict',
    'settlement-outdated',
    `measurements have changed since version ${version} was calculated: it has to be calculated anew`,
  );
}

/** The same terms and measurements give the same settlement. */
export function nothingNew({ current }: KnownSettlement) {
  return refusal(
    'conflict',
    'nothing-new',
    `version ${current.version} was calculated from the same measurements: it would be the same again`,
    { version: current.version },
  );
}

/** What was reserved beyond a final settlement is let go: what takes its place is final as well. */
export function alreadyFinal({ version }: Version) {
  return refusal(
    'conflict',
    'already-final',
    `version ${version} was concluded as the final one: it is corrected by a final one only`,
    { version },
  );
}

/** A final settlement leaves no cohort and no measurement behind. */
export function measurementsOpen(open: readonly string[], acrossEnd: readonly string[] = []) {
  const needed =
    'a final settlement needs every cohort to be closed, and every measurement to be verified and undisputed';
  if (acrossEnd.length === 0) return refusal('conflict', 'measurements-open', needed, { open });
  return refusal(
    'conflict',
    'measurements-open',
    `${needed}; what reaches from before the early end to after it is to be corrected to what came before, the rest recorded by itself`,
    { open, acrossEnd },
  );
}

/** Results that the terms cannot be settled on. */
export function cannotBeSettled(faults: readonly Fault[]) {
  return refusal('conflict', 'cannot-be-settled', faults[0]?.message ?? 'these results cannot be settled', {
    faults,
  });
}

/** The same person may not do both. */
export function fourEyes(detail: string) {
  return refusal('forbidden', 'four-eyes', detail);
}

/** One directorate alone concludes nothing. */
export function otherDirectorate() {
  return refusal('forbidden', 'other-directorate', 'this directorate has approved; the other one must');
}

/** One reference of a payer names one payment. */
export function referenceUsed({ amount, paidOn: on }: SharePayment) {
  return refusal(
    'conflict',
    'reference-used',
    `reference: it names what was paid on ${on}, ${amount} (minor units); another payment has another reference`,
    { amount, on },
  );
}
