import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ReinstatementApproved } from '../../contract/events.js';
import { Superseding } from '../appeals/superseding.js';
import { ReinstateAward } from '../awards/reinstate-award.js';

/** A revocation that was reversed of own motion is undone, as soon as there is money; pending appeals against it are over. */
@Injectable()
export class CarryOutReinstatements implements Reaction<ReinstatementApproved> {
  readonly name = 'carry-out-reinstatements';
  readonly eventTypes = ['ReinstatementApproved'] as const;

  constructor(
    private readonly superseding: Superseding,
    private readonly commands: CommandBus,
  ) {}

  async react({ data }: Appended<ReinstatementApproved>, context: ReactionContext) {
    const { awardId, revocation } = data;
    const undo = new ReinstateAward(awardId, { revocation }, context.command());
    const last = positionOf(await this.commands.execute(undo));
    const against = { kind: 'revocation', id: awardId, revocation } as const;
    const over = { cause: { overtaken: 'revocation' }, dismissals: true } as const;
    return (await this.superseding.of(awardId, against, over, context)) ?? last;
  }
}
