import { barredFrom, type Impartiality, type OfficialPart } from '#impartiality/impartiality.js';
import type { ApplicationEvent, DecidedElsewhere, FlaggedChange } from '../../contract/events.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

/** A person's part in what another stream of the case tells: it led to the decision in force, or changed the grant since. */
export interface PartElsewhere {
  readonly of: DecidedElsewhere;
  readonly as: OfficialPart;
}

/** Whether a person prepared a decision, or made it. */
export function hadPartIn({ preparers, decisionMaker }: MadeDecision, person: string): boolean {
  return decisionMaker === person || preparers.includes(person);
}

/** Whether a person had a part in what is flagged, be it the decision itself or what changed the grant since. */
export function hadPartInFlagged(
  { decisions, flagged }: SubmittedApplication,
  person: string,
  parts: readonly PartElsewhere[] = [],
): boolean {
  if (!flagged) return false;
  const made = decisions.get(flagged.decision)!;
  const isFlagged = ({ of }: PartElsewhere) =>
    (of.kind === 'appeal' && of.id === made.appealId) || flagged.of?.some((each) => isSame(each, of));
  return hadPartIn(made, person) || parts.some(isFlagged);
}

/** What a conflict that comes on record means for the decision, where the person prepared or made it, or what changed it. */
export function flaggedBy(
  { decision, flagged }: SubmittedApplication,
  person: string,
  {
    known,
    parts = [],
  }: { readonly known: Impartiality; readonly parts?: readonly PartElsewhere[] | undefined },
): ApplicationEvent[] {
  if (!decision || flagged?.persons.includes(person)) return [];
  const flag = (of?: DecidedElsewhere): ApplicationEvent[] => [
    { type: 'DecisionFlagged', data: { decision: decision.number, person, ...(of ? { of } : {}) } },
  ];
  const conflicted = (part: OfficialPart) => barredFrom(known, part)?.code === 'conflict-of-interest';
  const own = decision.decisionMaker === person ? 'mayDecide' : 'mayPrepare';
  const itself = hadPartIn(decision, person) && conflicted(own) ? flag() : [];
  return [...itself, ...parts.filter(({ as }) => conflicted(as)).flatMap(({ of }) => flag(of))];
}

/** What of a flagged decision is undone in the award, so that others decide on it again. */
export function changesOf({ flagged }: SubmittedApplication): readonly FlaggedChange[] {
  return (flagged?.of ?? []).filter((each) => each.kind !== 'appeal');
}

/** Whether a change is one of these. */
export function isAmong(one: DecidedElsewhere, others: readonly DecidedElsewhere[]): boolean {
  return others.some((each) => isSame(one, each));
}

function isSame(one: DecidedElsewhere, other: DecidedElsewhere): boolean {
  if (one.kind === 'appeal') return other.kind === 'appeal' && one.id === other.id;
  return other.kind === one.kind && one.number === other.number;
}
