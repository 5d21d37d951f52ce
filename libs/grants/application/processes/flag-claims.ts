import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { FlagClaim, UpholdFlaggedClaim } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { DecisionFlagged, DecisionUpheld } from '../../contract/events.js';
import { flaggedClaimsOf } from '../../domain/application/flagging.js';
import { Applications } from '../applications/applications.js';

/** A claim in which somebody with a conflict of interest had a part waits until it is upheld. */
@Injectable()
export class FlagClaims implements Reaction<DecisionFlagged | DecisionUpheld> {
  readonly name = 'flag-claims';
  readonly eventTypes = ['DecisionFlagged', 'DecisionUpheld'] as const;

  constructor(
    private readonly applications: Applications,
    private readonly commands: CommandBus,
  ) {}

  async react(
    { type, data, metadata }: Appended<DecisionFlagged | DecisionUpheld>,
    context: ReactionContext,
  ): Promise<Position | undefined> {
    const { decision } = data;
    if (type === 'DecisionFlagged') {
      const { of } = data;
      // Run late, or once more, it holds up no claim that was upheld meanwhile.
      if (of?.kind !== 'recovery' || !(await this.isFlagged(metadata.caseId!, of.id))) return undefined;
      return positionOf(await this.commands.execute(new FlagClaim(of.id, { decision }, context.command())));
    }
    let last: Position | undefined;
    for (const id of data.claims ?? []) {
      const upheld = new UpholdFlaggedClaim(id, { decision }, context.commandFor('uphold-claim', id));
      last = positionOf(await this.commands.execute(upheld)) ?? last;
    }
    return last;
  }

  private async isFlagged(caseId: string, recoveryId: string): Promise<boolean> {
    const state = await this.applications.find(caseId);
    return state.status !== 'none' && flaggedClaimsOf(state).includes(recoveryId);
  }
}
