import { possibleSteps, possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { TakePayoutStep } from '../../application/payouts/steps.js';
import { openOf, type KnownPayout } from '../../domain/payout/state.js';
import { reported } from '../../http/payouts.content.js';
import type { PayoutSettlementDto } from '../../http/payouts.dto.js';

/**
 * What a person may send on a payout, with bodies made for where it stands; `today` is a calendar date, `claims` those of
 * the case on which something is owed.
 */
export function possibleOnPayout(
  state: KnownPayout,
  today: string,
  claims: readonly string[] = [],
): PossibleCommand[] {
  const { payoutId: id } = state.order;
  const base = `/v1/payouts/${id}`;
  const command = possibleUnder(base);
  const step = possibleSteps(
    base,
    (content: TakePayoutStep['content'], context) => new TakePayoutStep(id, content, context),
  );
  const report = (name: string, body: PayoutSettlementDto) =>
    command(name, 'settlement', body, (context) => new TakePayoutStep(id, reported(body), context));
  const about = instructionOf(state);
  // One that no movement has.
  const bankReference = `BANK-${String(state.movements.size + 1).padStart(4, '0')}`;
  const settled = { status: 'settled' as const, ...about, settledOn: today, bankReference };
  const part = partOf(state);
  return [
    step('attestation', { type: 'AttestPayout' }),
    step('approval', { type: 'ApprovePayout' }),
    step('instruction', { type: 'InstructPayout' }),
    step('acknowledgement', { type: 'AcknowledgePayout', ...about }),
    report('settle-payout', settled),
    ...(part === undefined ? [] : [report('settle-payout-in-part', { ...settled, amount: part })]),
    report('fail-payout', { status: 'failed', ...about, reasonCode: 'AC04' }),
    step('return', {
      type: 'ReturnPayout',
      ...settledInstructionOf(state),
      returnedOn: today,
      bankReference,
      reasonCode: 'AC04',
    }),
    step('received-money', {
      type: 'RecordReceivedMoney',
      amount: { ...state.order.amount, amount: 1 },
      receivedOn: today,
      bankReference: 'BANK-0007',
      payer: 'The estate',
    }),
    ...state.received
      .filter(({ left }) => left > 0)
      .flatMap(({ receivedId }) => [
        ...claims.map((recoveryId) =>
          step(
            `received-money/${receivedId}/allocation`,
            { type: 'AllocateReceivedMoney', receivedId, recoveryId },
            'receivedId',
          ),
        ),
        step(
          `received-money/${receivedId}/return`,
          {
            type: 'ReturnReceivedMoney',
            receivedId,
            returnedOn: today,
            bankReference: 'BANK-0008',
            grounds: 'Nothing is owed.',
          },
          'receivedId',
        ),
      ]),
    step('cancellation', { type: 'CancelPayout', grounds: 'The recipient gave the project up.' }),
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
