import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AdjustCommitment, ReleaseCommitment } from '#budget/contract/commands.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { commitmentsOf, movesOf } from '../../domain/award/commitments.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';

/**
 * The budget lets go what an award no longer needs. One commitment of an award only ever shrinks: more money comes
 * under a further one, so however late this runs, no award ends with less reserved than it needs.
 */
@Injectable()
export class FitCommitments implements Reaction {
  readonly name = 'fit-commitments';
  readonly eventTypes = [
    'AwardAmended',
    'AmendmentLifted',
    'AwardRevoked',
    'AwardClosed',
    'InstalmentCancelled',
    'DecisionFollowed',
    'InstalmentsReplanned',
  ];

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(event: AppendedEvent, context: ReactionContext) {
    const { awardId } = event.data as { awardId: string };
    const state = await this.awards.find(awardId);
    // What is cancelled of an award that goes on may still be planned anew.
    if (!wasAccepted(state) || (event.type === 'InstalmentCancelled' && state.status === 'accepted'))
      return undefined;
    const { schemeId } = state.terms;
    const grounds = 'the award needs no more';
    let position: Position | undefined;
    for (const { reservationId, payments } of commitmentsOf(state)) {
      const moves = movesOf(state, reservationId);
      const fitting = context.commandFor('fit-commitment', reservationId);
      const command =
        payments.length === 0
          ? new ReleaseCommitment(schemeId, { reservationId, grounds }, fitting)
          : new AdjustCommitment(schemeId, { reservationId, payments, moves, grounds }, fitting);
      const outcome = await this.commands.execute(command);
      // It was let go before, when the award needed nothing of it any more.
      if (outcome.ok || outcome.refusal.code !== 'reservation-released') position = positionOf(outcome);
    }
    return position;
  }
}
