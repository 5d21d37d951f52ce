import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Money } from '#money/money.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { TakeAwardStep } from '../awards/steps.js';

/**
 * An overdue report holds up payouts until it is approved or waived. What one shows as unspent is due back: of one that
 * counts what is settled later that is looked at apart, with what was settled by then.
 */
@Injectable()
export class GatePayouts implements Reaction {
  readonly name = 'gate-payouts';
  readonly eventTypes = ['ReportBecameOverdue', 'ReportApproved', 'ReportWaived'];

  constructor(private readonly commands: CommandBus) {}

  async react({ type, data }: AppendedEvent, context: ReactionContext) {
    const { awardId, reportId, unspent, countsLater } = data as unknown as {
      awardId: string;
      reportId: string;
      unspent?: Money;
      countsLater?: true;
    };
    const gate = type === 'ReportBecameOverdue' ? 'BlockPayouts' : 'UnblockPayouts';
    const first = new TakeAwardStep(awardId, { type: gate, reportId }, context.command());
    const position = positionOf(await this.commands.execute(first));
    if (!unspent || unspent.amount === 0 || countsLater) return position;
    const claim = { type: 'ClaimUnspent', reportId, amount: unspent.amount } as const;
    return positionOf(await this.commands.execute(new TakeAwardStep(awardId, claim, context.command(1))));
  }
}
