import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { TakeAwardStep } from '../awards/steps.js';

/** The award knows which of its instalments are not paid. */
@Injectable()
export class FollowCancelledPayouts implements Reaction {
  readonly name = 'follow-cancelled-payouts';
  readonly eventTypes = ['PayoutCancelled'];

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react({ data, metadata }: AppendedEvent, context: ReactionContext) {
    const { payoutId } = data as { payoutId: string };
    // An award has the id of its case; a payout of a case without one follows from something else.
    const state = await this.awards.find(metadata.caseId!);
    // A levelled award books it with what replaces it.
    if (state.status === 'none' || (wasAccepted(state) && state.levelled)) return undefined;
    const reduce = new TakeAwardStep(
      metadata.caseId!,
      { type: 'ReduceDueBack', payoutId },
      context.command(),
    );
    return positionOf(await this.commands.execute(reduce));
  }
}
