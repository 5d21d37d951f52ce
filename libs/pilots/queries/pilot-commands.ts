import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { OffersOfCase } from '#payouts/contract/queries.js';
import type { Clock } from '#hosting/clock.js';
import { judged, type CommandOfCase } from '#cqrs/offer.js';
import { CLOCK } from '#cqrs/tokens.js';
import { deliveryOffers } from './offers/delivery-offers.js';
import { frameOffers } from './offers/frame-offers.js';
import { measurementOffers } from './offers/measurement-offers.js';
import { settlementOffers } from './offers/settlement-offers.js';
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
    const offers = [
      ...frameOffers(state, today),
      ...deliveryOffers(state, today),
      ...measurementOffers(state, today),
      ...settlementOffers(state, settlement.state, today),
      ...(isOfficial(actor, state) ? await this.queries.execute(new OffersOfCase(id, after)) : []),
    ];
    return judged(this.commands, offers, actor, now);
  }
}
