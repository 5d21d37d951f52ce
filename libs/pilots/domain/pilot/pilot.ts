import type { Decider } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { refusal } from '#eventsourcing/refusal.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { mistypedAmong } from '#organisations/refusals.js';
import type { PilotEvent } from '../../contract/events.js';
import type { HistoricalBond } from '../../contract/historical.js';
import type { Answer } from './answers.js';
import { partnerAccounts } from './account.js';
import { cohorts } from './cohorts.js';
import { contracts } from './contract.js';
import { endings } from './ending.js';
import { evolve } from './evolve.js';
import { followUp } from './follow-up.js';
import { frameworks } from './framework.js';
import { impartialities } from './impartiality.js';
import { measurements } from './measuring.js';
import { partners } from './partners.js';
import { historical, unknownPilot, type PilotRefusal } from './refusals.js';
import type { Pilot } from './state.js';

interface EstablishPilot {
  readonly type: 'EstablishPilot';
  readonly pilotId: string;
  readonly schemeId: string;
  readonly directorates: readonly [string, string];
  readonly title: string;
  readonly targetGroup: string;
  readonly currency: string;
  readonly person: string;
}

function establish({ type: _, person: establishedBy, ...pilotOf }: EstablishPilot, state: Pilot): Answer {
  if (state.status !== 'none')
    return refuse(refusal('conflict', 'pilot-exists', `there is a pilot ${pilotOf.pilotId} already`));
  const [one, other] = pilotOf.directorates;
  const mistyped = mistypedAmong({ directorate: one, together: other });
  if (mistyped) return refuse(mistyped);
  if (sameOrganisation(one, other))
    return refuse(
      refusal('invalid', 'same-directorates', 'a pilot is run by two directorates, not by one twice'),
    );
  return accept<PilotEvent>({ type: 'PilotEstablished', data: { ...pilotOf, establishedBy } });
}

interface RegisterHistoricalPilot {
  readonly type: 'RegisterHistoricalPilot';
  readonly pilotId: string;
  readonly bond: HistoricalBond;
}

/** Again with what is on record changes nothing; a later state of the data set takes its place. */
function register({ pilotId, bond }: RegisterHistoricalPilot, state: Pilot): Answer {
  if (state.status !== 'none' && state.status !== 'historical')
    return refuse(refusal('conflict', 'pilot-exists', `there is a pilot ${pilotId} already`));
  if (state.status === 'historical' && sameJson(state.bond, bond)) return accept<PilotEvent>();
  return accept<PilotEvent>({ type: 'HistoricalPilotRegistered', data: { pilotId, bond } });
}

/** How a pilot comes to be known, and what one that was established here answers. */
const BEGINNING = { EstablishPilot: establish, RegisterHistoricalPilot: register };
const KNOWN = {
  ...frameworks,
  ...partners,
  ...partnerAccounts,
  ...contracts,
  ...cohorts,
  ...followUp,
  ...measurements,
  ...endings,
  ...impartialities,
};

/** What a pilot can be asked to do. */
export type PilotCommand = CommandOf<typeof BEGINNING> | CommandOf<typeof KNOWN>;

/**
 * A pilot with a social impact bond (velferdsobligasjon), run by two directorates together: what binds the state is
 * adopted, signed and ended by both, and never by one person for both.
 */
export const pilot: Decider<Pilot, PilotCommand, PilotEvent, PilotRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'EstablishPilot' || command.type === 'RegisterHistoricalPilot')
      return answer(BEGINNING, command, state);
    if (state.status === 'none') return refuse(unknownPilot());
    if (state.status === 'historical') return refuse(historical());
    return answer(KNOWN, command, state);
  },
};
