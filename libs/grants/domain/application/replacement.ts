import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent, Replacement } from '../../contract/events.js';
import { faultOfAmount } from './assessment.js';
import type { FundDecision, Funding, ReopenApplication, ReplaceDecision } from './commands.js';
import { no, type ApplicationRefusal } from './refusals.js';
import { faultOfPayments } from './schedule.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** Puts what an appeal led to in place of the decision in force; the same appeal again changes nothing. */
export function replaceDecision(command: ReplaceDecision, state: SubmittedApplication): Answer {
  const { by, appealId, replaces, outcome, amount, schedule, conditions, payoutConditions, decidedOn } =
    command;
  if (state.decisions.some((made) => made.appealId === appealId)) return accept();
  const barred =
    notInForce(replaces, state) ??
    faultOfAmount(outcome, amount, state) ??
    faultOfPayments(command, undefined);
  if (barred) return refuse(barred);
  const replacement: Replacement = {
    decision: state.decisions.length + 1,
    replaces,
    by,
    appealId,
    decidedOn,
    schemeId: state.submission.schemeId,
    outcome,
    amount,
    schedule,
    conditions,
    ...(payoutConditions ? { payoutConditions } : {}),
  };
  if (outcome !== 'granted') return accept<ApplicationEvent>({ type: 'DecisionReplaced', data: replacement });
  const { funding } = command;
  if (funding === 'none-free')
    return accept<ApplicationEvent>({ type: 'DecisionAwaitsAppropriation', data: replacement });
  const unfunded = faultOfFunding(funding, state);
  if (unfunded) return refuse(unfunded);
  return accept<ApplicationEvent>({ type: 'DecisionReplaced', data: { ...replacement, ...funding } });
}

/** Money came for the grant that awaits appropriation; a decision that waits no more leaves nothing to do. */
export function fundDecision({ decision, funding }: FundDecision, state: SubmittedApplication): Answer {
  const waiting = state.decisions.get(decision);
  if (!waiting) return refuse(no.decision(decision));
  if (waiting.standing !== 'awaiting-appropriation') return accept();
  const unfunded = faultOfFunding(funding, state);
  if (unfunded) return refuse(unfunded);
  const { outcome, amount, schedule } = waiting;
  return accept<ApplicationEvent>({
    type: 'DecisionReplaced',
    data: {
      decision,
      replaces: replacedBy(waiting, state),
      by: waiting.by === 'reversal' ? 'reversal' : 'appeal',
      appealId: waiting.appealId!,
      decidedOn: waiting.decidedOn,
      schemeId: state.submission.schemeId,
      outcome,
      amount,
      schedule,
      ...funding,
    },
  });
}

/** The decision was annulled: the case is open again, the decision stays on record. */
export function reopen({ decision, appealId }: ReopenApplication, state: SubmittedApplication): Answer {
  const made = state.decisions.get(decision);
  if (made?.standing === 'annulled') return accept();
  const barred = notInForce(decision, state);
  if (barred) return refuse(barred);
  return accept<ApplicationEvent>({ type: 'ApplicationReopened', data: { decision, appealId } });
}

function notInForce(
  number: number,
  { decision, decisions }: SubmittedApplication,
): ApplicationRefusal | undefined {
  if (decision?.number === number) return undefined;
  const latest = decision?.number;
  return decisions.has(number)
    ? refusal('conflict', 'decision-replaced', `decision ${number} is not in force any more`, { latest })
    : no.decision(number);
}

function faultOfFunding(
  funding: Funding | undefined,
  { abandoned }: SubmittedApplication,
): ApplicationRefusal | undefined {
  if (funding === undefined)
    return refusal('conflict', 'reservation-missing', 'no money is reserved for this grant');
  return abandoned.includes(funding.reservationId)
    ? refusal('conflict', 'reservation-abandoned', 'the money reserved was given up')
    : undefined;
}

/** The decision before the waiting one. */
function replacedBy({ number }: MadeDecision, { decisions }: SubmittedApplication): number {
  return decisions.findLast((made) => made.number < number)!.number;
}
