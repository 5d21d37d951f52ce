import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import { closeCohort, openCohort, recountCohort, reportService } from './cohorts.js';
import type { Of, PilotCommand } from './commands.js';
import { abandonLiability, draftContract, signContract } from './contract.js';
import { approveTermination, closePilot, declineTermination, proposeTermination } from './ending.js';
import { evolve } from './evolve.js';
import {
  cancelVisit,
  closeRisk,
  planVisit,
  raiseRisk,
  reassessRisk,
  reportStatus,
  reportVisit,
} from './follow-up.js';
import { adoptFramework, draftFramework } from './framework.js';
import { correct, dismiss, dispute, record, verify } from './measuring.js';
import { joinPartner, linkGrant, removePartner } from './partners.js';
import { historical, unknownPilot, type PilotRefusal } from './refusals.js';
import type { KnownPilot, Pilot } from './state.js';

/**
 * A pilot with a social impact bond (velferdsobligasjon), run by two directorates together: what binds the state is
 * adopted, signed and ended by both, and never by one person for both.
 */
export const pilot: Decider<Pilot, PilotCommand, PilotEvent, PilotRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'RegisterHistoricalPilot') return register(command, state);
    if (command.type === 'EstablishPilot') return establish(command, state);
    if (state.status === 'none') return refuse(unknownPilot());
    if (state.status === 'historical') return refuse(historical());
    return decideKnown(command, state);
  },

  evolve,
};

type Later = Exclude<PilotCommand, { type: 'EstablishPilot' | 'RegisterHistoricalPilot' }>;

function decideKnown(command: Later, state: KnownPilot): Decision<PilotEvent, PilotRefusal> {
  switch (command.type) {
    case 'DraftFramework':
      return draftFramework(command, state);
    case 'AdoptFramework':
      return adoptFramework(command, state);
    case 'JoinPartner':
      return joinPartner(command, state);
    case 'RemovePartner':
      return removePartner(command, state);
    case 'LinkDevelopmentGrant':
      return linkGrant(command, state);
    case 'DraftContract':
      return draftContract(command, state);
    case 'SignContract':
      return signContract(command, state);
    case 'AbandonLiability':
      return abandonLiability(command, state);
    case 'OpenCohort':
      return openCohort(command, state);
    case 'CloseCohort':
      return closeCohort(command, state);
    case 'RecountCohort':
      return recountCohort(command, state);
    case 'ReportService':
      return reportService(command, state);
    case 'PlanVisit':
      return planVisit(command, state);
    case 'ReportVisit':
      return reportVisit(command, state);
    case 'CancelVisit':
      return cancelVisit(command, state);
    case 'ReportStatus':
      return reportStatus(command, state);
    case 'RaiseRisk':
      return raiseRisk(command, state);
    case 'ReassessRisk':
      return reassessRisk(command, state);
    case 'CloseRisk':
      return closeRisk(command, state);
    case 'RecordMeasurement':
      return record(command, state);
    case 'VerifyMeasurement':
      return verify(command, state);
    case 'DisputeMeasurement':
      return dispute(command, state);
    case 'DismissDispute':
      return dismiss(command, state);
    case 'CorrectMeasurement':
      return correct(command, state);
    case 'ProposeTermination':
      return proposeTermination(command, state);
    case 'ApproveTermination':
      return approveTermination(command, state);
    case 'DeclineTermination':
      return declineTermination(command, state);
    case 'ClosePilot':
      return closePilot(command, state);
  }
}

function establish({ type: _, person: establishedBy, ...pilotOf }: Of<'EstablishPilot'>, state: Pilot) {
  if (state.status !== 'none')
    return refuse(refusal('conflict', 'pilot-exists', `there is a pilot ${pilotOf.pilotId} already`));
  const [one, other] = pilotOf.directorates;
  if (one === other)
    return refuse(
      refusal('invalid', 'same-directorates', 'a pilot is run by two directorates, not by one twice'),
    );
  return accept<PilotEvent>({ type: 'PilotEstablished', data: { ...pilotOf, establishedBy } });
}

/** Again with what is on record changes nothing; a later state of the data set takes its place. */
function register({ pilotId, bond }: Of<'RegisterHistoricalPilot'>, state: Pilot) {
  if (state.status !== 'none' && state.status !== 'historical')
    return refuse(refusal('conflict', 'pilot-exists', `there is a pilot ${pilotId} already`));
  if (state.status === 'historical' && sameJson(state.bond, bond)) return accept<PilotEvent>();
  return accept<PilotEvent>({ type: 'HistoricalPilotRegistered', data: { pilotId, bond } });
}
