import type { CommandContext } from '#eventsourcing/command.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import type { Offer } from '#cqrs/offer.js';
import { AcknowledgePayout } from '../../application/payouts/acknowledge-payout.js';
import { ApprovePayout } from '../../application/payouts/approve-payout.js';
import { AttestPayout } from '../../application/payouts/attest-payout.js';
import { StopPayout } from '../../application/payouts/cancel-payout.js';
import { InstructPayout } from '../../application/payouts/instruct-payout.js';
import { openOf, type KnownPayout } from '../../domain/payout/state.js';
import { returned, settlement } from '../../http/payouts.content.js';
import type { PayoutReturnDto, PayoutSettlementDto } from '../../http/payouts.dto.js';

/** What a person may send on a payout, with bodies made for where it stands; `today` is a calendar date. */
export function payoutOffers(state: KnownPayout, today: string): Offer[] {
  const { payoutId: id } = state.order;
  const offer = (
    name: string,
    step: string,
    command: (context: CommandContext) => ResourceCommand<unknown>,
    example?: object,
  ): Offer => ({ name, method: 'POST', href: `/v1/payouts/${id}/${step}`, example, command });
  const about = instructionOf(state);
  const settled = {
    status: 'settled' as const,
    ...about,
    settledOn: today,
    bankReference: 'BANK-0001',
  };
  const part = partOf(state);
  const failed: PayoutSettlementDto = { status: 'failed', ...about, reasonCode: 'AC04' };
  const back: PayoutReturnDto = {
    ...settledInstructionOf(state),
    returnedOn: today,
    bankReference: 'BANK-0002',
    reasonCode: 'AC04',
  };
  const grounds = 'The recipient gave the project up.';
  return [
    offer('attest-payout', 'attestation', (context) => new AttestPayout(id, {}, context), {}),
    offer('approve-payout', 'approval', (context) => new ApprovePayout(id, {}, context), {}),
    offer('instruct-payout', 'instruction', (context) => new InstructPayout(id, {}, context)),
    offer(
      'acknowledge-payout',
      'acknowledgement',
      (context) => new AcknowledgePayout(id, about, context),
      about,
    ),
    offer('settle-payout', 'settlement', (context) => settlement(id, settled, context), settled),
    ...(part === undefined
      ? []
      : [
          offer(
            'settle-payout-in-part',
            'settlement',
            (context) => settlement(id, { ...settled, amount: part }, context),
            { ...settled, amount: part },
          ),
        ]),
    offer('fail-payout', 'settlement', (context) => settlement(id, failed, context), failed),
    offer('return-payout', 'return', (context) => returned(id, back, context), back),
    offer('cancel-payout', 'cancellation', (context) => new StopPayout(id, { grounds }, context), {
      grounds,
    }),
  ];
}

/** After several attempts a report names the one it is about. */
function instructionOf({ attempts }: KnownPayout): { readonly instructionId?: string } {
  const last = attempts.at(-1);
  return last && attempts.length > 1 ? { instructionId: last.instructionId } : {};
}

/** The attempt whose money may come back: named where several paid. */
function settledInstructionOf({ attempts }: KnownPayout): { readonly instructionId?: string } {
  const settled = attempts.filter((attempt) => attempt.settled > attempt.returned);
  const last = settled.at(-1);
  return last && settled.length > 1 ? { instructionId: last.instructionId } : {};
}

/** Half of what the attempt under way has left, where it can be halved. */
function partOf({ attempts, order }: KnownPayout): PayoutSettlementDto['amount'] {
  const last = attempts.at(-1);
  const half = last ? Math.floor(openOf(last) / 2) : 0;
  return half > 0 ? { amount: half, currency: order.amount.currency } : undefined;
}
