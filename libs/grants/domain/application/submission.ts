import { addDays, dateInOslo } from '#calendar/oslo.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import { isAccountNumber } from '#money/account-number.js';
import { sum, type Money } from '#money/money.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { mistypedAmong } from '#organisations/refusals.js';
import {
  ACCOUNT_NOT_PUBLISHED,
  type Applicant,
  type ApplicationEvent,
  type ApplicationSubmitted,
} from '../../contract/events.js';
import type { ApplicantKind, RegulationVersion } from '../../contract/regulation.js';
import { inOneForm, organisationsIn } from './named-organisations.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { Application } from './state.js';
import { faultOfOtherAid } from './state-aid.js';
import { closedAt, closedToArrival, type OpenCall } from '../call/closing.js';
import { withoutNameOfPerson } from './private-person.js';

/** The numbers of an application, minor units. */
export interface Numbers {
  readonly amount: Money;
  readonly budgetLines: readonly { readonly amount: number }[];
  readonly coFunding: number;
}

/** The applicant submits; rules are judged against the call as announced, at `now`. */
interface SubmitApplication {
  readonly type: 'SubmitApplication';
  readonly call: OpenCall;
  readonly regulation: RegulationVersion;
  readonly submission: Omit<
    ApplicationSubmitted['data'],
    'callId' | 'schemeId' | 'directorate' | 'regulationVersion' | 'decisionDue' | 'numbered'
  >;
  readonly now: string;
}

/** An application is submitted while its call is open and its numbers agree with each other and the regulation. */
export function submit(
  { call, regulation, submission, now }: SubmitApplication,
  state: Application,
): Decision<ApplicationEvent, ApplicationRefusal> {
  if (state.status !== 'none') return refuse(no.submittedAgain());
  const applicant = canonicalOrganisation(submission.applicant.organisation);
  const { arrival } = submission;
  const closed = arrival
    ? closedToArrival(call, arrival, { organisation: applicant, today: dateInOslo(now) })
    : closedAt(call, now, applicant);
  if (closed) return refuse(closed);
  const mistyped = mistypedAmong(organisationsIn(submission));
  if (mistyped) return refuse(mistyped);
  if (!canBePaidTo(submission.applicant)) return refuse(no.account());
  const { period } = submission;
  const { decisionDays } = regulation;
  const fault =
    faultOfNumbers(submission, regulation, call.currency) ??
    faultOfKind(submission.applicant.kind, regulation) ??
    faultOfOtherAid(submission.stateAid, dateInOslo(now));
  if (fault) return refuse(fault);
  if (period && period.from > period.to)
    return refuse(refusal('invalid', 'period-invalid', 'the planned period ends before it begins'));
  const named = inOneForm(submission);
  return accept<ApplicationEvent>({
    type: 'ApplicationSubmitted',
    data: {
      callId: call.callId,
      schemeId: call.schemeId,
      directorate: call.directorate,
      regulationVersion: call.regulationVersion,
      ...named,
      applicant: withoutNameOfPerson(named.applicant),
      decisionDue: decisionDays === undefined ? undefined : addDays(dateInOslo(now), decisionDays),
      numbered: true,
    },
  });
}

/** Also where the draft was written before its account number was looked at; an import may say that it knows none. */
function canBePaidTo({ account }: Applicant): boolean {
  return typeof account !== 'string' || account === ACCOUNT_NOT_PUBLISHED || isAccountNumber(account);
}

/** The first fault in what is applied for: currency, bounds, budget lines that do not add up, too little co-funding. */
export function faultOfNumbers(
  { amount, budgetLines, coFunding }: Numbers,
  regulation: RegulationVersion,
  currency: string,
): ApplicationRefusal | undefined {
  const { maximumAmount } = regulation;
  if (amount.currency !== currency)
    return refusal('invalid', 'other-currency', `the call is in ${currency}, not ${amount.currency}`);
  if (amount.amount < 0) return refusal('invalid', 'amount-invalid', 'the amount applied for is negative');
  if (maximumAmount !== undefined && amount.amount > maximumAmount)
    return refusal(
      'invalid',
      'amount-above-maximum',
      `at most ${maximumAmount} can be applied for (minor units)`,
      { maximum: maximumAmount },
    );
  const lines = sum(budgetLines.map((line) => line.amount));
  if (budgetLines.length > 0 && lines !== amount.amount + coFunding)
    return refusal(
      'invalid',
      'budget-lines-do-not-add-up',
      `the budget lines add up to ${lines}, amount and co-funding to ${amount.amount + coFunding} (minor units)`,
      { lines, expected: amount.amount + coFunding },
    );
  return faultOfCoFunding(amount.amount, coFunding, regulation);
}

function faultOfCoFunding(
  amount: number,
  coFunding: number,
  { coFundingPercent }: RegulationVersion,
): ApplicationRefusal | undefined {
  if (coFundingPercent === undefined) return undefined;
  const least = leastCoFunding(amount + coFunding, coFundingPercent);
  if (coFunding >= least) return undefined;
  return refusal(
    'invalid',
    'co-funding-too-low',
    `others carry at least ${coFundingPercent} per cent of the whole cost`,
    { coFunding, least },
  );
}

/** A share of the whole cost, rounded up to whole minor units; exact beyond what a double carries. */
function leastCoFunding(whole: number, percent: number): number {
  const millionth = 1_000_000n;
  const share = BigInt(Math.round(percent * 1_000_000));
  const divisor = 100n * millionth;
  return Number((BigInt(whole) * share + divisor - 1n) / divisor);
}

function faultOfKind(
  kind: ApplicantKind | undefined,
  { version, eligibility }: RegulationVersion,
): ApplicationRefusal | undefined {
  const kinds = eligibility?.applicantKinds;
  if (kinds === undefined || (kind !== undefined && kinds.includes(kind))) return undefined;
  return refusal(
    'invalid',
    'applicant-kind-not-admitted',
    `regulation version ${version} admits ${kinds.join(', ')}, ${kind === undefined ? 'and the application does not say what the applicant is' : `not ${kind}`}`,
    { admitted: kinds.join(', ') },
  );
}
