import type { CalendarDate } from '#calendar/oslo.js';
import type { Money } from '#money/money.js';
import type { DecisionOutcome, Instalment, PlannedYear } from '../../contract/events.js';
import type { MadeDecision, SubmittedApplication } from '../../domain/application/state.js';
import type { ReversedFacts } from '../../letters/facts.js';
import type { CaseInWords, QuotedAppealEvent } from './case-words.js';
import { lastOf, type Opened } from './opened-events.js';

/** A decision, made or proposed, with its words. */
export interface Decided {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly grounds: string;
  readonly conditions: readonly string[];
  readonly payoutConditions: readonly string[];
  readonly schedule: readonly Instalment[];
  readonly planned: readonly PlannedYear[];
  readonly preparedBy: readonly string[];
  /** Nobody while it is proposed. */
  readonly approvedBy?: string | undefined;
  /** None while it is proposed. */
  readonly decidedOn?: CalendarDate | undefined;
  /** Made by the appeal body, also as the superior one: nobody is above it. */
  readonly final: boolean;
  /** Up to which event the assessment led to it; undefined where an appeal did. */
  readonly assessedUpTo?: number | undefined;
  /** The earlier decision it takes the place of. */
  readonly reverses?: ReversedFacts | undefined;
}

/** The proposal that is before the decision-maker; undefined when there is none. */
export function proposedIn({ state, events }: CaseInWords): Decided | undefined {
  const proposed = lastOf(events, 'DecisionProposed');
  if (state.status !== 'proposed' || !proposed) return undefined;
  return {
    ...proposed.data,
    payoutConditions: proposed.data.payoutConditions ?? [],
    planned: proposed.data.planned ?? [],
    preparedBy: [...state.preparers],
    final: false,
    assessedUpTo: proposed.revision,
    reverses: annulledBefore(Infinity, state),
  };
}

/** A decision that was made, by approval of a proposal or after the appeal whose events are given. */
export function madeIn(
  theCase: CaseInWords,
  made: MadeDecision,
  appeal: readonly Opened<QuotedAppealEvent>[],
): Decided {
  const { outcome, amount, schedule, decidedOn } = made;
  const numbers = {
    outcome,
    amount,
    schedule,
    decidedOn,
    final: isFinal(made.by),
  };
  if (made.reversal !== undefined) return { ...numbers, ...wordsOfReversal(theCase, made.reversal) };
  if (made.by !== 'approval') return { ...numbers, ...wordsOfAppeal(theCase, made, appeal) };
  const { proposal: number } = made;
  const proposed = lastOf(theCase.events, 'DecisionProposed', ({ proposal }) => proposal === number);
  if (!proposed) throw new Error(`decision ${made.number} of case ${theCase.id} has no proposal`);
  const { grounds, conditions, payoutConditions = [], planned = [] } = proposed.data;
  return {
    ...numbers,
    grounds,
    conditions,
    payoutConditions,
    planned,
    preparedBy: [...made.preparers],
    approvedBy: made.decisionMaker,
    assessedUpTo: proposed.revision,
    reverses: annulledBefore(made.number, theCase.state),
  };
}

/** Whether nobody is above who made a decision. */
export function isFinal(by: MadeDecision['by']): boolean {
  return by === 'appeal' || by === 'superior';
}

/** Its words stand in the proposal to reverse, its conditions where it was put in place. */
export function wordsOfReversal({ id, events, state }: CaseInWords, reversal: number) {
  const ofNumber = (data: { readonly reversal: number }) => data.reversal === reversal;
  const proposed = lastOf(events, 'OwnReversalProposed', ofNumber)?.data;
  const approved = lastOf(events, 'OwnReversalApproved', ofNumber)?.data;
  if (!proposed || !approved) throw new Error(`reversal ${reversal} of case ${id} was approved by nobody`);
  const { grounds, proposer, decision, detriment, newDecision } = proposed;
  const before = state.decisions.get(decision)!.decidedOn;
  return {
    grounds,
    conditions: newDecision?.conditions ?? [],
    payoutConditions: newDecision?.payoutConditions ?? [],
    planned: [],
    preparedBy: [proposer],
    approvedBy: approved.approver,
    reverses: { decidedOn: before, because: 'own-motion', detriment },
  } as const;
}

/** Its conditions stand where it began to wait for money, if it did. */
function wordsOfAppeal(
  { id, events, state }: CaseInWords,
  { number, by }: MadeDecision,
  appeal: readonly Opened<QuotedAppealEvent>[],
) {
  const sameNumber = ({ decision }: { readonly decision: number }) => decision === number;
  const { conditions, payoutConditions } = (lastOf(events, 'DecisionAwaitsAppropriation', sameNumber) ??
    lastOf(events, 'DecisionReplaced', sameNumber))!.data;
  const outcome = wordsOfOutcome(appeal, decisionBefore(number, state)!.decidedOn);
  if (!outcome) throw new Error(`decision ${number} of case ${id} came ${by} and no appeal says why`);
  return {
    ...outcome,
    conditions: conditions ?? [],
    payoutConditions: payoutConditions ?? [],
    planned: [],
  };
}

/** What the letter of a decision says that came of an appeal against the one of that day. */
export function wordsOfOutcome(appeal: readonly Opened<QuotedAppealEvent>[], decidedOn: CalendarDate) {
  const outcome = outcomeOfAppeal(appeal);
  if (!outcome) return undefined;
  const { grounds, preparedBy, approvedBy } = outcome;
  const detriment = 'detriment' in outcome ? outcome.detriment : undefined;
  return { grounds, preparedBy, approvedBy, reverses: { decidedOn, because: 'appeal', detriment } } as const;
}

function annulledBefore(number: number, state: SubmittedApplication): ReversedFacts | undefined {
  const last = decisionBefore(number, state);
  return last?.standing === 'annulled' ? { decidedOn: last.decidedOn, because: 'annulled' } : undefined;
}

function decisionBefore(number: number, { decisions }: SubmittedApplication): MadeDecision | undefined {
  return decisions.findLast((each) => each.number < number);
}

/** What came of an appeal: why, and by whom; whoever decided alone, at the appeal body, prepared nothing before. */
export function outcomeOfAppeal(appeal: readonly Opened<QuotedAppealEvent>[]) {
  const outcome = appeal.at(-1);
  switch (outcome?.type) {
    case 'AppealDismissed': {
      const proposed = lastOf(appeal, 'AppealDismissalProposed')!.data;
      const { approver, decidedOn } = outcome.data;
      return {
        ...outcome,
        grounds: proposed.grounds,
        preparedBy: [proposed.proposer],
        approvedBy: approver,
        decidedOn,
      };
    }
    case 'AppealReversed': {
      const proposed = lastOf(appeal, 'ReversalProposed')!.data;
      const { approver } = outcome.data;
      const { proposer, grounds, detriment } = proposed;
      return { ...outcome, grounds, detriment, preparedBy: [proposer], approvedBy: approver };
    }
    case 'AppealLetStand':
    case 'AppealChangedDecision':
    case 'AppealAnnulledDecision': {
      const { grounds, decider } = outcome.data;
      const detriment = outcome.type === 'AppealChangedDecision' ? outcome.data.detriment : undefined;
      return { ...outcome, grounds, detriment, preparedBy: [], approvedBy: decider };
    }
    default:
      return undefined;
  }
}
