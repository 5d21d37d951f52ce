import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { TakeBackRaise } from '#budget/contract/commands.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ProvisionAbandoned } from '../../contract/events.js';
import { orderedByYear } from '../../domain/settlement/liability.js';
import { Settlements } from '../settlements/settlements.js';

/** Once nothing can stand on a raise any more, the commitment holds what it did before, and at least what was ordered. */
@Injectable()
export class ReleaseProvisions implements Reaction<ProvisionAbandoned> {
  readonly name = 'release-provisions';
  readonly eventTypes = ['ProvisionAbandoned'] as const;

  constructor(
    private readonly settlements: Settlements,
    private readonly commands: CommandBus,
  ) {}

  async react({ data }: Appended<ProvisionAbandoned>, context: ReactionContext) {
    const { pilotId, schemeId, reservationId, raise, grounds } = data;
    const state = await this.settlements.find(pilotId);
    const payments = state.status === 'none' ? [] : orderedByYear([...state.orders]);
    const content = { reservationId, raise, payments, grounds };
    return positionOf(await this.commands.execute(new TakeBackRaise(schemeId, content, context.command())));
  }
}
