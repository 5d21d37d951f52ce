import { deadlineAfter } from '#calendar/deadlines.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { LapseSupplement, RequestSupplement, SubmitSupplement } from './commands.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';
import { mayAssess } from './steps.js';
import { faultOfNumbers } from './submission.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** Asks the applicant for what is missing; what was scored is scored again with the answer. */
export function requestSupplement(command: RequestSupplement, state: SubmittedApplication): Answer {
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

/** The applicant answers; new numbers agree with each other and the regulation, and ask for no more than before. */
export function submitSupplement(command: SubmitSupplement, state: SubmittedApplication): Answer {
  const { type: _, regulation, ...answer } = command;
  if (state.status !== 'awaiting-supplement' || !state.supplement)
    return refuse(no.inState(state.status, 'awaiting-supplement'));
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

/** Nobody answered in time; an answer that came, or a later request, leaves nothing to do. */
export function lapseSupplement({ request, dueAt }: LapseSupplement, state: SubmittedApplication): Answer {
  if (state.status !== 'awaiting-supplement' || state.supplement?.request !== request) return accept();
  return accept<ApplicationEvent>({ type: 'SupplementOverdue', data: { request, dueAt } });
}
