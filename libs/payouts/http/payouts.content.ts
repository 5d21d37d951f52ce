import { plain } from '#http/plain.js';
import type { TakePayoutStep } from '../application/payouts/steps.js';
import type { PayoutSettlementDto } from './payouts.dto.js';

/** What the finance side reports, as a step: the members a status needs are there, the DTO saw to it. */
export function reported(body: PayoutSettlementDto): TakePayoutStep['content'] {
  const { status, instructionId, amount, settledOn, bankReference, reasonCode, reason } = plain(body);
  return status === 'settled'
    ? {
        type: 'SettlePayout',
        instructionId,
        amount,
        settledOn: settledOn!,
        bankReference: bankReference!,
      }
    : { type: 'FailPayout', instructionId, reasonCode: reasonCode!, reason };
}
