import { commitmentsOf } from '#grants/domain/award/commitments.js';
import { outstanding, paidInstalments } from '#grants/domain/award/state.js';
import { unpaidOf } from '#payouts/domain/payout/state.js';
import { isOpen, type KnownRecovery } from '#payouts/domain/recovery/state.js';
import { AGAINST_CLAIM } from './reactions.js';
import type { World } from './world.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Money } from '#money/money.js';
import type { GivenUp } from '#giving-up/given-up.js';
import { SMALL } from './moves.js';

/** What the streams come to, by an arithmetic of its own; minor units. */
export function sumsOf(world: World) {
  const { state } = world;
  let settled = 0;
  let underWay = 0;
  // Not handed over with the rest of its payout, and not to be before that has ended.
  let held = 0;
  for (const { state: payout } of world.payouts.values()) {
    if (payout.status === 'none') continue;
    for (const { settled: paid, returned } of payout.attempts) settled += paid - returned;
    const open = atTheBank(payout.order.payoutId, world);
    underWay += open;
    const paid = total([...payout.attempts].map((each) => each.settled - each.returned));
    if (open > 0) held += payout.order.amount.amount - paid - open;
  }
  const claims = [...world.recoveries.values()].flatMap(({ state: claim }) =>
    claim.status === 'none' ? [] : [claim],
  );
  const paidBack = total(claims.map(({ fallen }) => fallen?.paidBack ?? 0));
  const repaid = total(claims.map((claim) => claim.repaid + (claim.repaidBarred ?? 0))) - paidBack;
  const owedBack = total(claims.map(({ fallen }) => fallen?.owedBack ?? 0));
  const owed = total(claims.map(owedOf));
  const givenUp = total(claims.map((claim) => givenUpOf(claim, world)));
  const owedInAll = total(claims.map(owedInAllOf));
  const entitled = Math.max(0, state.amount - state.unspent);
  // Once an award that was never levelled has ended, nothing is planned anew.
  const planned = total(
    (state.levelled || state.status === 'accepted' ? state.schedule : paidInstalments(state)).map(
      ({ amount }) => amount,
    ),
  );
  return {
    settled,
    underWay,
    repaid,
    kept: settled - repaid,
    owed,
    owedBack,
    owedInAll,
    givenUp,
    entitled,
    unpaid: planned - settled - underWay - held,
    held,
  };
}

/** What the bank was told to pay of a payout, and has neither paid nor said to have failed. */
function atTheBank(payoutId: string, { log }: World): number {
  const open = new Map<unknown, number>();
  for (const { type, data } of log) {
    if (data['payoutId'] !== payoutId || data['instructionId'] === undefined) continue;
    const id = data['instructionId'];
    const amount = () => (data['amount'] as unknown as Money).amount;
    if (type === 'PayoutInstructed') open.set(id, amount());
    if (type === 'PayoutSettled' || type === 'PayoutPartiallySettled') open.set(id, open.get(id)! - amount());
    if (type === 'PayoutFailed') open.delete(id);
  }
  return total([...open.values()]);
}

/** What does not hold once everything that follows is done. */
export function brokenIn(world: World): string[] {
  const { state, budget } = world;
  const { settled, underWay, kept, owed, owedBack, owedInAll, givenUp, entitled, unpaid, held } =
    sumsOf(world);
  const goesOn = state.status === 'accepted' && state.suspendedBy === undefined && state.blockedBy.isEmpty();
  const rules: Readonly<Record<string, boolean>> = {
    'kept − owed − given up ≤ entitled': kept - owed - givenUp <= entitled,
    'what was paid of a reported year and not spent is claimed': unspentOf(world) <= state.unspent,
    'no more of a reported year is to be paid than was spent':
      !goesOn || lapsedOf(world) <= Math.max(0, -kept),
    'open claims ≤ what is due back': owed <= state.dueBack,
    'no payout is paid, or has with the bank, more than it is about': [...world.payouts.values()].every(
      ({ state: payout }) =>
        payout.status === 'none' ||
        total([...payout.attempts].map((each) => each.settled - each.returned)) +
          atTheBank(payout.order.payoutId, world) <=
          payout.order.amount.amount,
    ),
    'open claims ≤ what was settled': owed <= settled,
    'open claims ≤ what is kept': owed <= Math.max(0, kept),
    'owed, also where it is written off or barred, ≤ what is due back': owedInAll <= state.dueBack,
    'owed, also where it is written off or barred, ≤ what is kept': owedInAll <= Math.max(0, kept),
    'entitled − kept − under way is payable': !goesOn || unpaid + held >= entitled - kept - underWay,
    'what is payable is under way, has a payout that is not cancelled, or waits for its date':
      !goesOn || cancelledByPerson(world) || entitled - kept <= payableBy(world),
    'nothing is paid beyond it': unpaid <= Math.max(0, entitled - kept - underWay + owed + givenUp),
    'nothing is paid twice: what is kept, under way, still to be paid and owed back was in force at some time':
      kept + underWay + Math.max(0, unpaid) + owedBack <= world.mostInForce,
    'no more is paid back than was repaid': [...world.recoveries.values()].every(
      ({ state: claim }) => claim.status === 'none' || (claim.fallen?.paidBack ?? 0) <= claim.repaid,
    ),
    'every sum given up has two persons and an authority': world.log.every(
      (event) => !isUnauthorised(event, world),
    ),
    'an undecided reduction holds up payouts': [...state.shortfalls].every(
      ({ reportId, ended }) =>
        ended || state.status !== 'accepted' || state.blockedBy.has(`co-funding-${reportId}`),
    ),
    'nothing holds up payouts for a reduction that was decided': [...state.shortfalls].every(
      ({ reportId, ended }) => !ended || !state.blockedBy.has(`co-funding-${reportId}`),
    ),
    'reserved for a year ≤ given for it': [...budget.reserved].every(
      ([year, amount]) => amount <= givenFor(year, world),
    ),
    'needed ≤ reserved': commitmentsOf(state).every(({ reservationId, payments }) =>
      payments.every(({ year, amount }) => {
        const reservation = budget.reservations.get(reservationId);
        return amount <= (reservation?.payments.find((each) => each.year === year)?.amount ?? 0);
      }),
    ),
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

/** What payouts that are not cancelled, and instalments that have none, may still pay; minor units. */
function payableBy({ state, payouts }: World): number {
  const live = [...payouts.values()].map(({ state: payout }) =>
    payout.status === 'none' || payout.status === 'cancelled' ? 0 : unpaidOf(payout),
  );
  return total(live) + total(outstanding(state).map(({ amount }) => amount));
}

/** What is still to be paid of reported years and was not spent, what is with the bank aside; minor units. */
function lapsedOf({ state, payouts, reports }: World): number {
  const ofYear = (year: number) => {
    let paid = 0;
    let open = total(outstanding(state).map((each) => (each.budgetYear === year ? each.amount : 0)));
    for (const { state: payout } of payouts.values()) {
      if (payout.status === 'none' || payout.order.budgetYear !== year) continue;
      paid += total([...payout.attempts].map((each) => each.settled - each.returned));
      const isLeft = payout.status === 'cancelled' || WITH_BANK.has(payout.status);
      open += isLeft ? 0 : unpaidOf(payout);
    }
    return { paid, open };
  };
  const beyond = Math.max(0, paidInAll(payouts) - state.amount);
  return total(
    [...reports].map(([year, { spent }]) => {
      const { paid, open } = ofYear(year);
      // What was paid beyond what is in force is due back, or came back, whatever was spent.
      return spent ? Math.max(0, open - Math.max(0, spent.amount - Math.max(0, paid - beyond))) : 0;
    }),
  );
}

function paidInAll(payouts: World['payouts']): number {
  return total(
    [...payouts.values()].flatMap(({ state: payout }) =>
      payout.status === 'none' ? [] : [...payout.attempts].map((each) => each.settled - each.returned),
    ),
  );
}

const WITH_BANK: ReadonlySet<string> = new Set(['instructed', 'acknowledged', 'partially-settled']);

/** What a person cancelled is left to a person. */
function cancelledByPerson({ payouts }: World): boolean {
  return [...payouts.values()].some(
    ({ state }) => state.status === 'cancelled' && state.cancelledBy !== undefined,
  );
}

/** What parliament gave for a year, what was transferred into it included; minor units. */
function givenFor(year: number, { budget }: World): number {
  const { appropriation = 0, transferredIn = 0 } = budget.frames.get(year) ?? {};
  return appropriation + transferredIn;
}

/** Paid of the years that approved reports are about, and not spent, as far as it is not due back anyway. */
function unspentOf({ state, payouts, reports }: World): number {
  let inAll = 0;
  let unspent = 0;
  const byYear = new Map<number, number>();
  for (const { state: payout } of payouts.values()) {
    if (payout.status === 'none') continue;
    const paid = total([...payout.attempts].map((each) => each.settled - each.returned));
    const { budgetYear } = payout.order;
    inAll += paid;
    byYear.set(budgetYear, (byYear.get(budgetYear) ?? 0) + paid);
  }
  // Nobody says what was spent of a year whose report was waived.
  for (const [year, { spent }] of reports)
    if (spent) unspent += Math.max(0, (byYear.get(year) ?? 0) - spent.amount);
  return Math.max(0, unspent - Math.max(0, inAll - state.amount));
}

function owedOf(claim: KnownRecovery): number {
  if (!isOpen(claim)) return 0;
  const isClaimed = claim.status === 'claimed' || claim.status === 'in-instalments';
  const barred = total(claim.parts.map((each) => (each.barred ? each.amount : 0)));
  if (!isClaimed) return claim.order.amount.amount - barred;
  const owed = claim.claimed - claim.repaid;
  // What is barred is what was written off, as far as it goes.
  return owed - Math.max(barred, Math.min(owed, claim.writtenOff));
}

/** What is owed by it and what nobody asks for any more, as long as it would be taken. */
function owedInAllOf(claim: KnownRecovery): number {
  const stays = claim.status === 'written-off' || (claim.status === 'barred' && claim.claimed > 0);
  const isClaimed = claim.status === 'claimed' || claim.status === 'in-instalments' || stays;
  const barredBefore = claim.claimApprovers.isEmpty()
    ? total(claim.parts.map((each) => (each.barred ? each.amount : 0)))
    : claim.barredUnclaimed;
  return (
    (isClaimed ? claim.claimed - claim.repaid : owedOf(claim)) +
    (claim.status === 'annulled' ? 0 : barredBefore)
  );
}

/** What an event gives up without being told by whom, by one who may not, or beyond what was delegated. */
function isUnauthorised({ type, data }: AppendedEvent, world: World): boolean {
  if (type === 'ClaimPartlyUpheld') return data['appealId'] === undefined;
  if (!GIVES_UP.has(type)) return false;
  const { givenUp, amount, recoveryId } = data as unknown as {
    readonly givenUp?: GivenUp;
    readonly amount: Money;
    readonly recoveryId: string;
  };
  if (type === 'RepaymentClaimed' && givenUp === undefined)
    return isForLess(recoveryId, amount.amount, world);
  if (givenUp === undefined || givenUp.proposer === givenUp.approver) return true;
  const covered = { any: Infinity, small: SMALL }[givenUp.delegationId ?? ''] ?? 0;
  const some = type === 'RepaymentClaimed' ? 0 : amount.amount;
  return givenUp.approver === 'berit' || givenUp.total < some || givenUp.total > covered;
}

/** Whether less was claimed than was forewarned, and neither lowered, barred nor paid by then. */
function isForLess(recoveryId: string, claimed: number, world: World): boolean {
  let due = 0;
  let barred = 0;
  for (const { type, data } of world.log) {
    if (data['recoveryId'] !== recoveryId) continue;
    if (type === 'RecoveryForewarned') due = (data['amount'] as unknown as Money).amount;
    if (type === 'ClaimBecameBarred') barred += (data['amount'] as unknown as Money).amount;
    if (type === 'LimitationMoved') barred = 0;
    // What was paid of it while it was barred is owed no more.
    if (type === 'RepaymentReceived') due -= (data['amount'] as unknown as Money).amount;
    if (type === 'ClaimLowered') due -= (data['less'] as unknown as Money).amount;
    if (type === 'RepaymentClaimed') return claimed < due - barred;
  }
  return false;
}

const GIVES_UP: ReadonlySet<string> = new Set([
  'RepaymentClaimed',
  'RecoveryDropped',
  'ClaimWaived',
  'ClaimWrittenOff',
]);

/**
 * Also what is barred, of which nothing was given up: it is counted on no more. What an appeal against it left to the
 * debtor stays so, also where the rest of the claim has fallen since.
 */
export function givenUpOf(claim: KnownRecovery, world: World): number {
  if (claim.status === 'annulled' && claim.annulledBy !== AGAINST_CLAIM) return leftByAppeals(claim, world);
  const { fallen, repaid, claimed } = claim;
  const keptOf = repaid - (fallen?.paidBack ?? 0);
  const lowered = fallen?.lowered ?? 0;
  const anew = fallen?.takenUp ? claimed - keptOf : lowered;
  return claim.order.amount.amount - keptOf - owedOf(claim) - anew;
}

function leftByAppeals({ order }: KnownRecovery, { log }: World): number {
  return total(
    log.flatMap(({ type, data }) =>
      type === 'ClaimPartlyUpheld' && data['recoveryId'] === order.recoveryId
        ? [(data['less'] as unknown as Money).amount]
        : [],
    ),
  );
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
