import { Acceptances } from './acceptances.js';
import { DeclineAwardHandler } from './decline-award.js';
import { SetAcceptanceDateHandler } from './set-acceptance-date.js';
import { AcceptAwardHandler } from './accept-award.js';
import { ApproveAmendmentHandler } from './approve-amendment.js';
import { Awards } from './awards.js';
import { ForewarnRevocationHandler } from './forewarn-revocation.js';
import { FurtherMoney } from './further-money.js';
import { FindDecidersOfGrantHandler } from './deciders-of-claims.js';
import { LevelAwardHandler } from './level-award.js';
import {
  FindBasisAnnulledHandler,
  FindOwedBackHandler,
  FindPayableHandler,
  FindReservedHandler,
  MoneyOfAward,
} from './money-of-award.js';
import { Judges } from './judges.js';
import { Payees } from './payees.js';
import { Reductions } from './reductions.js';
import { Payments } from './payments.js';
import { ReinstateAwardHandler } from './reinstate-award.js';
import { ReserveInstructionHandler, ReservePayingBackHandler } from './reserve-money.js';
import { RequestAmendmentHandler, WithdrawAmendmentRequestHandler } from './request-amendment.js';
import { OfferReopenings } from './offer-reopenings.js';
import { AskToReopenOfferHandler, ReopenOfferHandler } from './reopen-offer.js';
import { Holds } from '../holds/holds.js';
import { SettleHoldHandler } from '../holds/settle-hold.js';
import { AwardSteps } from './steps.js';
import { LiftAmendmentHandler } from './lift-amendment.js';

/** What awards need. */
export const AWARDS = [
  Awards,
  Holds,
  SettleHoldHandler,
  Payees,
  Payments,
  Reductions,
  Judges,
  FurtherMoney,
  MoneyOfAward,
  FindPayableHandler,
  FindReservedHandler,
  FindOwedBackHandler,
  FindBasisAnnulledHandler,
  ReserveInstructionHandler,
  ReservePayingBackHandler,
  FindDecidersOfGrantHandler,
  LevelAwardHandler,
  AwardSteps,
  Acceptances,
  AcceptAwardHandler,
  DeclineAwardHandler,
  SetAcceptanceDateHandler,
  OfferReopenings,
  ReopenOfferHandler,
  AskToReopenOfferHandler,
  ApproveAmendmentHandler,
  RequestAmendmentHandler,
  WithdrawAmendmentRequestHandler,
  ForewarnRevocationHandler,
  ReinstateAwardHandler,
  LiftAmendmentHandler,
];
