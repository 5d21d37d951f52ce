import { AnnulClaims } from './annul-claims.js';
import { CorrectAccounts } from './correct-accounts.js';
import { CarryOutAppeals } from './carry-out-appeals.js';
import { ClaimDueBack } from './claim-due-back.js';
import { CountCoFunding } from './count-co-funding.js';
import { CountUnspent } from './count-unspent.js';
import { CompleteAppointments } from './complete-appointments.js';
import { JoinAppeals } from './join-appeals.js';
import { SupersedeAppeals } from './supersede-appeals.js';
import { CarryOutReinstatements } from './carry-out-reinstatements.js';
import { CarryOutOwnReversals } from './carry-out-own-reversals.js';
import { FundWaitingAwards } from './fund-waiting-awards.js';
import { FundWaitingDecisions } from './fund-waiting-decisions.js';
import { DeferClaims } from './defer-claims.js';
import { EndAppealPeriods } from './end-appeal-periods.js';
import { FitCommitments } from './fit-commitments.js';
import { FollowDecisions } from './follow-decisions.js';
import { FollowCancelledPayouts } from './follow-cancelled-payouts.js';
import { GatePayouts } from './gate-payouts.js';
import { FlagClaims } from './flag-claims.js';
import { HoldFlaggedDecisions } from './hold-flagged-decisions.js';
import { LapseAwards } from './lapse-awards.js';
import { LevelAwards } from './level-awards.js';
import { LapseSupplements } from './lapse-supplements.js';
import { ReleaseUnused } from './release-unused.js';
import { ReopenOffers } from './reopen-offers.js';
import { RequireReports } from './require-reports.js';
import { WatchProvisionalReplies } from './watch-provisional-replies.js';
import { WatchReports } from './watch-reports.js';
import { ClearDraft } from './clear-draft.js';
import { CloseCalls } from './close-calls.js';
import { MoveAppealDeadlines } from './move-appeal-deadlines.js';
import { MoveCommitments } from './move-commitments.js';
import { NumberCases } from './number-cases.js';
import { OpenPayouts } from './open-payouts.js';
import { ReleaseAbandoned } from './release-abandoned.js';
import { SendLetters } from './send-letters.js';
import { StopPayouts } from './stop-payouts.js';
import { RetakeChanges } from './retake-changes.js';
import { ScheduleInstalments } from './schedule-instalments.js';
import { FitReplacedDecisions } from './fit-replaced-decisions.js';
import { WatchHolds } from './watch-holds.js';
import { WatchReservations } from './watch-reservations.js';

/** The process managers of the grants; the composition hands them to their runners. */
export const GRANTS_PROCESSES = [
  OpenPayouts,
  CorrectAccounts,
  CloseCalls,
  ReleaseAbandoned,
  ClearDraft,
  NumberCases,
  WatchHolds,
  WatchReservations,
  ScheduleInstalments,
  ClaimDueBack,
  FitCommitments,
  MoveCommitments,
  FollowCancelledPayouts,
  FollowDecisions,
  StopPayouts,
  AnnulClaims,
  DeferClaims,
  LevelAwards,
  GatePayouts,
  CountCoFunding,
  CountUnspent,
  HoldFlaggedDecisions,
  FlagClaims,
  LapseAwards,
  EndAppealPeriods,
  ReleaseUnused,
  ReopenOffers,
  RequireReports,
  WatchReports,
  CarryOutAppeals,
  JoinAppeals,
  SupersedeAppeals,
  RetakeChanges,
  MoveAppealDeadlines,
  CarryOutOwnReversals,
  CarryOutReinstatements,
  WatchProvisionalReplies,
  LapseSupplements,
  FundWaitingDecisions,
  FundWaitingAwards,
  FitReplacedDecisions,
  CompleteAppointments,
  SendLetters,
];
