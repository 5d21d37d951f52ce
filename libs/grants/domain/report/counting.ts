import { accept, type Decision } from '#eventsourcing/decider.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { CoFundingFound, ReportApproved, ReportEvent } from '../../contract/events.js';
import type { Report } from './state.js';

/** The report that was waited for is owed no more. */
interface CountCoFunding {
  readonly type: 'CountCoFunding';
  readonly coFunding: CoFundingFound;
}

/** Once, and not of reports that were approved before that was looked at. */
function count(
  { coFunding }: CountCoFunding,
  state: Exclude<Report, { status: 'none' }>,
): Decision<ReportEvent, Refusal<never>> {
  const { reportId, awardId } = state.required;
  if (state.status !== 'approved' || !state.coFundingLater || state.coFundingFound) return accept();
  return accept<ReportEvent>({ type: 'CoFundingCounted', data: { reportId, awardId, coFunding } });
}

/** Co-funding counts with the last report that is owed. */
export const counting = { CountCoFunding: count };

/** What an approval says of what counts from then on. */
export function approvedWith(approved: ReportApproved['data']) {
  const { approver, countsLater = false, unpaidLapses, coFunding: coFundingFound, coFundingLater } = approved;
  return {
    status: 'approved' as const,
    approver,
    countsLater,
    coFundingFound,
    ...(unpaidLapses ? { unpaidLapses } : {}),
    ...(coFundingLater ? { coFundingLater } : {}),
  };
}
