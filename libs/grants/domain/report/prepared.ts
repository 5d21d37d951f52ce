import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
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
