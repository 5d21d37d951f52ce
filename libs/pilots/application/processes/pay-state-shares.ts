import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { FindScheme } from '#grants/contract/queries.js';
import { OpenPayout } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { StateShareOrdered } from '../../contract/events.js';
import { SettledPilots } from '../settlements/settled-pilot.js';
import { StatePayees } from '../settlements/state-payees.js';

/** What was ordered of the state's share becomes a payout under the usual rules: attested, approved, instructed. */
@Injectable()
export class PayStateShares implements Reaction<StateShareOrdered> {
  readonly name = 'pay-state-shares';
  readonly eventTypes = ['StateShareOrdered'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settled: SettledPilots,
    private readonly payees: StatePayees,
  ) {}

  async react(event: Appended<StateShareOrdered>, context: ReactionContext) {
    const data = event.data;
    const { pilotId, payoutId, order: instalment, amount, currency, budgetYear } = data;
    const settled = await this.settled.known(pilotId);
    const { schemeId, directorates } = settled.pilot;
    const scheme = await this.queries.execute(new FindScheme(schemeId));
    if (scheme === undefined) throw new Error(`there is no scheme ${schemeId}`);
    const order = {
      payoutId,
      awardId: pilotId,
      caseId: pilotId,
      commitmentId: settled.reservationId,
      schemeId,
      directorate: directorates[0],
      instalment,
      dueDate: dateInOslo(event.metadata.recordedAt),
      budgetYear,
      budgetChapter: scheme.budgetChapter,
      budgetPost: scheme.budgetPost,
      amount: { amount, currency },
      ...(await this.payees.of(settled)),
    };
    return positionOf(await this.commands.execute(new OpenPayout(payoutId, order, context.command())));
  }
}
