import {
  AnnulClaimHandler,
  DeferClaimHandler,
  EndDeferralHandler,
  LowerClaimHandler,
  OpenRecoveryHandler,
  UpholdClaimInPartHandler,
} from './consequences.js';
import { FindRecoveryHandler } from './find-recovery.js';
import { Judges } from './judges.js';
import { Recoveries } from './recoveries.js';
import { RecoverySteps } from './steps.js';

/** What recoveries need. */
export const RECOVERIES = [
  Recoveries,
  Judges,
  FindRecoveryHandler,
  RecoverySteps,
  OpenRecoveryHandler,
  DeferClaimHandler,
  EndDeferralHandler,
  AnnulClaimHandler,
  LowerClaimHandler,
  UpholdClaimInPartHandler,
];
