import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { PossibleCommandsOfCase } from '#payouts/contract/queries.js';
import type { Clock } from '#hosting/clock.js';
import { judged, type CommandOfCase } from '#cqrs/possible-commands.js';
import { CLOCK } from '#cqrs/tokens.js';
import { possibleOnDelivery } from './possible/delivery-commands.js';
import { possibleOnFrame } from './possible/frame-commands.js';
import { possibleOnMeasurement } from './possible/measurement-commands.js';
import { possibleOnSettlement } from './possible/settlement-commands.js';
import { PilotLog } from './pilot-log.js';
import { isOfficial } from './pilot-overview.js';

/** Every command a pilot may take, judged for one person: which are possible now, and why the others are not. */
@Injectable()
export class PilotCommands {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly log: PilotLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For someone who may see the pilot. @throws ProblemException 404 for whoever may not */
  async of(id: string, actor: Actor, after?: Position): Promise<readonly CommandOfCase[]> {
    const state = await this.log.find(id, actor);
    const settlement = await this.log.settlementOf(id);
    const now = this.clock.now();
    const today = dateInOslo(now);
    const possible = [
      ...possibleOnFrame(state, today),
      ...possibleOnDelivery(state, today),
      ...possibleOnMeasurement(state, today),
      ...possibleOnSettlement(state, settlement.state, today),
      ...(isOfficial(actor, state) ? await this.queries.execute(new PossibleCommandsOfCase(id, after)) : []),
    ];
    return judged(this.commands, possible, actor, now);
  }
}
