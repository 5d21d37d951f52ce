import { AcknowledgePayoutHandler } from './acknowledge-payout.js';
import { ApprovePayoutHandler } from './approve-payout.js';
import { AttestPayoutHandler } from './attest-payout.js';
import { CancelPayoutHandler, StopPayoutHandler } from './cancel-payout.js';
import { FindPayoutHandler } from './find-payout.js';
import { InstructPayoutHandler } from './instruct-payout.js';
import { OpenPayoutHandler } from './open-payout.js';
import { Payouts } from './payouts.js';
import { ReturnPayoutHandler } from './return-payout.js';
import { FailPayoutHandler, SettlePayoutHandler } from './settle-payout.js';

/** What payouts need. */
export const PAYOUTS = [
  Payouts,
  FindPayoutHandler,
  OpenPayoutHandler,
  AttestPayoutHandler,
  ApprovePayoutHandler,
  InstructPayoutHandler,
  AcknowledgePayoutHandler,
  SettlePayoutHandler,
  FailPayoutHandler,
  ReturnPayoutHandler,
  StopPayoutHandler,
  CancelPayoutHandler,
];
