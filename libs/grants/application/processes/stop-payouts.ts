import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { CancelPayout } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { isAnnulledOnAppeal } from '../../domain/award/standing.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';

/** Payouts that cannot be stopped any more count against the new decision. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['with-the-bank', 'already-settled']);

/** While no decision is in force nothing is paid: what is not with the bank is cancelled, and planned anew later. */
@Injectable()
export class StopPayouts implements Reaction {
  readonly name = 'stop-payouts';
  readonly eventTypes = ['AwardSuspended', 'PayoutFailed', 'PayoutReturned', 'PayoutPartiallySettled'];

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: AppendedEvent, context: ReactionContext): Promise<Position | undefined> {
    const state = await this.awards.find(metadata.caseId!);
    if (!wasAccepted(state) || state.suspendedBy === undefined) return undefined;
    let position: Position | undefined;
    for (const { payoutId, number, cancelled } of state.released) {
      if (cancelled) continue;
      const grounds = isAnnulledOnAppeal(state.suspendedBy)
        ? 'the decision was annulled on appeal'
        : 'the decision is taken again';
      const cancelling = context.commandFor('cancel-payout', payoutId, number);
      const outcome = await this.commands.execute(new CancelPayout(payoutId, { grounds }, cancelling));
      if (outcome.ok || !ON_THEIR_WAY.has(outcome.refusal.code)) position = positionOf(outcome);
    }
    return position;
  }
}
