import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import {
  afterDeclaration,
  afterRuling,
  barredFrom,
  clearsThemselves,
  declaredBy,
  isConflicted as hasConflict,
  MOST_DECLARANTS,
  MOST_DECLARATIONS,
  MOST_RULINGS,
  type Declaration,
} from '#impartiality/impartiality.js';
import { flaggedBy, type PartElsewhere } from './flagging.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** An official declares on a conflict of interest, or asks a superior to rule. */
interface DeclareImpartiality extends Declaration {
  readonly type: 'DeclareImpartiality';
  readonly person: string;
  /** Their part in what other streams of the case tell. */
  readonly parts?: readonly PartElsewhere[] | undefined;
}

/** Records a declaration, whatever state the case is in; a changed mind is a new declaration. */
function declareImpartiality(command: DeclareImpartiality, state: SubmittedApplication): Answer {
  const { person, conflict, doubt, statement } = command;
  const before = state.impartiality.get(person);
  const declared = declaredBy(command);
  if (before?.declared === declared) return accept();
  if (clearsThemselves(before, declared))
    return refuse(barredFromDeciding(state, person) ?? no.impartiality());
  const many = declaredTooOften(state, person);
  if (many) return refuse(many);
  return accept<ApplicationEvent>(
    {
      type: 'ImpartialityDeclared',
      data: { person, conflict, ...(doubt === true ? { doubt } : {}), statement },
    },
    ...flaggedBy(state, person, { known: afterDeclaration(before, declared), parts: command.parts }),
  );
}

/** A superior rules whether a person is impartial. */
interface RuleOnImpartiality {
  readonly type: 'RuleOnImpartiality';
  readonly superior: string;
  readonly person: string;
  readonly disqualified: boolean;
  /** Of someone disqualified because their superior is: they may prepare, but not decide. */
  readonly mayPrepare?: boolean | undefined;
  /** The person's part in what other streams of the case tell. */
  readonly parts?: readonly PartElsewhere[] | undefined;
  readonly grounds: string;
}

/** A superior, another person without a conflict, rules whether somebody is impartial. */
function ruleOnImpartiality(command: RuleOnImpartiality, state: SubmittedApplication): Answer {
  const { superior, person, disqualified, grounds } = command;
  if (superior === person) return refuse(no.ownImpartiality());
  if (isConflicted(state, superior)) return refuse(no.impartiality());
  if (grounds.trim() === '') return refuse(no.grounds());
  const known = state.impartiality.get(person);
  if ((known?.rulings ?? 0) >= MOST_RULINGS) return refuse(no.rulings(MOST_RULINGS));
  if (!known && state.impartiality.size >= MOST_DECLARANTS) return refuse(no.declarants(MOST_DECLARANTS));
  const ruling = { mayPrepare: !disqualified || command.mayPrepare === true, mayDecide: !disqualified };
  return accept<ApplicationEvent>(
    { type: 'ImpartialityRuled', data: { person, ruledBy: superior, disqualified, ...ruling, grounds } },
    ...flaggedBy(state, person, { known: afterRuling(known, ruling), parts: command.parts }),
  );
}

/** Why a person may not declare once more: a case is folded and read with all that was declared in it. */
export function declaredTooOften(
  { impartiality }: SubmittedApplication,
  person: string,
): ApplicationRefusal | undefined {
  const known = impartiality.get(person);
  if ((known?.declarations ?? 0) >= MOST_DECLARATIONS) return no.declarations(MOST_DECLARATIONS);
  if (known === undefined && impartiality.size >= MOST_DECLARANTS) return no.declarants(MOST_DECLARANTS);
  return undefined;
}

/** Why a person may not take a step that prepares the decision. */
export function barredFromPreparing(
  state: SubmittedApplication,
  person: string,
): ApplicationRefusal | undefined {
  return barredFrom(state.impartiality.get(person), 'mayPrepare');
}

/** Why a person may not decide. */
export function barredFromDeciding(
  state: SubmittedApplication,
  person: string,
): ApplicationRefusal | undefined {
  return barredFrom(state.impartiality.get(person), 'mayDecide');
}

/** Why a person may not name who acts in another's place: nothing has to be declared for that. */
export function barredFromNaming(
  state: SubmittedApplication,
  person: string,
): ApplicationRefusal | undefined {
  const barred = barredFromDeciding(state, person);
  return barred?.code === 'impartiality-not-declared' ? undefined : barred;
}

/** Whether a person is known to have a conflict of interest, so that a stand-in has to prepare. */
export function isConflicted(state: SubmittedApplication, person: string): boolean {
  return hasConflict(state.impartiality.get(person));
}

/** Who is impartial in a case. */
export const impartialities = {
  DeclareImpartiality: declareImpartiality,
  RuleOnImpartiality: ruleOnImpartiality,
};
