import { AbandonAmendmentHandler } from './abandon-amendment.js';
import { AcceptAwardHandler } from './accept-award.js';
import { ApproveAmendmentHandler } from './approve-amendment.js';
import { Awards } from './awards.js';
import { CloseAwardHandler } from './close-award.js';
import {
  BlockPayoutsHandler,
  ClaimUnspentHandler,
  ReduceDueBackHandler,
  SuspendAwardHandler,
  UnblockPayoutsHandler,
} from './consequences.js';
import { FollowDecisionHandler } from './follow-decision.js';
import { FulfilConditionHandler } from './fulfil-condition.js';
import { FurtherMoney } from './further-money.js';
import { Judges } from './judges.js';
import { LapseAwardHandler } from './lapse-award.js';
import { Payees } from './payees.js';
import { Payments } from './payments.js';
import { ProposeAmendmentHandler, ReturnAmendmentHandler } from './propose-amendment.js';
import { ReinstateAwardHandler } from './reinstate-award.js';
import { ReleaseDueInstalmentsHandler } from './release-due-instalments.js';
import {
  ApproveRevocationHandler,
  ForewarnRevocationHandler,
  ProposeRevocationHandler,
} from './revocations.js';

/** What awards need. */
export const AWARDS = [
  Awards,
  Payees,
  Payments,
  Judges,
  FurtherMoney,
  AcceptAwardHandler,
  LapseAwardHandler,
  FollowDecisionHandler,
  ReleaseDueInstalmentsHandler,
  FulfilConditionHandler,
  ProposeAmendmentHandler,
  ReturnAmendmentHandler,
  ApproveAmendmentHandler,
  AbandonAmendmentHandler,
  ForewarnRevocationHandler,
  ProposeRevocationHandler,
  ApproveRevocationHandler,
  ReinstateAwardHandler,
  ReduceDueBackHandler,
  ClaimUnspentHandler,
  BlockPayoutsHandler,
  SuspendAwardHandler,
  UnblockPayoutsHandler,
  CloseAwardHandler,
];
