import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { addDays, dateInOslo } from '#calendar/oslo.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { USUAL_LIMITATION_PERIOD } from '#limitation/rules.js';
import { firstDateOf, partsFrom, startsOf } from '#limitation/starts.js';
import { OpenRecovery } from '#payouts/contract/commands.js';
import { FindPayout } from '#payouts/contract/queries.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { StateShareReclaimed } from '../../contract/events.js';
import { SettledPilots } from '../settlements/settled-pilot.js';
import { Settlements } from '../settlements/settlements.js';
import { StatePayees } from '../settlements/state-payees.js';

/** Time to answer before money is claimed back; the contract says nothing of it. */
const REPLY_DAYS = 21;

/** What was paid beyond the settlement in force is claimed back like any overpayment: forewarned first. */
@Injectable()
export class ReclaimStateShares implements Reaction<StateShareReclaimed> {
  readonly name = 'reclaim-state-shares';
  readonly eventTypes = ['StateShareReclaimed'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settlements: Settlements,
    private readonly settled: SettledPilots,
    private readonly payees: StatePayees,
  ) {}

  async react(event: Appended<StateShareReclaimed>, context: ReactionContext) {
    const { pilotId, version, recoveryId, amount, currency } = event.data;
    const settled = await this.settled.known(pilotId);
    const { schemeId, directorates } = settled.pilot;
    const today = dateInOslo(event.metadata.recordedAt);
    const limitationParts = await this.limitationOf(pilotId, amount, today);
    const { payee, excluded } = await this.payees.of(settled);
    const recovery = {
      caseId: pilotId,
      awardId: pilotId,
      schemeId,
      directorate: directorates[0],
      debtor: payee.organisation,
      excluded,
      amount: { amount, currency },
      basis: 'overpayment',
      limitationDate: firstDateOf(limitationParts),
      limitationParts,
      forewarning: {
        grounds: `Version ${version} of the settlement pays less than was paid before.`,
        replyBy: addDays(today, REPLY_DAYS),
      },
    } as const;
    return positionOf(await this.commands.execute(new OpenRecovery(recoveryId, recovery, context.command())));
  }
  /** What was paid last is what was too much: by the conclusion, or after it while the bank could not be stopped. */
  private async limitationOf(pilotId: string, amount: number, concludedOn: string) {
    const state = await this.settlements.find(pilotId);
    const orders = state.status === 'none' ? [] : [...state.orders];
    const payouts = await Promise.all(
      orders.map(({ payoutId }) => this.queries.execute(new FindPayout(payoutId))),
    );
    const settlements = payouts.flatMap((each) => each?.settlements ?? []);
    const starts = startsOf(amount, settlements, { on: concludedOn, today: concludedOn });
    return partsFrom(starts, USUAL_LIMITATION_PERIOD);
  }
}
