import type { Money } from '#money/money.js';
import type { GivingUpForm, RecoveryBasis } from '../contract/events.js';
import { barredIn } from '#limitation/parts.js';
import {
  NO_DEADLINE,
  OF_BEFORE,
  owedIn,
  partsOf,
  planOf,
  unpaidOf,
  WATCHED,
  writtenOffIn,
  type RecoveryRow,
} from '../read-models/recovery-rows.js';

/** A recovery as it is listed. */
export interface RecoveryView {
  readonly id: string;
  readonly caseId: string;
  readonly awardId: string;
  readonly schemeId: string;
  readonly debtor: string;
  readonly basis: RecoveryBasis;
  readonly state: string;
  /** The most that may be claimed. */
  readonly amount: Money;
  /** `null` before it is claimed. */
  readonly claimed: Money | null;
  /** Also of what was barred before it was claimed. */
  readonly repaid: Money;
  /** Claimed and not repaid, also where it was written off. */
  readonly owed: Money;
  /** What holds of it where an appeal was upheld in part; `null` otherwise. */
  readonly upheld: Money | null;
  /** Repaid and owed to the debtor again: the claim was annulled, or less of it holds; what was approved to be paid back is aside. */
  readonly owedBack: Money;
  /** Paid back of what was repaid, or approved to be. */
  readonly paidBack: Money;
  /** Sent back by the appeal body: neither claimed nor left to the debtor, until it is claimed anew or dropped. */
  readonly undecided: Money;
  /** What waits to be approved, or to be paid back; `null` when nothing does. The debtor sees what is approved. */
  readonly payingBack: PayingBackView | null;
  readonly replyBy: string;
  readonly answered: boolean;
  /** What is due when; empty before it is claimed. */
  readonly plan: readonly { readonly dueOn: string; readonly amount: Money }[];
  readonly overdue: boolean;
  /** Also once it is written off. */
  readonly writeOffProposed: boolean;
  /** What of what is owed is written off. */
  readonly writtenOff: Money;
  /** What is barred by limitation, also of what was never claimed: nobody asks for it, and what is paid of it all the same is taken. */
  readonly barred: Money;
  /** What waits for another person to give it up; `null` when nothing does, and for the debtor. */
  readonly givingUp: GivingUpView | null;
  /** The earliest of what is not barred. */
  readonly limitationDate: string | null;
  /** What of the claim is barred when; empty where no limitation runs, or nothing is left. */
  readonly limitationParts: readonly LimitationPartView[];
  /** One person set that date by no rule, as was done before: somebody should look at it. */
  readonly limitationByOne: boolean;
  /** Another date that waits for a second person; `null` for the debtor. */
  readonly limitationMove: string | null;
  /** The next day to be kept; `null` when there is none. */
  readonly deadline: string | null;
  /** All days that matter from now on, the earliest first; none once it is repaid or has ended. */
  readonly dates: readonly RecoveryDate[];
  readonly revision: number;
}

/** A part of a claim with a limitation of its own. */
export interface LimitationPartView {
  /** Due back still, or owed once it is claimed. */
  readonly amount: Money;
  /** Calendar date from which it runs; `null` of claims from before that was on record. */
  readonly since: string | null;
  /** Calendar date after which it is barred. */
  readonly limitationDate: string;
  readonly barred: boolean;
}

/** A day of a recovery, and what it is for. */
export interface RecoveryDate {
  readonly what: 'reply' | 'repayment' | 'limitation';
  /** Calendar date. */
  readonly on: string;
}

/** A proposal to give up that waits. */
export interface GivingUpView {
  /** `write-off-of-before` was proposed before giving up took an authority, and is to be proposed anew. */
  readonly form: GivingUpForm | typeof OF_BEFORE;
  /** `null` where none was proposed. */
  readonly amount: Money | null;
}

/** A proposal to pay back that waits for another person, or for the finance side. */
export interface PayingBackView {
  readonly state: 'proposed' | 'approved';
  readonly amount: Money;
}

/** Those states as SQL lists them. */
export const WATCHED_STATES = WATCHED.map((state) => `'${state}'`).join(', ');

/** A row as officials see it. */
export function viewOf(row: RecoveryRow): RecoveryView {
  const money = (amount: number): Money => ({ amount, currency: row.currency });
  return {
    id: row.recovery_id,
    caseId: row.case_id,
    awardId: row.award_id,
    schemeId: row.scheme_id,
    debtor: row.debtor,
    basis: row.basis as RecoveryBasis,
    state: row.state,
    amount: money(row.amount + row.repaid_barred),
    claimed: row.claimed === null ? null : money(row.claimed),
    repaid: money(row.repaid + row.repaid_barred),
    owed: money(owedOf(row)),
    upheld: row.upheld === null ? null : money(row.upheld),
    owedBack: money(row.owed_back),
    paidBack: money(row.paid_back),
    undecided: money(row.undecided),
    payingBack:
      row.paying_back === null
        ? null
        : {
            state: row.paying_back as PayingBackView['state'],
            amount: money(row.paying_back_amount ?? 0),
          },
    replyBy: row.reply_by,
    answered: row.answered,
    plan: planOf(row).map(({ dueOn, amount }) => ({ dueOn, amount: money(amount) })),
    overdue: row.overdue,
    writeOffProposed:
      row.state === 'written-off' || row.giving_up === 'write-off' || row.giving_up === OF_BEFORE,
    writtenOff: money(row.state === 'annulled' ? 0 : writtenOffIn(row)),
    barred: money(row.state === 'annulled' ? 0 : row.barred_unclaimed + barredIn(partsOf(row))),
    givingUp:
      row.giving_up === null
        ? null
        : {
            form: row.giving_up as GivingUpView['form'],
            amount: row.giving_up_amount === null ? null : money(row.giving_up_amount),
          },
    limitationDate: row.limitation_date,
    limitationParts: limitationPartsOf(row),
    limitationByOne: row.limitation_by_one,
    limitationMove: row.limitation_move,
    deadline: row.deadline === NO_DEADLINE ? null : row.deadline,
    dates: datesOf(row),
    revision: row.revision,
  };
}

function limitationPartsOf(row: RecoveryRow): LimitationPartView[] {
  if (!WATCHED.includes(row.state) && row.state !== 'barred') return [];
  return partsOf(row).flatMap(({ amount, since = null, limitationDate, barred }) =>
    amount > 0 && limitationDate !== undefined
      ? [{ amount: { amount, currency: row.currency }, since, limitationDate, barred }]
      : [],
  );
}

function datesOf(row: RecoveryRow): RecoveryDate[] {
  if (!WATCHED.includes(row.state)) return [];
  const running = limitationPartsOf(row).filter(({ barred }) => !barred);
  const limitations = new Set(running.map(({ limitationDate }) => limitationDate));
  const dates: RecoveryDate[] = [...limitations].map((on) => ({ what: 'limitation', on }));
  const forewarned = row.state === 'forewarned' && !row.answered;
  if (forewarned) dates.push({ what: 'reply', on: row.reply_by });
  for (const { dueOn: on } of unpaidOf(row)) dates.push({ what: 'repayment', on });
  return dates.toSorted((a, b) => a.on.localeCompare(b.on));
}

/** What is written off is kept from nobody's debt: only the agency does not count on it any more. */
function owedOf(row: RecoveryRow): number {
  return row.state === 'annulled' || row.claimed === null ? 0 : owedIn(row);
}
