import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import {
  barredFrom,
  clearsThemselves,
  declaredBy,
  isConflicted,
  MOST_DECLARANTS,
  MOST_DECLARATIONS,
  MOST_RULINGS,
  no,
  type Declaration,
} from '#impartiality/impartiality.js';
import type { PilotEvent } from '../../contract/events.js';
import type { Answer } from './answers.js';
import type { KnownPilot } from './state.js';

/** An official declares on a conflict of interest in the pilot, or asks a superior to rule. */
interface DeclarePilotImpartiality extends Declaration {
  readonly type: 'DeclarePilotImpartiality';
  readonly person: string;
}

/** In every state of the pilot; a changed mind is a new declaration, but nobody clears themselves. */
function declare(command: DeclarePilotImpartiality, state: KnownPilot): Answer {
  const { person, conflict, doubt, statement } = command;
  const known = state.impartiality.get(person);
  const declared = declaredBy(command);
  if (known?.declared === declared) return accept<PilotEvent>();
  if (clearsThemselves(known, declared)) return refuse(barredFrom(known, 'mayDecide') ?? no.impartiality());
  if ((known?.declarations ?? 0) >= MOST_DECLARATIONS) return refuse(no.declarations(MOST_DECLARATIONS));
  if (!known && state.impartiality.size >= MOST_DECLARANTS) return refuse(no.declarants(MOST_DECLARANTS));
  const { pilotId } = state;
  return accept<PilotEvent>({
    type: 'PilotImpartialityDeclared',
    data: {
      pilotId,
      person,
      conflict,
      ...(doubt === true ? { doubt } : {}),
      ...(declared === 'conflict' ? { looksBack: true } : {}),
      statement,
    },
  });
}

/** A superior rules whether a person is impartial. */
interface RuleOnPilotImpartiality {
  readonly type: 'RuleOnPilotImpartiality';
  readonly superior: string;
  readonly person: string;
  readonly disqualified: boolean;
  /** Of someone disqualified because their superior is: they may prepare, but not decide. */
  readonly mayPrepare?: boolean | undefined;
  readonly grounds: string;
}

/** A superior, another person without a conflict, rules; the latest ruling counts. */
function rule(command: RuleOnPilotImpartiality, state: KnownPilot): Answer {
  const { superior, person, disqualified, grounds } = command;
  if (superior === person) return refuse(no.ownImpartiality());
  if (isConflicted(state.impartiality.get(superior))) return refuse(no.impartiality());
  if (grounds.trim() === '') return refuse(refusal('invalid', 'grounds-missing', 'this step needs grounds'));
  const known = state.impartiality.get(person);
  if ((known?.rulings ?? 0) >= MOST_RULINGS) return refuse(no.rulings(MOST_RULINGS));
  if (!known && state.impartiality.size >= MOST_DECLARANTS) return refuse(no.declarants(MOST_DECLARANTS));
  const ruling = { mayPrepare: !disqualified || command.mayPrepare === true, mayDecide: !disqualified };
  const { pilotId } = state;
  return accept<PilotEvent>({
    type: 'PilotImpartialityRuled',
    data: {
      pilotId,
      person,
      ruledBy: superior,
      disqualified,
      ...ruling,
      ...(disqualified ? { looksBack: true } : {}),
      grounds,
    },
  });
}

/** Who is impartial in a pilot. */
export const impartialities = { DeclarePilotImpartiality: declare, RuleOnPilotImpartiality: rule };
