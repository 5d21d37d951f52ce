import { sum } from '#money/money.js';
import { table, type RowOf } from '#projections/table.js';
import type { ClaimLowered, RecoveryStatus, RepaymentInstalment } from '../contract/events.js';
import {
  barredIn,
  withDates,
  withLess,
  withoutBarred,
  withRepaid,
  type RunningPart,
} from '#limitation/parts.js';
import { withoutLast, withRevived } from '../contract/plans.js';

/** One row per recovery; its words stay in the log. */
export const recoveries = table({
  name: 'recoveries',
  key: ['recovery_id'],
  partition: 'case_id',
  indexes: [['case_id'], ['directorate', 'deadline', 'recovery_id'], ['debtor', 'deadline', 'recovery_id']],
  columns: {
    recovery_id: { type: 'text' },
    case_id: { type: 'text' },
    award_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    debtor: { type: 'text' },
    basis: { type: 'text' },
    state: { type: 'text' },
    /** The most that may be claimed. */
    amount: { type: 'bigint' },
    currency: { type: 'text' },
    claimed: { type: 'bigint', nullable: true },
    /** What holds of it by an appeal that was upheld in part; less than was repaid, the rest is owed to the debtor. */
    upheld: { type: 'bigint', nullable: true },
    repaid: { type: 'bigint' },
    reply_by: { type: 'date' },
    answered: { type: 'boolean' },
    /** What is due when, as JSON: `[{dueOn, amount}]`. */
    plan: { type: 'text' },
    /** Repaid before the plan. */
    repaid_before: { type: 'bigint' },
    overdue: { type: 'boolean' },
    /** Written off, whatever was repaid since. */
    written_off: { type: 'bigint' },
    /** What waits to be given up: `drop`, `waive`, `write-off`, or `write-off-of-before`, which is to be proposed anew. */
    giving_up: { type: 'text', nullable: true },
    /** Minor units of it. */
    giving_up_amount: { type: 'bigint', nullable: true },
    /** Repaid, and to be paid back by an appeal; what was approved to be is aside. */
    owed_back: { type: 'bigint' },
    /** Paid back, or approved to be. */
    paid_back: { type: 'bigint' },
    /** Sent back by an appeal: neither claimed nor left to the debtor. */
    undecided: { type: 'bigint' },
    /** It was sent back, and nobody decided anew. */
    sent_back: { type: 'boolean' },
    /** What waits to be paid back: `proposed` or `approved`. */
    paying_back: { type: 'text', nullable: true },
    /** Minor units of it. */
    paying_back_amount: { type: 'bigint', nullable: true },
    /** The earliest of what is not barred. */
    limitation_date: { type: 'date', nullable: true },
    /** Of what is due back or owed, as JSON: `RunningPart[]`. */
    parts: { type: 'text' },
    /** Barred before the rest was claimed. */
    barred_unclaimed: { type: 'bigint' },
    /** Repaid of what was barred before it was claimed: part neither of the amount nor of what was repaid. */
    repaid_barred: { type: 'bigint' },
    /** One person set that date, by no rule. */
    limitation_by_one: { type: 'boolean' },
    /** Another date that waits for a second person. */
    limitation_move: { type: 'date', nullable: true },
    /** The next day that matters: the reply's, the limitation's, then the next repayment's; `9999-12-31` when there is none. */
    deadline: { type: 'date' },
    revision: { type: 'integer' },
  },
});

/** A recovery's row. */
export type RecoveryRow = RowOf<typeof recoveries>;

/** The deadline of a row that has none: sorts last. */
export const NO_DEADLINE = '9999-12-31';

/** A write-off that was proposed before giving up was proposed in one way. */
export const OF_BEFORE = 'write-off-of-before';

/** What of a row is due when. */
export function planOf({ plan }: Pick<RecoveryRow, 'plan'>): RepaymentInstalment[] {
  return JSON.parse(plan) as RepaymentInstalment[];
}

/** The parts of a row, each with its limitation. */
export function partsOf({ parts }: Pick<RecoveryRow, 'parts'>): readonly RunningPart[] {
  return JSON.parse(parts) as RunningPart[];
}

/** Minor units owed that are barred. */
export function barredOwedIn(one: Pick<RecoveryRow, 'parts' | 'claimed' | 'repaid'>): number {
  return Math.min(barredIn(partsOf(one)), owedIn(one));
}

/** What of the plan is not covered by what was repaid. */
export function unpaidOf(one: Pick<RecoveryRow, 'plan' | 'repaid' | 'repaid_before'>): RepaymentInstalment[] {
  let covered = one.repaid - one.repaid_before;
  return planOf(one).filter(({ amount }) => (covered -= amount) < 0);
}

/** Written off, not repaid since and not barred; minor units. */
export function writtenOffIn(one: Pick<RecoveryRow, 'claimed' | 'repaid' | 'written_off' | 'parts'>): number {
  return Math.max(0, Math.min(one.written_off, owedIn(one)) - barredOwedIn(one));
}

/** Owed, neither barred nor written off; minor units. */
export function countedOn(one: Pick<RecoveryRow, 'claimed' | 'repaid' | 'written_off' | 'parts'>): number {
  return owedIn(one) - barredOwedIn(one) - writtenOffIn(one);
}

/** Claimed and not repaid, also where it is written off; minor units. */
export function owedIn({ claimed, repaid }: Pick<RecoveryRow, 'claimed' | 'repaid'>): number {
  return (claimed ?? 0) - repaid;
}

/** What of a row changes where so much was repaid: on what is owed first, then of what was barred before a claim. */
export function withRepayment(before: RecoveryRow, amount: number): Partial<RecoveryRow> {
  const ofBarred = Math.max(0, amount - (isRepayable(before) ? owedIn(before) : 0));
  const onClaim = amount - ofBarred;
  const after = { ...before, parts: JSON.stringify(withRepaid(partsOf(before), onClaim)) };
  return {
    repaid: before.repaid + onClaim,
    repaid_barred: before.repaid_barred + ofBarred,
    parts: after.parts,
    ...withoutBarredBefore(after, ofBarred),
  };
}

/** What of a row changes where so much of what was barred before a claim is due back no more. */
function withoutBarredBefore(before: RecoveryRow, amount: number): Partial<RecoveryRow> {
  if (amount === 0) return {};
  const less = { amount: before.amount - amount };
  return before.claimed === null
    ? { ...less, parts: JSON.stringify(withoutBarred(partsOf(before), amount)) }
    : { ...less, barred_unclaimed: before.barred_unclaimed - amount };
}

/** What of a row changes where the claim comes down: what is counted on first. */
export function withLowered(
  before: RecoveryRow,
  { amount, less, barred }: ClaimLowered['data'],
): Partial<RecoveryRow> {
  const ofBarred = barred?.amount ?? 0;
  const some = less.amount - ofBarred;
  const parts = JSON.stringify(withLess(partsOf(before), some));
  const down = { ...before, amount: before.amount - some, parts };
  const changed = { amount: down.amount, parts, ...withoutBarredBefore(down, ofBarred) };
  if (before.claimed === null || !isRepayable(before)) return changed;
  const after = { ...down, claimed: amount.amount };
  const plan = JSON.stringify(withoutLast(planOf(before), countedOn(before) - countedOn(after)));
  return { ...changed, claimed: amount.amount, plan };
}

function isRepayable(one: RecoveryRow): boolean {
  return (
    CLAIMED.includes(one.state) || one.state === 'written-off' || (one.state === 'barred' && owedIn(one) > 0)
  );
}

/** What of a row changes where so much is owed no more: of what is counted on the last days fall away. */
export function withoutOwed(
  before: RecoveryRow,
  less: number,
): Pick<RecoveryRow, 'claimed' | 'plan' | 'parts'> {
  const plan = withoutLast(planOf(before), Math.min(less, countedOn(before)));
  return {
    claimed: (before.claimed ?? 0) - less,
    plan: JSON.stringify(plan),
    parts: JSON.stringify(withLess(partsOf(before), less)),
  };
}

/** What a row says where nothing is proposed to be given up. */
export const NOTHING_WAITS = { giving_up: null, giving_up_amount: null } as const;

/** What of a row changes where its limitation runs to another day; what was barred by then goes on. */
export function withOtherDate(
  before: RecoveryRow,
  data: Parameters<typeof withDates>[1] & { readonly revived?: RepaymentInstalment | undefined },
): Partial<RecoveryRow> {
  const { revived } = data;
  const parts = JSON.stringify(withDates(partsOf(before), data));
  const plan = JSON.stringify(withRevived(planOf(before), revived));
  // What was repaid while it was barred counts for none of what is to be repaid after all.
  const repaid_before = revived
    ? before.repaid + countedOn(before) - sum(planOf(before).map(({ amount }) => amount))
    : before.repaid_before;
  const goesOn = before.claimed === null ? 'forewarned' : revived ? 'claimed' : 'written-off';
  return {
    limitation_date: data.limitationDate,
    parts,
    plan,
    repaid_before,
    ...(before.state === 'barred' || (before.state === 'written-off' && revived) ? { state: goesOn } : {}),
  };
}

/** States in which repayments are expected. */
const CLAIMED: readonly string[] = ['claimed', 'in-instalments'] satisfies RecoveryStatus[];

/** States in which a claim is watched: what is written off stays owed. */
export const WATCHED: readonly string[] = [
  'forewarned',
  'proposed',
  'claimed',
  'in-instalments',
  'written-off',
] satisfies RecoveryStatus[];

/** With all that is left of it barred nothing is done any more; with all of it written off, or barred, nothing is asked for. */
export function rested(after: RecoveryRow): RecoveryRow {
  const left = after.claimed === null ? after.amount : owedIn(after);
  if (!WATCHED.includes(after.state) || left === 0) return after;
  if (barredIn(partsOf(after)) >= left)
    return { ...after, state: 'barred', overdue: false, ...NOTHING_WAITS };
  return CLAIMED.includes(after.state) && countedOn(after) === 0
    ? { ...after, state: 'written-off', overdue: false }
    : after;
}
