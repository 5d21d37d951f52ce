import { barredFrom, type Impartiality, type OfficialPart } from '#impartiality/impartiality.js';
import type {
  ApplicationEvent,
  DecidedElsewhere,
  DecisionFlagged,
  FlaggedChange,
} from '../../contract/events.js';
import { leavesGrant } from '../../contract/events/flagged-decision.js';
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

/** What of a flagged decision is undone for itself, so that others decide on it again. */
export function changesOf({ flagged }: SubmittedApplication): readonly FlaggedChange[] {
  return (flagged?.of ?? []).filter(isChange);
}

/** Claims in which somebody with a conflict had a part, by the ids of their recoveries. */
export function flaggedClaimsOf({ flagged }: SubmittedApplication): readonly string[] {
  return (flagged?.of ?? []).flatMap((each) => (each.kind === 'recovery' ? [each.id] : []));
}

/** Whether nothing is paid by the decision for now. */
export function paysNothing({ flagged }: SubmittedApplication): boolean {
  return flagged !== undefined && !flagged.paysOn;
}

/** The flag once somebody else, or something else they had a part in, is found. */
export function flaggedWith(
  { flagged }: SubmittedApplication,
  { decision, person, of: elsewhere }: DecisionFlagged['data'],
): Flagged {
  const { persons = [], standIns = [], of = [], itself } = flagged ?? {};
  const others = elsewhere ? [...of, elsewhere] : of;
  const paysOn = elsewhere && leavesGrant(elsewhere) && (!flagged || flagged.paysOn === true);
  return {
    decision,
    persons: [...persons, person],
    ...(others.length > 0 ? { of: others } : {}),
    standIns,
    ...(itself || !elsewhere ? { itself: true as const } : {}),
    ...(paysOn ? { paysOn } : {}),
  };
}

/** The flag once changes are annulled: what stands without them is looked at, where they changed the grant. */
export function afterAnnulling(flagged: Flagged, annulled: readonly FlaggedChange[]): Flagged | undefined {
  const of = (flagged.of ?? []).filter((each) => !isAmong(each, annulled));
  return flagged.paysOn && of.length === 0 ? undefined : { ...flagged, of };
}

/** What of a flag outlives the decision: another one says nothing of a claim, or of what was refused. */
export function outliving(flagged: Flagged | undefined): Flagged | undefined {
  const of = flagged?.of?.filter(leavesGrant) ?? [];
  if (!flagged || of.length === 0) return undefined;
  const { itself: _, ...rest } = flagged;
  return { ...rest, of, paysOn: true };
}

type Flagged = NonNullable<SubmittedApplication['flagged']>;

function isChange(each: DecidedElsewhere): each is FlaggedChange {
  return each.kind !== 'appeal';
}

/** Whether a change is one of these. */
export function isAmong(one: DecidedElsewhere, others: readonly DecidedElsewhere[]): boolean {
  return others.some((each) => isSame(one, each));
}

function isSame(one: DecidedElsewhere, other: DecidedElsewhere): boolean {
  if ('id' in one) return 'id' in other && one.kind === other.kind && one.id === other.id;
  return 'number' in other && one.kind === other.kind && one.number === other.number;
}
