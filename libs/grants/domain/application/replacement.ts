import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type {
  ApplicationEvent,
  DecisionOutcome,
  Instalment,
  Letter,
  Replacement,
  Replacing,
} from '../../contract/events.js';
import { faultOfAmount } from './assessment.js';
import { no, type ApplicationRefusal } from './refusals.js';
import { faultOfPayments } from './schedule.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** The commitment that holds a grant's money. */
export interface Funding {
  readonly reservationId: string;
  readonly budgetYear: number;
  /** Id of the raise, where the commitment was raised for it. */
  readonly raise?: string | undefined;
}

/**
 * An appeal or the deciding body's own reversal puts a new decision in place of one. `funding` holds the money of a
 * grant; where it is `none-free`, the grant awaits appropriation.
 */
interface ReplaceDecision {
  readonly type: 'ReplaceDecision';
  readonly by: Replacing;
  readonly appealId?: string | undefined;
  /** Number of a reversal of own motion. */
  readonly reversal?: number | undefined;
  /** Number of the decision it takes the place of. */
  readonly replaces: number;
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly conditions: readonly string[];
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule: readonly Instalment[];
  readonly decidedOn: string;
  readonly funding?: Funding | 'none-free' | undefined;
  readonly letter?: Letter | undefined;
}

/** Puts what an appeal led to in place of the decision in force; the same appeal again changes nothing. */
function replaceDecision(command: ReplaceDecision, state: SubmittedApplication): Answer {
  const { by, appealId, reversal, replaces, outcome, amount, schedule } = command;
  const { conditions, payoutConditions, decidedOn } = command;
  if (
    state.decisions.some((made) => made.appealId === appealId && made.reversal === reversal && made.by === by)
  )
    return accept();
  const barred =
    notInForce(replaces, state) ??
    faultOfAmount(outcome, amount, state) ??
    faultOfPayments(command, undefined);
  if (barred) return refuse(barred);
  const replacement: Replacement = {
    decision: state.decisions.length + 1,
    replaces,
    by,
    ...causedBy(command),
    decidedOn,
    schemeId: state.submission.schemeId,
    outcome,
    amount,
    schedule,
    conditions,
    ...(payoutConditions ? { payoutConditions } : {}),
    ...(command.letter ? { letter: command.letter } : {}),
  };
  if (outcome !== 'granted') return accept<ApplicationEvent>({ type: 'DecisionReplaced', data: replacement });
  const { funding } = command;
  if (funding === 'none-free')
    return accept<ApplicationEvent>({ type: 'DecisionAwaitsAppropriation', data: replacement });
  const unfunded = faultOfFunding(funding, state.abandoned);
  if (unfunded) return refuse(unfunded);
  return accept<ApplicationEvent>({ type: 'DecisionReplaced', data: { ...replacement, ...funding } });
}

/** Money came for the decision that awaits appropriation. */
interface FundDecision {
  readonly type: 'FundDecision';
  readonly decision: number;
  readonly funding?: Funding | undefined;
}

/** Money came for the grant that awaits appropriation; a decision that waits no more leaves nothing to do. */
function fundDecision({ decision, funding }: FundDecision, state: SubmittedApplication): Answer {
  const waiting = state.decisions.get(decision);
  if (!waiting) return refuse(no.decision(decision));
  // What waits to be open again was made long ago.
  if (waiting.standing !== 'awaiting-appropriation' || waiting.waitsToReopen) return accept();
  const unfunded = faultOfFunding(funding, state.abandoned);
  if (unfunded) return refuse(unfunded);
  const { outcome, amount, schedule } = waiting;
  return accept<ApplicationEvent>({
    type: 'DecisionReplaced',
    data: {
      decision,
      replaces: replacedBy(waiting, state),
      by: waiting.by === 'approval' ? 'appeal' : waiting.by,
      ...causedBy(waiting),
      decidedOn: waiting.decidedOn,
      schemeId: state.submission.schemeId,
      outcome,
      amount,
      schedule,
      ...funding,
    },
  });
}

/** The appeal body annulled a decision: the application is assessed again. */
interface ReopenApplication {
  readonly type: 'ReopenApplication';
  readonly decision: number;
  readonly appealId?: string | undefined;
  /** Number of a reversal of own motion. */
  readonly reversal?: number | undefined;
}

/** The decision was annulled: the case is open again, the decision stays on record. */
function reopen({ decision, ...cause }: ReopenApplication, state: SubmittedApplication): Answer {
  const made = state.decisions.get(decision);
  if (made?.standing === 'annulled') return accept();
  const barred = notInForce(decision, state);
  if (barred) return refuse(barred);
  return accept<ApplicationEvent>({ type: 'ApplicationReopened', data: { decision, ...causedBy(cause) } });
}

/** The appeal that led to it, or the reversal of own motion. */
function causedBy({
  appealId,
  reversal,
}: {
  readonly appealId?: string | undefined;
  readonly reversal?: number | undefined;
}) {
  return reversal === undefined ? { appealId } : { reversal };
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

/** Why a grant does not stand on that money. */
export function faultOfFunding(
  funding: Funding | undefined,
  abandoned: SubmittedApplication['abandoned'],
): ApplicationRefusal | undefined {
  if (funding === undefined)
    return refusal('conflict', 'reservation-missing', 'no money is reserved for this grant');
  const { reservationId, raise = reservationId } = funding;
  return abandoned.includes(reservationId) || abandoned.includes(raise)
    ? refusal('conflict', 'reservation-abandoned', 'the money reserved was given up')
    : undefined;
}

/** The decision before the waiting one. */
function replacedBy({ number }: MadeDecision, { decisions }: SubmittedApplication): number {
  return decisions.findLast((made) => made.number < number)!.number;
}

/** What an appeal makes of a decision. */
export const replacements = {
  ReplaceDecision: replaceDecision,
  FundDecision: fundDecision,
  ReopenApplication: reopen,
};
