import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { AnnulClaim } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { AwardReinstated, AwardRevoked, DecisionFollowed } from '../../contract/events.js';
import { recoveryOf } from '../../domain/award/levelling.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';

/** A claim falls with the revocation, or the decision, that it rests on. */
@Injectable()
export class AnnulClaims implements Reaction<AwardReinstated | AwardRevoked | DecisionFollowed> {
  readonly name = 'annul-claims';
  readonly eventTypes = ['AwardReinstated', 'AwardRevoked', 'DecisionFollowed'] as const;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react(
    event: Appended<AwardReinstated | AwardRevoked | DecisionFollowed>,
    context: ReactionContext,
  ): Promise<Position | undefined> {
    const { awardId } = event.data;
    const state = await this.awards.find(awardId);
    // Of a levelled award as much falls as is not kept beyond what stays in force.
    if (wasAccepted(state) && state.levelled) return undefined;
    let position: Position | undefined;
    for (const [index, basis] of fallenWith(event).entries()) {
      const recoveryId = recoveryOf(awardId, basis);
      const appealId = event.type === 'AwardReinstated' ? event.data.appealId : undefined;
      const annul = new AnnulClaim(
        recoveryId,
        appealId === undefined ? {} : { appealId },
        context.commandFor('annul-claim', recoveryId, index),
      );
      const outcome = await this.commands.execute(annul);
      // Nothing was due back then, or nobody claimed it.
      if (outcome.ok || !NOTHING_CLAIMED.has(outcome.refusal.code)) position = positionOf(outcome);
    }
    return position;
  }
}

const NOTHING_CLAIMED: ReadonlySet<string> = new Set(['recovery-unknown', 'wrong-state']);

/** What claims may rest on that does not hold any more; the first decision claims nothing. */
function fallenWith(event: AwardReinstated | AwardRevoked | DecisionFollowed): string[] {
  if (event.type === 'AwardReinstated') return [`revocation-${event.data.revocation}`];
  const { decision = 0 } = event.data;
  return Array.from({ length: Math.max(0, decision - 2) }, (_, index) => `decision-${index + 2}`);
}
