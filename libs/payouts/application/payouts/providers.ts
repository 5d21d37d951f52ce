import {
  CancelPayoutHandler,
  CorrectPayoutAccountHandler,
  LapseInstructionHandler,
  OpenPayoutHandler,
} from './consequences.js';
import { FindPayoutHandler } from './find-payout.js';
import { Payouts } from './payouts.js';
import { Reservations } from './reservations.js';
import { PayoutSteps } from './steps.js';

/** What payouts need. */
export const PAYOUTS = [
  Payouts,
  FindPayoutHandler,
  Reservations,
  PayoutSteps,
  OpenPayoutHandler,
  CancelPayoutHandler,
  CorrectPayoutAccountHandler,
  LapseInstructionHandler,
];
