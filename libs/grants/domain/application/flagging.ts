import { barredFrom, type Impartiality } from '#impartiality/impartiality.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

/** Whether a person prepared a decision, or made it. */
export function hadPartIn({ preparers, decisionMaker }: MadeDecision, person: string): boolean {
  return decisionMaker === person || preparers.includes(person);
}

/** What a conflict that comes on record means for the decision, where the person prepared or made it. */
export function flaggedBy(
  { decision, flagged }: SubmittedApplication,
  person: string,
  known: Impartiality,
): ApplicationEvent[] {
  if (!decision || !hadPartIn(decision, person) || flagged?.persons.includes(person)) return [];
  const part = decision.decisionMaker === person ? 'mayDecide' : 'mayPrepare';
  if (barredFrom(known, part)?.code !== 'conflict-of-interest') return [];
  return [{ type: 'DecisionFlagged', data: { decision: decision.number, person } }];
}
