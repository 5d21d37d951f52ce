import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import { OpenPayout } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { InstalmentReleased } from '../../contract/events.js';
import { Payees } from '../awards/payees.js';
import { Schemes } from '../schemes/schemes.js';

/** A released instalment becomes a payout that is due. */
@Injectable()
export class OpenPayouts implements Reaction<InstalmentReleased> {
  readonly name = 'open-payouts';
  readonly eventTypes = ['InstalmentReleased'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly payees: Payees,
    private readonly schemes: Schemes,
  ) {}

  async react(event: Appended<InstalmentReleased>, context: ReactionContext) {
    const data = event.data;
    const {
      payoutId,
      awardId,
      schemeId,
      directorate,
      instalment,
      dueDate,
      budgetYear,
      amount,
      reservationId,
    } = data;
    const scheme = await this.schemes.find(schemeId);
    if (scheme.status === 'none') throw new Error(`there is no scheme ${schemeId}`);
    const order = {
      payoutId,
      awardId,
      caseId: awardId,
      commitmentId: reservationId,
      schemeId,
      directorate,
      instalment,
      dueDate,
      budgetYear,
      budgetChapter: scheme.budgetChapter,
      budgetPost: scheme.budgetPost,
      amount,
      ...(await this.payees.of(awardId)),
    };
    return positionOf(await this.commands.execute(new OpenPayout(payoutId, order, context.command())));
  }
}
