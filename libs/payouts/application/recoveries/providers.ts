import { Basis } from './basis.js';
import {
  AnnulClaimHandler,
  DeferClaimHandler,
  EndDeferralHandler,
  FlagClaimHandler,
  LowerClaimHandler,
  LowerFallenClaimHandler,
  OpenRecoveryHandler,
  UpholdClaimInPartHandler,
  UpholdFlaggedClaimHandler,
} from './consequences.js';
import { FindRecoveryHandler } from './find-recovery.js';
import { Judges } from './judges.js';
import { OwedBack } from './owed-back.js';
import { Recoveries } from './recoveries.js';
import { RecoverySteps } from './steps.js';

/** What recoveries need. */
export const RECOVERIES = [
  Recoveries,
  Judges,
  OwedBack,
  Basis,
  FindRecoveryHandler,
  RecoverySteps,
  OpenRecoveryHandler,
  DeferClaimHandler,
  EndDeferralHandler,
  FlagClaimHandler,
  AnnulClaimHandler,
  LowerClaimHandler,
  LowerFallenClaimHandler,
  UpholdClaimInPartHandler,
  UpholdFlaggedClaimHandler,
];
