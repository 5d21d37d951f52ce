import type { PilotEvent } from '../../contract/events.js';
import type { RiskLevel } from '../../contract/pilot.js';
import type { TermsPeriod } from '../../contract/terms.js';
import type { ReadEvent } from '../pilot-log.js';

/** How a pilot is followed up; words are `null` where their key was erased. */
export interface FollowUpView {
  readonly visits: readonly VisitView[];
  readonly statusReports: readonly StatusReportView[];
  readonly risks: readonly RiskView[];
}

/** A visit. */
export interface VisitView {
  readonly visit: number;
  readonly state: 'planned' | 'held' | 'cancelled';
  readonly on: string;
  readonly purpose: string | null;
  readonly plannedBy: string;
  readonly heldOn?: string;
  readonly findings?: string | null;
  readonly grounds?: string | null;
}

/** A report on how the pilot goes. */
export interface StatusReportView {
  readonly report: number;
  readonly period: TermsPeriod;
  readonly organisation: string;
  readonly reportedBy: string;
  readonly summary: string | null;
}

/** A risk as it was assessed last. */
export interface RiskView {
  readonly risk: number;
  readonly state: 'open' | 'closed';
  readonly title: string | null;
  readonly likelihood: RiskLevel;
  readonly consequence: RiskLevel;
  readonly measure?: string | null;
  readonly grounds?: string | null;
}

/** Visits, reports and risks after these events, each in the order of its number. */
export function followUpView(events: readonly ReadEvent<PilotEvent>[]): FollowUpView {
  const visits: VisitView[] = [];
  const statusReports: StatusReportView[] = [];
  const risks: RiskView[] = [];
  for (const { type, data } of events) {
    switch (type) {
      case 'VisitPlanned': {
        const { visit, on, purpose, plannedBy } = data;
        visits.push({ visit, state: 'planned', on, purpose, plannedBy });
        break;
      }
      case 'VisitHeld': {
        const { visit, heldOn, findings } = data;
        visits[visit - 1] = { ...visits[visit - 1]!, state: 'held', heldOn, findings };
        break;
      }
      case 'VisitCancelled': {
        const { visit, grounds } = data;
        visits[visit - 1] = { ...visits[visit - 1]!, state: 'cancelled', grounds };
        break;
      }
      case 'StatusReported': {
        const { report, period, organisation, reportedBy, summary } = data;
        statusReports.push({ report, period, organisation, reportedBy, summary });
        break;
      }
      case 'RiskRaised': {
        const { risk, title, likelihood, consequence, measure } = data;
        risks.push({ risk, state: 'open', title, likelihood, consequence, ...given(measure) });
        break;
      }
      case 'RiskReassessed': {
        const { risk, likelihood, consequence, measure } = data;
        risks[risk - 1] = { ...risks[risk - 1]!, likelihood, consequence, ...given(measure) };
        break;
      }
      case 'RiskClosed': {
        const { risk, grounds } = data;
        risks[risk - 1] = { ...risks[risk - 1]!, state: 'closed', grounds };
        break;
      }
      default:
    }
  }
  return { visits, statusReports, risks };
}

function given(measure: string | null | undefined) {
  return measure === undefined ? {} : { measure };
}
