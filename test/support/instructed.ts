import type { RecordedEvent } from '#eventsourcing/event.js';
import type { AwardEvent } from '#grants/contract/events.js';
import { award } from '#grants/domain/award/award.js';
import { wasAccepted } from '#grants/domain/award/state.js';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { paidOf, underWayOf, type Payout } from '#payouts/domain/payout/state.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import type { Recovery } from '#payouts/domain/recovery/state.js';

/**
 * Where, in the order of the log, an instruction left the recipient and the bank of an award with more than was in force
 * by then; by the events of its streams alone.
 */
export function instructedBeyond(history: readonly RecordedEvent[]): string[] {
  const found: string[] = [];
  let grant = award.initial;
  const payouts = new Map<string, Payout>();
  const claims = new Map<string, Recovery>();
  for (const { stream, ...event } of history) {
    if (stream.startsWith('award-')) grant = award.evolve(grant, event as unknown as AwardEvent);
    if (stream.startsWith('recovery-'))
      claims.set(
        stream,
        recovery.evolve(claims.get(stream) ?? recovery.initial, event as unknown as RecoveryEvent),
      );
    if (!stream.startsWith('payout-')) continue;
    payouts.set(
      stream,
      payout.evolve(payouts.get(stream) ?? payout.initial, event as unknown as PayoutEvent),
    );
    if (event.type !== 'PayoutInstructed' || !wasAccepted(grant)) continue;
    const handed = total([...payouts.values()].map((each) => (each.status === 'none' ? 0 : inAllOf(each))));
    const repaid = total([...claims.values()].map((each) => (each.status === 'none' ? 0 : repaidOf(each))));
    if (handed - repaid > grant.amount) found.push(`${handed - repaid} of ${grant.amount} in force`);
    if (grant.suspendedBy !== undefined) found.push('instructed while no decision was in force');
  }
  return found;
}

/** What the award follows once it is decided elsewhere. */
const DECIDED: ReadonlySet<string> = new Set([
  'OwnReversalApproved',
  'AppealReversed',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
  'DecisionReplaced',
  'ApplicationReopened',
]);
const FOLLOWED: ReadonlySet<string> = new Set(['DecisionFollowed', 'AwardSuspended', 'AwardRevoked']);

/**
 * Where, in the order of the log, a payout was instructed although the decision it is paid by was reversed, annulled or
 * replaced in the case and the award had not followed that yet, or was flagged; by the events of the case alone.
 */
export function instructedDespite(history: readonly Pick<RecordedEvent, 'type'>[]): string[] {
  const found: string[] = [];
  let decided: string | undefined;
  let flagged = false;
  for (const { type } of history) {
    if (DECIDED.has(type)) decided = type;
    if (FOLLOWED.has(type)) decided = undefined;
    if (type === 'DecisionFlagged') flagged = true;
    if (type === 'DecisionUpheld' || type === 'ApplicationReopened') flagged = false;
    if (type !== 'PayoutInstructed') continue;
    if (decided !== undefined) found.push(`instructed after ${decided}`);
    if (flagged) found.push('instructed while the decision was flagged');
  }
  return found;
}

function inAllOf(state: Exclude<Payout, { status: 'none' }>): number {
  return paidOf(state) + underWayOf(state);
}

/** What was approved to be paid back is the recipient's again. */
function repaidOf({ repaid, fallen }: Exclude<Recovery, { status: 'none' }>): number {
  return repaid - (fallen?.paidBack ?? 0);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
