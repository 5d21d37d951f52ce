import { deadlineAfter } from '#calendar/deadlines.js';
import { faultOfArrival, type Arrival } from '#eventsourcing/arrivals.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type { ApplicationEvent, Attachment, BudgetLine, Letter } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';
import { mayAssess } from './steps.js';
import { faultOfNumbers } from './submission.js';

const BEFORE_PROPOSAL: ReadonlySet<string> = new Set([
  'under-assessment',
  'scored',
  'awaiting-moderation',
  'recommended',
]);

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** The caseworker asks the applicant for what is missing. */
interface RequestSupplement {
  readonly type: 'RequestSupplement';
  readonly requestedBy: string;
  readonly regulation: RegulationVersion;
  readonly items: readonly string[];
  /** Calendar date; by the regulation when left out. */
  readonly dueOn?: string | undefined;
  /** Calendar date of the request. */
  readonly today: string;
  readonly letter?: Letter | undefined;
}

/** Asks the applicant for what is missing; what was scored is scored again with the answer. */
function requestSupplement(command: RequestSupplement, state: SubmittedApplication): Answer {
  const { requestedBy, items, today, regulation, letter } = command;
  const barred = mayAssess(state, requestedBy, ['under-assessment', 'scored', 'recommended']);
  if (barred) return refuse(barred);
  if (items.length === 0 || items.some((item) => item.trim() === ''))
    return refuse(refusal('invalid', 'items-missing', 'a request for supplement says what is missing'));
  const dueOn = lastDayToAnswer(command);
  if (dueOn === undefined)
    return refuse(
      refusal(
        'invalid',
        'date-invalid',
        `regulation version ${regulation.version} sets no time to answer, so the request names the last day`,
      ),
    );
  if (dueOn <= today)
    return refuse(
      refusal('invalid', 'date-invalid', 'the last day to answer lies after the day of the request'),
    );
  const request = (state.supplement?.request ?? 0) + 1;
  return accept<ApplicationEvent>({
    type: 'SupplementRequested',
    data: { request, requestedBy, items, dueOn, ...(letter === undefined ? {} : { letter }) },
  });
}

/** The last day to answer a request (calendar date): the one it names, or by the regulation if that says how long. */
export function lastDayToAnswer({
  dueOn,
  today,
  regulation,
}: Pick<RequestSupplement, 'dueOn' | 'today' | 'regulation'>): string | undefined {
  return dueOn ?? (regulation.supplement ? deadlineAfter(today, regulation.supplement) : undefined);
}

/** The applicant answers, itself or by what an official registers; what the numbers leave out stays as it was. */
interface SubmitSupplement {
  readonly type: 'SubmitSupplement';
  readonly suppliedBy?: string | undefined;
  readonly arrival?: Arrival | undefined;
  /** Calendar date. */
  readonly today: string;
  readonly regulation: RegulationVersion;
  readonly answer: string;
  readonly amount?: Money | undefined;
  readonly budgetLines?: readonly (BudgetLine & { readonly text: string })[] | undefined;
  readonly coFunding?: number | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** The applicant answers; new numbers agree with each other and the regulation, and ask for no more than before. */
function submitSupplement(command: SubmitSupplement, state: SubmittedApplication): Answer {
  const { type: _, regulation, today, ...answer } = command;
  const { arrival } = command;
  if (!state.supplement || !(state.status === 'awaiting-supplement' || cameInTime(state, arrival)))
    return refuse(no.inState(state.status, 'awaiting-supplement'));
  const { requestedOn } = state.supplement;
  const wrongDay = arrival && faultOfArrival(arrival, today, { what: 'the request', day: requestedOn });
  if (wrongDay) return refuse(wrongDay);
  const { amount, budgetLines, coFunding } = command;
  const { submission } = state;
  if (amount || budgetLines || coFunding !== undefined) {
    if (amount && amount.currency === submission.amount.currency && amount.amount > submission.amount.amount)
      return refuse(
        refusal(
          'invalid',
          'amount-invalid',
          `a supplement asks for no more than the ${submission.amount.amount} applied for (minor units)`,
          { maximum: submission.amount.amount },
        ),
      );
    const numbers = {
      amount: amount ?? submission.amount,
      budgetLines: budgetLines ?? submission.budgetLines,
      coFunding: coFunding ?? submission.coFunding,
    };
    // The maximum was judged at the submission, by the kind of grant the call was for.
    const rules = { ...regulation, maximumAmount: undefined };
    const fault = faultOfNumbers(numbers, rules, submission.amount.currency);
    if (fault) return refuse(fault);
  }
  const { request } = state.supplement;
  return accept<ApplicationEvent>({ type: 'ApplicationSupplemented', data: { request, ...answer } });
}

/** What was posted in time is in time, also where the case went on meanwhile: until a decision is proposed. */
function cameInTime({ status, supplement }: SubmittedApplication, arrival: Arrival | undefined): boolean {
  return (
    supplement?.overdue === true &&
    arrival !== undefined &&
    arrival.sentOn <= supplement.dueOn &&
    BEFORE_PROPOSAL.has(status)
  );
}

/** The time to answer a request is over; `dueAt` is the instant at which it was. */
interface LapseSupplement {
  readonly type: 'LapseSupplement';
  readonly request: number;
  readonly dueAt: string;
}

/** Nobody answered in time; an answer that came, or a later request, leaves nothing to do. */
function lapseSupplement({ request, dueAt }: LapseSupplement, state: SubmittedApplication): Answer {
  if (state.status !== 'awaiting-supplement' || state.supplement?.request !== request) return accept();
  return accept<ApplicationEvent>({ type: 'SupplementOverdue', data: { request, dueAt } });
}

/** What is missing is asked for. */
export const supplements = {
  RequestSupplement: requestSupplement,
  SubmitSupplement: submitSupplement,
  LapseSupplement: lapseSupplement,
};
