import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import { replacedIn, type Replacements } from '#eventsourcing/replaced-proposals.js';
import type { ReportCommand } from './report.js';
import type { Report } from './state.js';

// A report is the party's own: nobody prepares its approval.
const PREPARATIONS: Preparations<ReportCommand, Exclude<Report, { status: 'none' }>> = {
  ApproveReportWaiver: ({ waiver }) => preparedBy(waiver?.proposers.last()),
};

/** Whose work a command on a report decides on. */
export function preparationsOf(command: ReportCommand, state: Report): readonly Preparation[] {
  return state.status === 'none' ? [] : preparationsIn(PREPARATIONS, command, state);
}

const REPLACEMENTS: Replacements<ReportCommand, Exclude<Report, { status: 'none' }>> = {
  ApproveReportWaiver: ({ waiver }) => (waiver?.proposers.size ?? 0) > 1,
};

/** Whether a command approves what took the place of another proposal that waited. */
export function approvesReplacement(command: ReportCommand, state: Report): boolean {
  return state.status !== 'none' && replacedIn(REPLACEMENTS, command, state);
}
