import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { DecisionFlagged, DecisionUpheld } from '../../contract/events.js';
import { paysNothing } from '../../domain/application/flagging.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { TakeAwardStep } from '../awards/steps.js';

/** A grant whose decision is flagged releases no payouts until the decision is upheld. */
@Injectable()
export class HoldFlaggedDecisions implements Reaction<DecisionFlagged | DecisionUpheld> {
  readonly name = 'hold-flagged';
  readonly eventTypes = ['DecisionFlagged', 'DecisionUpheld'] as const;

  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(
    { type, data, metadata }: Appended<DecisionFlagged | DecisionUpheld>,
    context: ReactionContext,
  ) {
    const caseId = metadata.caseId!;
    if (!wasAccepted(await this.awards.find(caseId))) return undefined;
    const { decision } = data;
    // Run late, or once more, it holds up nothing that was upheld meanwhile.
    if (type === 'DecisionFlagged' && (await this.flagged(caseId)) !== decision) return undefined;
    const gate = type === 'DecisionFlagged' ? 'BlockPayouts' : 'UnblockPayouts';
    return positionOf(
      await this.commands.execute(new TakeAwardStep(caseId, { type: gate, decision }, context.command())),
    );
  }

  private async flagged(caseId: string): Promise<number | undefined> {
    const state = await this.applications.find(caseId);
    return state.status === 'none' || !paysNothing(state) ? undefined : state.flagged?.decision;
  }
}
