import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { Impartiality, SubmittedApplication } from './state.js';
import { OPEN } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;
type Declared = NonNullable<Impartiality['declared']>;

/** Persons who may declare, or be ruled on, in one case. */
export const MOST_DECLARANTS = 200;
/** How often one person may declare in a case, changes of mind included. */
export const MOST_DECLARATIONS = 20;
/** How often one person's impartiality may be ruled on in a case. */
export const MOST_RULINGS = 20;

/** What a person declares on their impartiality in passing. */
export interface Declaration {
  readonly conflict: boolean;
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}

/** What a declaration says; a conflict goes before a doubt. */
export function declaredBy({ conflict, doubt = false }: Omit<Declaration, 'statement'>): Declared {
  if (conflict) return 'conflict';
  return doubt ? 'doubt' : 'no-conflict';
}

/** An official declares on a conflict of interest, or asks a superior to rule. */
interface DeclareImpartiality {
  readonly type: 'DeclareImpartiality';
  readonly person: string;
  readonly conflict: boolean;
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}

/** Records a declaration; a changed mind is a new declaration. */
function declareImpartiality(command: DeclareImpartiality, state: SubmittedApplication): Answer {
  const { person, conflict, doubt, statement } = command;
  if (!OPEN.has(state.status)) return refuse(no.longerOpen(state.status));
  const before = state.impartiality.get(person) ?? {};
  const declared = declaredBy(command);
  if (before.declared === declared) return accept();
  // Nobody clears themselves of a conflict, of a doubt or of what a superior ruled.
  const cleared = before.ruling?.mayDecide === true;
  if (
    declared === 'no-conflict' &&
    !cleared &&
    (before.ruling !== undefined || before.declared !== undefined)
  )
    return refuse(barredFromDeciding(state, person) ?? no.impartiality());
  const many = declaredTooOften(state, person);
  if (many) return refuse(many);
  return accept<ApplicationEvent>({
    type: 'ImpartialityDeclared',
    data: { person, conflict, ...(doubt === true ? { doubt } : {}), statement },
  });
}

/** A superior rules whether a person is impartial. */
interface RuleOnImpartiality {
  readonly type: 'RuleOnImpartiality';
  readonly superior: string;
  readonly person: string;
  readonly disqualified: boolean;
  /** Of someone disqualified because their superior is: they may prepare, but not decide. */
  readonly mayPrepare?: boolean | undefined;
  readonly grounds: string;
}

/** A superior, another person without a conflict, rules whether somebody is impartial. */
function ruleOnImpartiality(command: RuleOnImpartiality, state: SubmittedApplication): Answer {
  const { superior, person, disqualified, grounds } = command;
  if (!OPEN.has(state.status)) return refuse(no.longerOpen(state.status));
  if (superior === person) return refuse(no.ownImpartiality());
  if (isConflicted(state, superior)) return refuse(no.impartiality());
  if (grounds.trim() === '') return refuse(no.grounds());
  const known = state.impartiality.get(person);
  if ((known?.rulings ?? 0) >= MOST_RULINGS) return refuse(no.rulings(MOST_RULINGS));
  if (!known && state.impartiality.size >= MOST_DECLARANTS) return refuse(no.declarants(MOST_DECLARANTS));
  return accept<ApplicationEvent>({
    type: 'ImpartialityRuled',
    data: {
      person,
      ruledBy: superior,
      disqualified,
      mayPrepare: !disqualified || command.mayPrepare === true,
      mayDecide: !disqualified,
      grounds,
    },
  });
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
  const { declared, ruling } = state.impartiality.get(person) ?? {};
  if (declared === undefined) return no.declaration();
  if (ruling) return ruling.mayPrepare ? undefined : no.impartiality();
  return declared === 'no-conflict' ? undefined : unruled(declared);
}

/** Why a person may not decide. */
export function barredFromDeciding(
  state: SubmittedApplication,
  person: string,
): ApplicationRefusal | undefined {
  const { declared, ruling } = state.impartiality.get(person) ?? {};
  if (ruling && !ruling.mayDecide) return no.impartiality();
  if (declared === undefined) return no.declaration();
  return ruling || declared === 'no-conflict' ? undefined : unruled(declared);
}

/** Whether a person is known to have a conflict of interest, so that a stand-in has to prepare. */
export function isConflicted(state: SubmittedApplication, person: string): boolean {
  const { declared, ruling } = state.impartiality.get(person) ?? {};
  return ruling ? !ruling.mayPrepare : declared === 'conflict';
}

function unruled(declared: Declared): ApplicationRefusal {
  return declared === 'conflict' ? no.impartiality() : no.ruling();
}

/** Who is impartial in a case. */
export const impartialities = {
  DeclareImpartiality: declareImpartiality,
  RuleOnImpartiality: ruleOnImpartiality,
};
