import { CancelPayoutHandler, CorrectPayoutAccountHandler, OpenPayoutHandler } from './consequences.js';
import { FindPayoutHandler } from './find-payout.js';
import { Payouts } from './payouts.js';
import { PayoutSteps } from './steps.js';

/** What payouts need. */
export const PAYOUTS = [
  Payouts,
  FindPayoutHandler,
  PayoutSteps,
  OpenPayoutHandler,
  CancelPayoutHandler,
  CorrectPayoutAccountHandler,
];
