import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { PilotImpartialityDeclared, PilotImpartialityRuled } from '../../contract/events.js';
import { Settlements } from '../settlements/settlements.js';
import { TakeSettlementStep } from '../settlements/steps.js';

/** What somebody had a part in of whom a conflict comes on record is flagged in the settlement, and waits. */
@Injectable()
export class FlagSettlements implements Reaction<PilotImpartialityDeclared | PilotImpartialityRuled> {
  readonly name = 'flag-settlements';
  readonly eventTypes = ['PilotImpartialityDeclared', 'PilotImpartialityRuled'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly settlements: Settlements,
  ) {}

  async react(
    { data }: Appended<PilotImpartialityDeclared | PilotImpartialityRuled>,
    context: ReactionContext,
  ) {
    const { pilotId, person, looksBack } = data;
    if (!looksBack || (await this.settlements.find(pilotId)).status === 'none') return undefined;
    const mayPrepare = 'mayPrepare' in data && data.mayPrepare;
    const flag = { type: 'FlagSettlement', person, mayPrepare } as const;
    return positionOf(await this.commands.execute(new TakeSettlementStep(pilotId, flag, context.command())));
  }
}
