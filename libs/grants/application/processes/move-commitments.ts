import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { PayoutCancelled, PayoutPartiallySettled, PayoutSettled } from '#payouts/contract/events.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { TakeAwardStep } from '../awards/steps.js';

type Moving = PayoutPartiallySettled | PayoutSettled | PayoutCancelled;

/** The award knows what of its commitments was paid in another year than they held it for. */
@Injectable()
export class MoveCommitments implements Reaction<Moving> {
  readonly name = 'move-commitments';
  readonly eventTypes = ['PayoutPartiallySettled', 'PayoutSettled', 'PayoutCancelled'] as const;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(event: Appended<Moving>, context: ReactionContext) {
    const { payoutId, commitmentId, budgetYear: year, movedFrom } = event.data;
    if (movedFrom === undefined || commitmentId === undefined) return undefined;
    // An award has the id of its case; a payout of a case without one follows from something else.
    const awardId = event.metadata.caseId!;
    if (!wasAccepted(await this.awards.find(awardId))) return undefined;
    const move = {
      type: 'MoveCommitment',
      payoutId,
      reservationId: commitmentId,
      payment: event.id,
      year,
      from: movedFrom,
      cancelled: event.type === 'PayoutCancelled',
    } as const;
    return positionOf(await this.commands.execute(new TakeAwardStep(awardId, move, context.command())));
  }
}
