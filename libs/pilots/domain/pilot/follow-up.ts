import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import type { Of } from './commands.js';
import { inState, outOfRange } from './refusals.js';
import { isDirectorate, numbered, type KnownPilot } from './state.js';

/** The directorates follow a pilot up on the spot. */
export function planVisit({ on, purpose, person }: Of<'PlanVisit'>, state: KnownPilot) {
  if (!isFollowed(state)) return refuse(notFollowed(state));
  const { pilotId, visits } = state;
  return accept<PilotEvent>({
    type: 'VisitPlanned',
    data: { pilotId, visit: visits.size + 1, on, purpose, plannedBy: person },
  });
}

/** What was found. */
export function reportVisit(command: Of<'ReportVisit'>, state: KnownPilot) {
  const { visit, heldOn, findings, person, today } = command;
  if (!isFollowed(state)) return refuse(notFollowed(state));
  if (numbered(state.visits, visit) !== 'planned') return refuse(notPlanned(visit));
  if (heldOn > today) return refuse(outOfRange(`${heldOn} has not come yet`));
  return accept<PilotEvent>({
    type: 'VisitHeld',
    data: { pilotId: state.pilotId, visit, heldOn, findings, reportedBy: person },
  });
}

/** A planned visit does not take place. */
export function cancelVisit({ visit, grounds, person }: Of<'CancelVisit'>, state: KnownPilot) {
  if (!isFollowed(state)) return refuse(notFollowed(state));
  if (numbered(state.visits, visit) !== 'planned') return refuse(notPlanned(visit));
  return accept<PilotEvent>({
    type: 'VisitCancelled',
    data: { pilotId: state.pilotId, visit, cancelledBy: person, grounds },
  });
}

/** A partner or a directorate tells how the pilot goes. */
export function reportStatus(command: Of<'ReportStatus'>, state: KnownPilot) {
  const { period, summary, person, organisation, today } = command;
  if (!isFollowed(state)) return refuse(notFollowed(state));
  const { pilotId, reports } = state;
  const takes =
    isDirectorate(state, organisation) || state.partners.some((each) => each.organisation === organisation);
  if (organisation === undefined || !takes)
    return refuse(refusal('forbidden', 'not-a-party', 'those who take part in the pilot report on it'));
  if (period.to < period.from) return refuse(outOfRange('the period ends before it begins'));
  if (period.to > today) return refuse(outOfRange(`${period.to} has not come yet`));
  return accept<PilotEvent>({
    type: 'StatusReported',
    data: { pilotId, report: reports + 1, period, summary, organisation, reportedBy: person },
  });
}

/** Something may go wrong. */
export function raiseRisk({ type: _, person, ...risk }: Of<'RaiseRisk'>, state: KnownPilot) {
  if (!isFollowed(state)) return refuse(notFollowed(state));
  const { pilotId, risks } = state;
  return accept<PilotEvent>({
    type: 'RiskRaised',
    data: { pilotId, risk: risks.size + 1, ...risk, raisedBy: person },
  });
}

/** It is more or less likely, or bad, than it was. */
export function reassessRisk({ type: _, person, ...assessed }: Of<'ReassessRisk'>, state: KnownPilot) {
  if (!isFollowed(state)) return refuse(notFollowed(state));
  if (numbered(state.risks, assessed.risk) !== 'open') return refuse(notOpen(assessed.risk));
  return accept<PilotEvent>({
    type: 'RiskReassessed',
    data: { pilotId: state.pilotId, ...assessed, reassessedBy: person },
  });
}

/** It is none any more, or happened. */
export function closeRisk({ risk, grounds, person }: Of<'CloseRisk'>, state: KnownPilot) {
  if (!isFollowed(state)) return refuse(notFollowed(state));
  if (numbered(state.risks, risk) !== 'open') return refuse(notOpen(risk));
  return accept<PilotEvent>({
    type: 'RiskClosed',
    data: { pilotId: state.pilotId, risk, closedBy: person, grounds },
  });
}

/** Follow-up begins with the framework and ends with the pilot. */
function isFollowed({ status }: KnownPilot): boolean {
  return status !== 'established' && status !== 'closed';
}

function notFollowed(state: KnownPilot) {
  return inState(state, 'framework-adopted and not closed');
}

function notPlanned(visit: number) {
  return refusal('conflict', 'visit-unknown', `no visit ${visit} is planned`);
}

function notOpen(risk: number) {
  return refusal('conflict', 'risk-unknown', `there is no open risk ${risk}`);
}
