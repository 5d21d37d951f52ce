import { AbandonReservationHandler } from './abandon-reservation.js';
import { AidOfGrants } from './aid-of-grants.js';
import { ApproveDecisionHandler } from './approve-decision.js';
import { EndAppealPeriodHandler } from './end-appeal-period.js';
import { FundDecisionHandler } from './fund-decision.js';
import { ReplacementFunding } from './funding.js';
import { MoneyOfDecision } from './money-of-decision.js';
import { NotifyDecisionHandler } from './notify-decision.js';
import { ProposeDecisionHandler } from './propose-decision.js';
import { ReopenApplicationHandler } from './reopen-application.js';
import { ReplaceDecisionHandler } from './replace-decision.js';
import { ReturnProposalHandler } from './return-proposal.js';

/** What decisions need. */
export const DECISIONS = [
  AidOfGrants,
  ProposeDecisionHandler,
  ReturnProposalHandler,
  ApproveDecisionHandler,
  MoneyOfDecision,
  AbandonReservationHandler,
  NotifyDecisionHandler,
  EndAppealPeriodHandler,
  ReplacementFunding,
  ReplaceDecisionHandler,
  FundDecisionHandler,
  ReopenApplicationHandler,
];
