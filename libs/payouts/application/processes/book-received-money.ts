import { Inject, Injectable } from '@nestjs/common';
import { dateInOslo } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { payoutStream, type MoneyReceived, type ReceivedMoneyAllocated } from '../../contract/events.js';
import { Payouts } from '../payouts/payouts.js';
import { Recoveries } from '../recoveries/recoveries.js';

/** Money that was found to be for a claim is repaid there; what the claim does not take waits for a person once more. */
@Injectable()
export class BookReceivedMoney implements Reaction<ReceivedMoneyAllocated> {
  readonly name = 'book-received-money';
  readonly eventTypes = ['ReceivedMoneyAllocated'] as const;

  constructor(
    private readonly payouts: Payouts,
    private readonly recoveries: Recoveries,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
    private readonly references: ReferenceDigests,
  ) {}

  async react({ data }: Appended<ReceivedMoneyAllocated>, context: ReactionContext) {
    const { payoutId, receivedId, allocation, recoveryId, amount } = data;
    if (await this.isReleased(data)) return undefined;
    const of = await this.received(payoutId, receivedId);
    // Money counts for a claim once each time, so that each time has a reference of its own.
    const bankReference = allocation === 1 ? of.bankReference : `${of.bankReference} (${allocation})`;
    const claim = await this.recoveries.find(recoveryId);
    const forewarnedOn = claim.status === 'none' ? undefined : claim.forewarnedOn;
    const booking = context.command(0);
    const booked = await this.recoveries.follow(
      recoveryId,
      {
        type: 'RecordRepayment',
        amount,
        // What came before the claim was forewarned is repaid on it from that day on.
        receivedOn: forewarnedOn !== undefined && forewarnedOn > of.receivedOn ? forewarnedOn : of.receivedOn,
        bankReference,
        referenceDigest: await this.references.of(`recovery ${recoveryId}`, bankReference),
        today: dateInOslo(booking.now),
      },
      booking,
    );
    if (booked.ok) return positionOf(booked);
    const release = {
      type: 'ReleaseAllocation',
      receivedId,
      allocation,
      reason: booked.refusal.code,
    } as const;
    return positionOf(await this.payouts.follow(payoutId, release, context.command(1)));
  }

  /** What the claim refused once waits for a person: it is free for another claim, so it counts for this one no more. */
  private async isReleased({
    payoutId,
    receivedId,
    allocation,
  }: ReceivedMoneyAllocated['data']): Promise<boolean> {
    const state = await this.payouts.find(payoutId);
    return state.status !== 'none' && state.received.get(receivedId)?.allocations.get(allocation - 1) === 0;
  }

  private async received(payoutId: string, receivedId: string) {
    const events = await this.store.readStream(payoutStream(payoutId));
    const event = events.find(
      ({ type, data }) => type === 'MoneyReceived' && data['receivedId'] === receivedId,
    );
    if (!event) throw new Error(`payout ${payoutId} received no ${receivedId}`);
    const { receivedOn, bankReference } = await this.unsealer.unseal<MoneyReceived['data']>(event.data, {
      eventId: event.id,
    });
    // The claim is repaid, whoever may be erased.
    return { receivedOn, bankReference: isErased(bankReference) ? receivedId : (bankReference as string) };
  }
}
