import { dateInOslo } from '#calendar/oslo.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { derivedId } from '#eventsourcing/ids.js';
import { money as amountOf, sum } from '#money/money.js';
import { startsOf } from '#limitation/starts.js';
import type { AwardEvent, AwardInstalment } from '../../contract/events.js';
import { evolve } from './evolve.js';
import { no } from './refusals.js';
import { overtakenIn } from './shortfall.js';
import { withReleases } from './release.js';
import type { Answer } from './standing.js';
import { balanceOf, lapsingIn, paymentOf, withoutPayout, type MoneyStanding } from './standing-of-money.js';
import { plannedOf, type AcceptedAward } from './state.js';

/** Payouts and claims of the award have moved, or less or more is in force. */
interface LevelAward {
  readonly type: 'LevelAward';
  readonly money: MoneyStanding;
  readonly now: string;
  /** The budget year of today. */
  readonly budgetYear: number;
  /** Holds what is planned anew beyond what the award's commitments hold. */
  readonly reservationId?: string | undefined;
}

/** The recovery of what is due back on a basis: a revocation, a decision, a report, or an excess by its number. */
export function recoveryOf(awardId: string, basis: string): string {
  return derivedId('recovery', awardId, basis);
}

/** The schedule without so much of what no payout is about, the latest first. */
export function withoutLast(state: AcceptedAward, surplus: number): AwardInstalment[] {
  let left = surplus;
  const isReleased = ({ number }: AwardInstalment) => state.released.some((each) => each.number === number);
  // What a person cancelled goes first: nobody waits for it.
  const order = state.schedule.toSorted(
    (a, b) =>
      Number(isReleased(b)) - Number(isReleased(a)) ||
      b.dueDate.localeCompare(a.dueDate) ||
      b.number - a.number,
  );
  const cut = new Map<number, number>();
  for (const each of order) {
    const part = Math.max(0, Math.min(left, withoutPayout(each, state)));
    cut.set(each.number, part);
    left -= part;
  }
  return state.schedule
    .map((each) => ({ ...each, amount: each.amount - (cut.get(each.number) ?? 0) }))
    .filter((each) => each.amount > 0 || isReleased(each));
}

/**
 * What is unpaid becomes what may be paid, and what is kept beyond what the recipient is entitled to is claimed: in one
 * decision, so that two that look at the same payouts neither plan nor claim twice.
 */
function level(command: LevelAward, state: AcceptedAward): Answer {
  if (!state.levelled) return accept();
  const { cancelled, capacities } = cancelledSince(state, command.money);
  const booked = cancelled.reduce(evolve, state) as AcceptedAward;
  const given = givenUp(booked, command.money);
  const planned = replanned(command, given.reduce(evolve, booked) as AcceptedAward, capacities);
  if ('missing' in planned) {
    if (command.reservationId === undefined) return refuse(no.reservation());
    if (state.abandoned.includes(command.reservationId)) return refuse(no.abandoned());
  }
  const after = [...given, ...planned.events].reduce(evolve, booked) as AcceptedAward;
  const less = state.dueBack - after.dueBack;
  const [first] = cancelled;
  const reduced: AwardEvent[] =
    first && less > 0
      ? [
          {
            type: 'DueBackReduced',
            data: {
              awardId: state.terms.awardId,
              payoutId: first.data.payoutId,
              amount: inCurrency(state, less),
            },
          },
        ]
      : [];
  return withReleases(
    state,
    command.now,
    ...cancelled,
    ...reduced,
    ...given,
    ...planned.events,
    ...(after.amount < booked.amount ? overtakenIn(after) : []),
    ...claims(after, command.money, dateInOslo(command.now)),
  );
}

/** What levelling needs beyond what the award's commitments hold, minor units by year. */
export function needOfLevelling(state: AcceptedAward, budgetYear: number, money: MoneyStanding, now: string) {
  if (!state.levelled) return [];
  const { cancelled, capacities } = cancelledSince(state, money);
  const cut = cancelled.reduce(evolve, state) as AcceptedAward;
  const booked = givenUp(cut, money).reduce(evolve, cut) as AcceptedAward;
  const planned = replanned({ money, now, budgetYear }, booked, capacities);
  return 'missing' in planned ? [{ year: budgetYear, amount: planned.missing }] : [];
}

/** Levels the award. */
export const levelling = { LevelAward: level };

type Cancelled = Extract<AwardEvent, { type: 'InstalmentCancelled' }>;

/** Payouts cancelled and not booked; what was decided to be cut of them leaves its place to what replaces it. */
function cancelledSince(state: AcceptedAward, money: MoneyStanding) {
  const cancelled: Cancelled[] = [];
  const capacities: AwardInstalment[] = [];
  for (const each of state.released) {
    const payment = paymentOf(each, money);
    const unpaid = each.amount - payment.paid;
    // What the bank sent back of one that is booked already is booked as well.
    if (!payment.cancelled || unpaid <= 0) continue;
    const { awardId } = state.terms;
    const { payoutId, number: instalment } = each;
    cancelled.push({
      type: 'InstalmentCancelled',
      data: { awardId, payoutId, instalment, amount: inCurrency(state, unpaid) },
    });
    const planned = state.schedule.find(({ number }) => number === instalment);
    // While no decision is in force nothing is cut: the next one plans it anew.
    if (planned && !payment.byPerson && state.suspendedBy === undefined)
      capacities.push({ ...planned, amount: unpaid });
  }
  return { cancelled, capacities };
}

function replanned(
  command: Pick<LevelAward, 'money' | 'now' | 'budgetYear' | 'reservationId'>,
  state: AcceptedAward,
  capacities: readonly AwardInstalment[],
): { readonly events: readonly AwardEvent[]; readonly missing?: number } {
  const { now, budgetYear, reservationId = '' } = command;
  const freed = new Map(capacities.map(({ number, amount }) => [number, amount]));
  const schedule = state.schedule.map((each) => ({
    ...each,
    amount: each.amount - (freed.get(each.number) ?? 0),
  }));
  const shrunk = { ...state, schedule };
  const { payable, unpaid, held, settled, lapsing: inForceStill } = balanceOf(shrunk, command.money, state);
  const lapsing = lapsed(shrunk, lapsingIn(state, command.money), freed);
  const kept = withoutLast(
    { ...shrunk, schedule: lapsing.left },
    unpaid - payable - lapsing.cut - lapsing.live,
  );
  let left =
    state.status === 'accepted' && state.suspendedBy === undefined
      ? Math.max(0, payable - unpaid - held + lapsing.cut + lapsing.live)
      : 0;
  let number = Math.max(0, ...schedule.map((each) => each.number));
  const added: AwardInstalment[] = [];
  for (const capacity of capacities) {
    const amount = Math.min(left, capacity.amount - (lapsing.freed.get(capacity.number) ?? 0));
    if (amount > 0) added.push({ ...capacity, number: ++number, amount });
    left -= amount;
  }
  if (left > 0)
    added.push({ number: ++number, dueDate: dateInOslo(now), amount: left, reservationId, budgetYear });
  const changed = JSON.stringify([...kept, ...added]) !== JSON.stringify(state.schedule);
  if (!changed) return { events: [] };
  const { awardId, schemeId } = state.terms;
  const less = Math.min(inForceStill, lapsing.cut + sum([...lapsing.freed.values()]));
  const still = plannedOf({ schedule: [...kept, ...added] }) - settled;
  const data = {
    awardId,
    schemeId,
    schedule: [...kept, ...added],
    unpaid: inCurrency(state, still),
    ...(less > 0 ? { inForce: inCurrency(state, state.amount - less) } : {}),
    ...(left > 0 ? { reservationId, budgetYear } : {}),
  };
  return { events: [{ type: 'InstalmentsReplanned', data }], ...(left > 0 ? { missing: left } : {}) };
}

/** What is cut of reported years now: what no payout is about, and of payouts that are cancelled; live ones come later. */
function lapsed(
  state: AcceptedAward,
  lapsing: ReadonlyMap<number, number>,
  capacities: ReadonlyMap<number, number>,
) {
  const freed = new Map<number, number>();
  let cut = 0;
  let live = 0;
  const left = state.schedule.flatMap((each) => {
    const inAll = lapsing.get(each.number) ?? 0;
    const ofCancelled = Math.min(inAll, capacities.get(each.number) ?? 0);
    const part = Math.min(inAll - ofCancelled, withoutPayout(each, state));
    if (ofCancelled > 0) freed.set(each.number, ofCancelled);
    cut += part;
    live += inAll - ofCancelled - part;
    const isReleased = state.released.some(({ number }) => number === each.number);
    return each.amount > part || isReleased ? [{ ...each, amount: each.amount - part }] : [];
  });
  return { left, cut, live, freed };
}

/** What its claims leave to the recipient, where that has changed: also back to nothing, with a claim that fell. */
function givenUp(state: AcceptedAward, money: MoneyStanding): AwardEvent[] {
  const { givenUp: amount } = balanceOf(state, money);
  if (amount === state.givenUp) return [];
  const { awardId } = state.terms;
  return [{ type: 'DueBackRelinquished', data: { awardId, amount: inCurrency(state, amount) } }];
}

/** Only what was settled is claimed, under a number and a recovery of its own. */
function claims(state: AcceptedAward, money: MoneyStanding, today: string): AwardEvent[] {
  const { toClaim, claimed, unspentDue } = balanceOf(state, money);
  const amount = toClaim - claimed;
  if (amount <= 0) return [];
  const { awardId, schemeId, directorate, recipient } = state.terms;
  const claim = state.claims.size + 1;
  const ofUnspent = money.claims.filter(({ basis }) => basis === 'unspent');
  const unspent = amount <= unspentDue - ofUnspent.reduce((all, { owed }) => all + owed, 0);
  return [
    {
      type: 'ExcessClaimed',
      data: {
        awardId,
        schemeId,
        directorate,
        recipient,
        claim,
        recoveryId: recoveryOf(awardId, `excess-${claim}`),
        amount: inCurrency(state, amount),
        basis: unspent ? 'unspent' : 'revocation',
        ...(unspent ? {} : state.reducedBy),
        starts: startsOf(amount, settlementsOf(state, money), {
          on: unspent ? state.unspentOn : state.reducedOn,
          today,
        }),
      },
    },
  ];
}

function settlementsOf({ released }: AcceptedAward, money: MoneyStanding) {
  return [...released].flatMap((each) => paymentOf(each, money).settlements ?? []);
}

function inCurrency({ terms }: AcceptedAward, amount: number) {
  return amountOf(amount, terms.amount.currency);
}
