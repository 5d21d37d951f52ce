import { CarryOutSettlements } from './carry-out-settlements.js';
import { CorrectPartnerAccounts } from './correct-partner-accounts.js';
import { FlagSettlements } from './flag-settlements.js';
import { FollowCancelledStateShares } from './follow-cancelled-state-shares.js';
import { FollowReclaims } from './follow-reclaims.js';
import { PayStateShares } from './pay-state-shares.js';
import { ReclaimStateShares } from './reclaim-state-shares.js';
import { ReleaseLiabilities } from './release-liabilities.js';
import { ReleaseProvisions } from './release-provisions.js';
import { WatchLiabilities } from './watch-liabilities.js';
import { WatchProvisions } from './watch-provisions.js';

/** The process managers of the pilots; the composition hands them to their runners. */
export const PILOTS_PROCESSES = [
  CarryOutSettlements,
  PayStateShares,
  CorrectPartnerAccounts,
  ReclaimStateShares,
  FollowCancelledStateShares,
  FollowReclaims,
  FlagSettlements,
  WatchLiabilities,
  ReleaseLiabilities,
  WatchProvisions,
  ReleaseProvisions,
];
