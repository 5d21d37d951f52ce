import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import type { RiskLevel } from '../../contract/pilot.js';
import type { TermsPeriod } from '../../contract/terms.js';
import { whileFollowed, type Acting, type Answer } from './answers.js';
import { outOfRange } from './refusals.js';
import { isDirectorate, numbered, type KnownPilot } from './state.js';

/** The directorates follow a pilot up on the spot. */
interface PlanVisit {
  readonly type: 'PlanVisit';
  readonly on: string;
  readonly purpose: string;
  readonly person: string;
  /** Calendar date in Oslo, here and below. */
  readonly today: string;
}

function planVisit({ on, purpose, person, today }: PlanVisit, state: KnownPilot): Answer {
  const { pilotId, visits } = state;
  return accept<PilotEvent>({
    type: 'VisitPlanned',
    data: { pilotId, visit: visits.size + 1, on, plannedOn: today, purpose, plannedBy: person },
  });
}

/** What was found. */
interface ReportVisit {
  readonly type: 'ReportVisit';
  readonly visit: number;
  readonly heldOn: string;
  readonly findings: string;
  readonly person: string;
  readonly today: string;
}

/** It was held on a day from that of its planning on. */
function reportVisit({ visit, heldOn, findings, person, today }: ReportVisit, state: KnownPilot): Answer {
  if (numbered(state.visits, visit) !== 'planned') return refuse(notPlanned(visit));
  const planned = { what: 'the visit was planned', day: numbered(state.visitsPlannedOn, visit) };
  const fault = faultOfDay({ member: 'heldOn', day: heldOn, today, after: planned });
  if (fault) return refuse(fault);
  return accept<PilotEvent>({
    type: 'VisitHeld',
    data: { pilotId: state.pilotId, visit, heldOn, findings, reportedBy: person },
  });
}

/** A planned visit does not take place. */
interface CancelVisit {
  readonly type: 'CancelVisit';
  readonly visit: number;
  readonly grounds: string;
  readonly person: string;
}

function cancelVisit({ visit, grounds, person }: CancelVisit, state: KnownPilot): Answer {
  if (numbered(state.visits, visit) !== 'planned') return refuse(notPlanned(visit));
  return accept<PilotEvent>({
    type: 'VisitCancelled',
    data: { pilotId: state.pilotId, visit, cancelledBy: person, grounds },
  });
}

/** A partner or a directorate tells how the pilot goes. */
interface ReportStatus extends Acting {
  readonly type: 'ReportStatus';
  readonly period: TermsPeriod;
  readonly summary: string;
  readonly today: string;
}

function reportStatus(command: ReportStatus, state: KnownPilot): Answer {
  const { period, summary, person, organisation, today } = command;
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
interface RaiseRisk {
  readonly type: 'RaiseRisk';
  readonly title: string;
  readonly likelihood: RiskLevel;
  readonly consequence: RiskLevel;
  readonly measure?: string | undefined;
  readonly person: string;
}

function raiseRisk({ type: _, person, ...risk }: RaiseRisk, state: KnownPilot): Answer {
  const { pilotId, risks } = state;
  return accept<PilotEvent>({
    type: 'RiskRaised',
    data: { pilotId, risk: risks.size + 1, ...risk, raisedBy: person },
  });
}

/** It is more or less likely, or bad, than it was. */
interface ReassessRisk {
  readonly type: 'ReassessRisk';
  readonly risk: number;
  readonly likelihood: RiskLevel;
  readonly consequence: RiskLevel;
  readonly measure?: string | undefined;
  readonly person: string;
}

function reassessRisk({ type: _, person, ...assessed }: ReassessRisk, state: KnownPilot): Answer {
  if (numbered(state.risks, assessed.risk) !== 'open') return refuse(notOpen(assessed.risk));
  return accept<PilotEvent>({
    type: 'RiskReassessed',
    data: { pilotId: state.pilotId, ...assessed, reassessedBy: person },
  });
}

/** It is none any more, or happened. */
interface CloseRisk {
  readonly type: 'CloseRisk';
  readonly risk: number;
  readonly grounds: string;
  readonly person: string;
}

function closeRisk({ risk, grounds, person }: CloseRisk, state: KnownPilot): Answer {
  if (numbered(state.risks, risk) !== 'open') return refuse(notOpen(risk));
  return accept<PilotEvent>({
    type: 'RiskClosed',
    data: { pilotId: state.pilotId, risk, closedBy: person, grounds },
  });
}

/** Visits, status reports and risks. */
export const followUp = {
  PlanVisit: whileFollowed(planVisit),
  ReportVisit: whileFollowed(reportVisit),
  CancelVisit: whileFollowed(cancelVisit),
  ReportStatus: whileFollowed(reportStatus),
  RaiseRisk: whileFollowed(raiseRisk),
  ReassessRisk: whileFollowed(reassessRisk),
  CloseRisk: whileFollowed(closeRisk),
};

function notPlanned(visit: number) {
  return refusal('conflict', 'visit-unknown', `no visit ${visit} is planned`);
}

function notOpen(risk: number) {
  return refusal('conflict', 'risk-unknown', `there is no open risk ${risk}`);
}
