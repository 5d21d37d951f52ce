import type { CommandContext } from '#eventsourcing/command.js';
import { FailPayout, SettlePayout } from '../application/payouts/settle-payout.js';
import { ReturnPayout } from '../application/payouts/return-payout.js';
import type { PayoutReturnDto, PayoutSettlementDto } from './payouts.dto.js';

/** The report as a command: the members a status needs are there, the DTO saw to it. */
export function settlement(
  id: string,
  body: PayoutSettlementDto,
  context: CommandContext,
): SettlePayout | FailPayout {
  const { instructionId, amount, settledOn, bankReference, reasonCode, reason } = body;
  return body.status === 'settled'
    ? new SettlePayout(
        id,
        {
          instructionId,
          amount: amount?.amount,
          currency: amount?.currency,
          settledOn: settledOn!,
          bankReference: bankReference!,
        },
        context,
      )
    : new FailPayout(id, { instructionId, reasonCode: reasonCode!, reason }, context);
}

/** The return as a command. */
export function returned(
  id: string,
  { amount, ...body }: PayoutReturnDto,
  context: CommandContext,
): ReturnPayout {
  return new ReturnPayout(id, { ...body, amount: amount?.amount, currency: amount?.currency }, context);
}
