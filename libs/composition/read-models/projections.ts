import { budgetStatus } from '#budget/read-models/budget-status.js';
import { announcements } from '#grants/read-models/announcements.js';
import { appealsProjection } from '#grants/read-models/appeals.js';
import { caseHistoryProjection } from '#grants/read-models/case-history.js';
import { caseView } from '#grants/read-models/case-view.js';
import { reportsProjection } from '#grants/read-models/reports.js';
import { workQueueProjection } from '#grants/read-models/work-queue.js';
import { payoutLedger } from '#payouts/read-models/payout-ledger.js';
import { recoveriesProjection } from '#payouts/read-models/recoveries.js';
import { pilotsProjection } from '#pilots/read-models/pilots.js';
import { historicalPilotsProjection } from '#pilots/read-models/historical-pilots.js';
import type { Projection } from '#projections/projection.js';
import { aidList } from '#state-aid/read-models/aid-list.js';

/** All read models, in the order they are listed. */
export const projections: readonly Projection[] = [
  announcements,
  workQueueProjection,
  caseView,
  caseHistoryProjection,
  appealsProjection,
  reportsProjection,
  budgetStatus,
  payoutLedger,
  recoveriesProjection,
  aidList,
  pilotsProjection,
  historicalPilotsProjection,
];
