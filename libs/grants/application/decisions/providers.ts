import { ApproveOwnReversalHandler } from './own-reversal.js';
import { AidOfGrants } from './aid-of-grants.js';
import { ApproveDecisionHandler } from './approve-decision.js';
import { FundDecisionHandler } from './fund-decision.js';
import { ReplacementFunding } from './funding.js';
import { MoneyOfDecision } from './money-of-decision.js';
import { NotifyDecisionHandler } from './notify-decision.js';
import { ReplaceDecisionHandler } from './replace-decision.js';

/** What decisions need. */
export const DECISIONS = [
  ApproveOwnReversalHandler,
  AidOfGrants,
  ApproveDecisionHandler,
  MoneyOfDecision,
  NotifyDecisionHandler,
  ReplacementFunding,
  ReplaceDecisionHandler,
  FundDecisionHandler,
];
