import type { Settlement } from '#limitation/starts.js';
import { sum } from '#money/money.js';
import type { AwardInstalment } from '../../contract/events.js';
import { lapsingOf } from './lapsing.js';
import { stillUnspent, type PaidOf } from './reported.js';
import { undecidedOf } from './shortfall.js';
import { entitledOf, plannedOf, type AcceptedAward, type ReleasedInstalment } from './state.js';

/** How the payout of a released instalment stands; minor units. */
export interface PaymentStanding {
  /** Settled and not returned. */
  readonly paid: number;
  /** With the bank, which may settle it at any moment. */
  readonly underWay: number;
  readonly opened: boolean;
  readonly cancelled: boolean;
  /** Instructions that went out or lapsed; none when left out. */
  readonly instructions?: number | undefined;
  /** Whether a person cancelled it, and not what was decided. */
  readonly byPerson: boolean;
  /** What was paid, by the day on which it was; none where nothing was. */
  readonly settlements?: readonly Settlement[] | undefined;
}

/** How a claim of the award stands; minor units. */
export interface ClaimStanding {
  readonly recoveryId: string;
  readonly basis: string;
  /** Whether a decision says that it is owed. */
  readonly approved: boolean;
  /** What was paid back since is aside. */
  readonly repaid: number;
  /** What may still be claimed of it, or is claimed, counted on and not repaid; 0 once it has ended. */
  readonly owed: number;
  /** Dropped, not claimed of what was forewarned, waived, or annulled by an appeal against it. */
  readonly givenUp: number;
  /** What of that was sent back to be decided anew; none when left out. */
  readonly undecided?: number | undefined;
  /** Repaid, and to be paid back by an appeal against it; none when left out. */
  readonly owedBack?: number | undefined;
  /** Number of the proposal to pay back that waits to be approved; none when left out. */
  readonly payingBackProposed?: number | undefined;
  /** Counted on no more: written off, or barred by limitation. */
  readonly writtenOff: number;
  /** What of that is owed still, and is taken where it is repaid after all. */
  readonly stillOwed: number;
  /** Claimed in all, or what may be at most. */
  readonly inAll: number;
}

/** What payouts and claims of an award tell: by payout, and the claims in the order they were opened. */
export interface MoneyStanding {
  readonly payments: ReadonlyMap<string, PaymentStanding>;
  readonly claims: readonly ClaimStanding[];
}

/** What an award's money comes to; minor units. */
export interface Balance {
  /** Settled and not returned. */
  readonly settled: number;
  /** Settled, and neither returned nor repaid. */
  readonly kept: number;
  /** With the bank. */
  readonly underWay: number;
  /** What may still be paid, what is with the bank aside. */
  readonly payable: number;
  /** Planned, due, approved, failed or returned, and what a person cancelled and may plan anew: not with the bank. */
  readonly unpaid: number;
  /** Not handed over of a payout that is with the bank: neither planned again nor cut before that has ended. */
  readonly held: number;
  /** Of reported years neither paid nor spent, and in force until it is cut. */
  readonly lapsing: number;
  /** What is to be claimed in all: unspent, or kept beyond what the recipient is entitled to, and not given up. */
  readonly toClaim: number;
  /** What of that is unspent money. */
  readonly unspentDue: number;
  /** What open claims are about. */
  readonly claimed: number;
  /** What would be due back, and is left to the recipient. */
  readonly givenUp: number;
}

const UNOPENED: PaymentStanding = { paid: 0, underWay: 0, opened: false, cancelled: false, byPerson: false };

/** How the payout of a released instalment stands; it may not be opened yet. */
export function paymentOf({ payoutId }: Pick<ReleasedInstalment, 'payoutId'>, money: MoneyStanding) {
  return money.payments.get(payoutId) ?? UNOPENED;
}

/** What a levelled award's money comes to; `before` is the award as it stood before it is planned anew. */
export function balanceOf(state: AcceptedAward, money: MoneyStanding, before = state): Balance {
  const planned = plannedOf(before);
  const payments = [...state.released].map((each) => ({ ...paymentOf(each, money), amount: each.amount }));
  const settled = sum(payments.map(({ paid }) => paid));
  const underWay = sum(payments.map((each) => each.underWay));
  const { claims } = money;
  const repaid = sum(claims.map((each) => each.repaid));
  const kept = settled - repaid;
  const entitled = entitledOf(state);
  const ofUnspent = claims.filter(({ basis }) => basis === 'unspent');
  const leftOfUnspent = sum(ofUnspent.map(leftOf));
  const ofOthers = claims.filter(({ basis }) => basis !== 'unspent');
  const left = leftOfUnspent + sum(ofOthers.map(leftOf));
  // What was left to the recipient of an excess counts as long as there is one.
  const leftOfExcess = Math.min(left - leftOfUnspent, Math.max(0, kept - entitled - leftOfUnspent));
  // It comes back also where more is still to be paid, as far as that was not cut for it.
  const unspentDue = Math.min(
    kept,
    stillUnspent(state, paidOf(state, money)) - leftOfUnspent - sum(ofUnspent.map((each) => each.repaid)),
    planned - entitled - leftOfUnspent - leftOfExcess - repaid,
  );
  const toClaim = Math.max(0, kept - entitled - left, unspentDue);
  // Unspent money that nobody asks for is held against nobody.
  const due = Math.min(state.amount, entitled + leftOfUnspent);
  const held = sum(payments.map((each) => (each.underWay > 0 ? each.amount - each.paid - each.underWay : 0)));
  // What was left of an excess is not counted against what is payable: or each time less would be planned, and less be due back by that.
  const inForce = Math.max(0, due - kept - underWay + toClaim + leftOfExcess);
  // What is cut anyway is cut where it was not spent.
  const cutAnyway = Math.max(0, planned - settled - underWay - held - inForce);
  const unspentOpen = sum([...lapsingIn(before, money).values()]);
  const lapsing = Math.max(0, Math.min(inForce, unspentOpen - cutAnyway));
  return {
    settled,
    kept,
    underWay,
    payable: inForce - lapsing,
    lapsing,
    unpaid: plannedOf(state) - settled - underWay - held,
    held,
    toClaim,
    unspentDue,
    claimed: sum(claims.map(({ owed }) => owed)) + sum(unopened(state, money)),
    // Written off is owed still, of whatever basis it is.
    givenUp:
      Math.min(leftOfUnspent, sum(ofUnspent.map(relinquished))) +
      Math.min(leftOfExcess, sum(ofOthers.map(relinquished))),
  };
}

/** Minor units of instalments of reported years that are not paid any more. */
export function lapsingIn(state: AcceptedAward, money: MoneyStanding): ReadonlyMap<number, number> {
  const payments = new Map(
    state.released.map((each) => {
      const { paid, underWay } = paymentOf(each, money);
      return [each.number, { paid, withBank: underWay > 0 ? each.amount - paid : 0 }] as const;
    }),
  );
  const settled = sum([...payments.values()].map(({ paid }) => paid));
  const itsOwn = Math.max(0, sum(money.claims.map(({ repaid }) => repaid)) - settled);
  return lapsingOf(state, (instalment) => payments.get(instalment) ?? { paid: 0, withBank: 0 }, itsOwn);
}

/** What was paid of an instalment. */
function paidOf({ released }: AcceptedAward, money: MoneyStanding): PaidOf {
  const paid = new Map(released.map((each) => [each.number, paymentOf(each, money).paid]));
  return (instalment) => paid.get(instalment) ?? 0;
}

/** Minor units of a claim that nobody asks for any more. */
function relinquished({ givenUp, undecided = 0 }: ClaimStanding): number {
  return givenUp - undecided;
}

function leftOf({ givenUp, writtenOff }: ClaimStanding): number {
  return givenUp + writtenOff;
}

/** What claims are about that the award booked and nobody was forewarned of yet. */
function unopened({ claims }: AcceptedAward, money: MoneyStanding): number[] {
  const opened = new Set(money.claims.map(({ recoveryId }) => recoveryId));
  return [...claims].filter(({ recoveryId }) => !opened.has(recoveryId)).map(({ amount }) => amount);
}

/**
 * What may be handed to the bank of a payout now, beside what is with it already. No payment is held back for unspent
 * money: that is claimed back.
 */
export function payableOf(state: AcceptedAward, payoutId: string, money: MoneyStanding): number {
  const elsewhere = new Map(money.payments);
  for (const { payoutId: id } of state.released) {
    const each = paymentOf({ payoutId: id }, money);
    // This payout is handed over once nothing of it is with the bank any more.
    const underWay = id === payoutId ? 0 : Math.max(each.underWay, aboutToGo(state, id, each));
    elsewhere.set(id, { ...each, underWay });
  }
  const there = { ...money, payments: elsewhere };
  const { payable } = shownOf(state, there);
  const lapsing = lapsingIn(state, there);
  const own = state.released.get(payoutId);
  const left = own && lapsing.get(own.number);
  // Of a reported year no more is handed over than was spent, also where more is payable of other years.
  return left ? Math.min(payable, Math.max(0, own.amount - paymentOf(own, money).paid - left)) : payable;
}

/** Minor units of a payout that are reserved for an instruction which may go out at any moment, what is paid aside. */
function aboutToGo({ instructions }: AcceptedAward, payoutId: string, payment: PaymentStanding): number {
  const reserved = instructions?.get(payoutId);
  const over = reserved && (payment.cancelled || (payment.instructions ?? 0) >= reserved.instruction);
  return reserved && !over ? Math.max(0, reserved.inAll - payment.paid) : 0;
}

/** What an award's money comes to for who looks at it; of one that was never levelled unspent money is claimed apart. */
export function shownOf(state: AcceptedAward, money: MoneyStanding): Balance {
  const balance = withoutUndecided(balanceOf(state, money), state);
  if (state.suspendedBy !== undefined) return { ...balance, payable: 0 };
  if (state.levelled) return balance;
  const claims = money.claims.filter(({ basis }) => basis !== 'unspent');
  const { payable } = withoutUndecided(balanceOf({ ...state, unspent: 0 }, { ...money, claims }), state);
  return { ...balance, payable };
}

/** What a reduction that waits for its decision would take is not paid before. */
function withoutUndecided(balance: Balance, state: AcceptedAward): Balance {
  return { ...balance, payable: Math.max(0, balance.payable - undecidedOf(state)) };
}

/** The payouts that are cancelled since more is unpaid than may be paid: the latest first, what is with the bank never. */
export function cutsOf(state: AcceptedAward, money: MoneyStanding): string[] {
  const { payable, unpaid } = balanceOf(state, money);
  const lapsing = liveOf(state, lapsingIn(state, money));
  let surplus = unpaid - payable - sum([...lapsing.values()]) - sum(cuttable(state));
  const cuts: string[] = [];
  for (const each of [...state.released].toReversed()) {
    const lapses = lapsing.get(each.number) ?? 0;
    if (surplus <= 0 && lapses === 0) continue;
    const { paid, underWay, opened, cancelled } = paymentOf(each, money);
    const rest = each.amount - paid;
    if (rest <= 0 || underWay > 0) continue;
    if (opened && !cancelled) cuts.push(each.payoutId);
    surplus -= rest - lapses;
  }
  return cuts;
}

/**
 * What each claim comes down to, where more is claimed than there is to claim, or more is owed than is due back: what is
 * counted on before what is written off or barred, the latest and unapproved first.
 */
export function loweringsOf(
  state: AcceptedAward,
  money: MoneyStanding,
): readonly { readonly recoveryId: string; readonly most: number }[] {
  const { toClaim, claimed } = balanceOf(state, money);
  const latest = money.claims.toReversed();
  const order = [...latest.filter(({ approved }) => !approved), ...latest.filter(({ approved }) => approved)];
  const counted = spread(
    claimed - toClaim,
    order.map(({ owed }) => owed),
  );
  const lowered = order.map((each, index) => ({ ...each, owed: each.owed - counted[index]! }));
  const further = spread(
    owedBeyond(state, { ...money, claims: lowered }),
    lowered.map(({ stillOwed }) => stillOwed),
  );
  return order.flatMap(({ recoveryId, inAll }, index) => {
    const less = counted[index]! + further[index]!;
    return less > 0 ? [{ recoveryId, most: inAll - less }] : [];
  });
}

/** Minor units that are owed, written off or barred ones among them, and not due back any more. */
function owedBeyond(state: AcceptedAward, money: MoneyStanding): number {
  // Nobody is asked for it, but it is not left to the recipient either: so it counts like what is claimed.
  const asOwed = money.claims.map((each) => ({ ...each, writtenOff: each.writtenOff - each.stillOwed }));
  const { toClaim } = balanceOf(state, { ...money, claims: asOwed });
  return sum(money.claims.map(({ owed, stillOwed }) => owed + stillOwed)) - toClaim;
}

/** So much in order over amounts, none of which takes more than it is. */
function spread(inAll: number, amounts: readonly number[]): number[] {
  let left = Math.max(0, inAll);
  return amounts.map((amount) => {
    const some = Math.min(left, amount);
    left -= some;
    return some;
  });
}

/** Instalments that can be cut without a payout: those not released, and what a person cancelled of others. */
export function cuttable(state: AcceptedAward): number[] {
  return state.schedule.map((each) => withoutPayout(each, state));
}

/** What of it has a payout, which is cancelled first. */
function liveOf(state: AcceptedAward, lapsing: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const live = state.schedule.map((each) => {
    return [each.number, Math.max(0, (lapsing.get(each.number) ?? 0) - withoutPayout(each, state))] as const;
  });
  return new Map(live.filter(([, amount]) => amount > 0));
}

/** Minor units of an instalment that no payout is about. */
export function withoutPayout({ number, amount }: AwardInstalment, { released }: AcceptedAward): number {
  const one = released.find((each) => each.number === number);
  return one ? Math.max(0, amount - one.amount) : amount;
}
