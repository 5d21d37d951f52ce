import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type {
  ApplicationReopened,
  ApplicationWithdrawn,
  DecisionApproved,
  DecisionReplaced,
} from '../../contract/events.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { SettleHold } from '../holds/holds.js';
import { TakeAwardStep } from '../awards/steps.js';

type Trigger = DecisionReplaced | DecisionApproved | ApplicationReopened | ApplicationWithdrawn;

/**
 * An accepted grant waits while its decision is annulled, and takes the terms of every later decision; where the
 * application is withdrawn before there is one, it ends.
 */
@Injectable()
export class FollowDecisions implements Reaction<Trigger> {
  readonly name = 'follow-decisions';
  readonly eventTypes = [
    'DecisionReplaced',
    'DecisionApproved',
    'ApplicationReopened',
    'ApplicationWithdrawn',
  ] as const;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react({ type, data, metadata }: Appended<Trigger>, context: ReactionContext) {
    // Nobody can have accepted anything before the first decision.
    if (type === 'DecisionApproved' && data.decision === 1) return undefined;
    if (type === 'ApplicationWithdrawn' && data.annulled === undefined) return undefined;
    const caseId = metadata.caseId!;
    if (!wasAccepted(await this.awards.find(caseId))) return undefined;
    const step =
      type === 'ApplicationReopened'
        ? ({ type: 'SuspendAward', decision: data.decision, appealId: data.appealId } as const)
        : ({ type: 'FollowDecision' } as const);
    const position = positionOf(
      await this.commands.execute(new TakeAwardStep(caseId, step, context.command())),
    );
    if (type === 'DecisionApproved' || type === 'ApplicationWithdrawn') return position;
    // What a flagged decision held up is for the one after it to say.
    const decision = type === 'ApplicationReopened' ? data.decision : data.replaces;
    const free = new TakeAwardStep(caseId, { type: 'UnblockPayouts', decision }, context.command(1));
    const freed = positionOf(await this.commands.execute(free)) ?? position;
    return (await this.settled(caseId, context)) ?? freed;
  }

  /** What held instructions up until the award has followed. */
  private async settled(caseId: string, context: ReactionContext): Promise<Position | undefined> {
    const award = await this.awards.find(caseId);
    let last: Position | undefined;
    for (const { hold } of (wasAccepted(award) && award.holds) || []) {
      const over = new SettleHold(caseId, { hold, underWay: true }, context.commandFor('settle-hold', hold));
      last = positionOf(await this.commands.execute(over));
    }
    return last;
  }
}
