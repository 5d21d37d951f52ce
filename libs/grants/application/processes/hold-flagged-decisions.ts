import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { DecisionFlagged, DecisionUpheld } from '../../contract/events.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { TakeAwardStep } from '../awards/steps.js';

/** A grant whose decision is flagged releases no payouts until the decision is upheld. */
@Injectable()
export class HoldFlaggedDecisions implements Reaction<DecisionFlagged | DecisionUpheld> {
  readonly name = 'hold-flagged';
  readonly eventTypes = ['DecisionFlagged', 'DecisionUpheld'] as const;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(
    { type, data, metadata }: Appended<DecisionFlagged | DecisionUpheld>,
    context: ReactionContext,
  ) {
    const caseId = metadata.caseId!;
    if (!wasAccepted(await this.awards.find(caseId))) return undefined;
    const gate = type === 'DecisionFlagged' ? 'BlockPayouts' : 'UnblockPayouts';
    const { decision } = data;
    return positionOf(
      await this.commands.execute(new TakeAwardStep(caseId, { type: gate, decision }, context.command())),
    );
  }
}
