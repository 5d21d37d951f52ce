import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { JudgeRefusal } from '#giving-up/giving-up.js';

/** Why an award refuses a person whatever it looks like itself. */
export type Barred = Refusal<'conflict-of-interest' | 'outside-delegation'>;

/** Why nothing happened on the day that somebody says. */
type DayFault = Refusal<'date-out-of-range'>;

/** Why an award refuses. */
export type AwardRefusal = ReturnType<(typeof no)[keyof typeof no]> | Barred | DayFault | JudgeRefusal;

/** The refusals, each with its sentence; read as `refuse(no.grant())`. */
export const no = {
  grant: () => refusal('conflict', 'not-granted', 'there is no decision that grants this application'),
  acceptedAgain: () => refusal('conflict', 'already-accepted', 'the grant has been accepted'),
  acceptance: () => refusal('conflict', 'not-accepted', 'the grant has not been accepted'),
  inTime: (deadline?: string) =>
    refusal(
      'conflict',
      'acceptance-deadline-passed',
      'the time to accept the grant is over',
      deadline === undefined ? undefined : { deadline },
    ),
  payable: () =>
    refusal(
      'conflict',
      'nothing-payable',
      'nothing may be paid of it now: what is in force is paid, with the bank or about to be, or no decision is in force',
    ),
  instructionsPending: () =>
    refusal('conflict', 'instruction-pending', 'a payout is being handed to the bank: try again in a moment'),
  decisionUnderWay: () =>
    refusal(
      'conflict',
      'decision-under-way',
      'a decision on the grant is being made, and the award follows it first: try again in a moment',
    ),
  declined: () => refusal('conflict', 'offer-declined', 'the grant was declined'),
  notice: () =>
    refusal('conflict', 'not-notified', 'no time to accept begins before notice of the decision is recorded'),
  acceptanceDate: (deadline?: string) =>
    refusal(
      'invalid',
      'acceptance-date-invalid',
      'the last day to accept is to come, and later than it was; the reminder comes on a day up to it',
      deadline === undefined ? undefined : { deadline },
    ),
  suspended: (onAppeal: boolean) =>
    refusal(
      'conflict',
      'award-suspended',
      `the decision ${onAppeal ? 'was annulled on appeal' : 'does not hold, and is taken again'}: nothing changes before a new one is made`,
    ),
  inState: (status: string) =>
    refusal('conflict', 'wrong-state', `the award is ${status}, this step needs it to be accepted`, {
      status,
      needed: 'accepted',
    }),
  fourEyes: () =>
    refusal(
      'forbidden',
      'four-eyes',
      'a change of an award is approved by another person than everyone who prepared it',
    ),
  conflict: () =>
    refusal(
      'forbidden',
      'conflict-of-interest',
      'someone with a conflict of interest may neither prepare nor decide',
    ),
  conditions: (most: number) =>
    refusal('conflict', 'too-many-conditions', `a grant has at most ${most} conditions`, { most }),
  amendments: (most: number) =>
    refusal('conflict', 'too-many-amendments', `at most ${most} amendments of a grant are proposed`, {
      most,
    }),
  reservations: (most: number) =>
    refusal(
      'conflict',
      'too-many-reservations',
      `money was reserved for changes of this grant and given up ${most} times: no more is reserved`,
      { most },
    ),
  fallenClaims: ({ owedBack, undecided }: { readonly owedBack: number; readonly undecided: number }) =>
    refusal(
      'conflict',
      'claims-fell',
      `of claims that fell on appeal ${owedBack} is to be paid back and ${undecided} to be decided anew (minor units)`,
      { owedBack, undecided },
    ),
  owedBack: (amount: number, most: number) =>
    refusal(
      'conflict',
      'exceeds-owed-back',
      `${amount} is more than is to be paid back of claims that fell: ${most} (minor units)`,
      { amount, most },
    ),
  condition: (number: number) =>
    refusal('conflict', 'condition-unknown', `the award has no condition ${number}`, { condition: number }),
  currency: (kept: string) =>
    refusal('invalid', 'other-currency', `the grant is in ${kept}`, { currency: kept }),
  amount: (detail: string) => refusal('invalid', 'amount-invalid', detail),
  schedule: (detail: string) => refusal('invalid', 'schedule-invalid', detail),
  sum: (total: number, amount: number) =>
    refusal(
      'invalid',
      'schedule-does-not-add-up',
      `the payments add up to ${total}, they have to be ${amount} (minor units)`,
      { total, amount },
    ),
  change: (detail: string) => refusal('invalid', 'amendment-invalid', detail),
  amendment: () => refusal('conflict', 'no-amendment', 'no amendment waits for a decision'),
  arrival: () =>
    refusal('invalid', 'arrival-missing', 'what an official registers says how and when it came'),
  requests: (most: number) =>
    refusal(
      'conflict',
      'too-many-amendment-requests',
      `${most} requests for an amendment wait: they are answered before another is made`,
      { most },
    ),
  request: (request: number) =>
    refusal(
      'conflict',
      'no-amendment-request',
      `no request ${request} for an amendment waits for an answer`,
      {
        request,
      },
    ),
  amendmentRefusal: (refused: number) =>
    refusal('conflict', 'no-amendment-refusal', `no refusal ${refused} of a request waits for a decision`, {
      refusal: refused,
    }),
  refusalOfGranted: (request: number) =>
    refusal(
      'conflict',
      'granted-on-appeal',
      `an appeal decided that request ${request} is granted: it is not refused again`,
      { request },
    ),
  outdated: () =>
    refusal(
      'conflict',
      'amendment-outdated',
      'the amendment was replaced, or an instalment was released or cancelled since',
    ),
  reservation: () => refusal('conflict', 'reservation-missing', 'no money is reserved for this change'),
  abandoned: () => refusal('conflict', 'reservation-abandoned', 'the money reserved was given up'),
  inUse: () => refusal('conflict', 'reservation-in-use', 'the award stands on this reservation'),
  forewarning: () =>
    refusal('conflict', 'not-forewarned', 'a revocation is forewarned before it is proposed'),
  reply: (replyBy: string) =>
    refusal('conflict', 'forewarning-running', `the recipient may answer until ${replyBy}`, { replyBy }),
  replyBy: () =>
    refusal('invalid', 'reply-by-invalid', 'the recipient has at least until tomorrow to answer'),
  proposal: () => refusal('conflict', 'no-revocation', 'no revocation waits for a decision'),
  withdrawal: () =>
    refusal(
      'conflict',
      'not-withdrawn',
      'the application was not withdrawn after its decision was annulled: nothing ends its award',
    ),
  revocation: () => refusal('conflict', 'not-revoked', 'the award was not revoked'),
  reinstatement: () => refusal('conflict', 'no-reversal', 'no reversal of a revocation waits for a decision'),
  decidedAbove: () =>
    refusal(
      'conflict',
      'decided-above',
      'the appeal body decided what is left of the revocation: the body below does not reverse it',
    ),
  account: () =>
    refusal('invalid', 'account-invalid', 'the account number is none: its form or a check digit is wrong'),
  correctionWaits: (correction: number) =>
    refusal(
      'conflict',
      'account-correction-waits',
      `correction ${correction} of the account waits for another person: it is approved or rejected first`,
      { correction },
    ),
  correction: (correction: number) =>
    refusal(
      'conflict',
      'no-account-correction',
      `no correction ${correction} of the account waits for another person`,
      { correction },
    ),
  shortfall: (report: string) =>
    refusal('conflict', 'no-shortfall', 'no report of that id waits with too little co-funding', { report }),
  reduction: () =>
    refusal(
      'conflict',
      'reduction-undecided',
      'less co-funding came than the grant asks for: its reduction is decided first',
    ),
  undoing: () =>
    refusal(
      'conflict',
      'appropriation-awaited',
      'an appeal was won, or a decision is made again, and what that gives back waits for money',
    ),
  payout: () => refusal('not-found', 'payout-unknown', 'the award released no such payout'),
  finished: (unpaidInstalments: readonly number[], openReports: readonly string[]) =>
    refusal(
      'conflict',
      'award-not-finished',
      'an award is closed when every instalment is paid or cancelled and every report approved or waived',
      { unpaidInstalments, openReports },
    ),
} as const;
