import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Money } from '#money/money.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { TakeAwardStep } from '../awards/steps.js';

/** An overdue report holds up payouts until it is approved or waived; what it shows as unspent is due back. */
@Injectable()
export class GatePayouts implements Reaction {
  readonly name = 'gate-payouts';
  readonly eventTypes = ['ReportBecameOverdue', 'ReportApproved', 'ReportWaived'];

  constructor(private readonly commands: CommandBus) {}

  async react({ type, data }: AppendedEvent, context: ReactionContext) {
    const { awardId, reportId, unspent } = data as unknown as {
      awardId: string;
      reportId: string;
      unspent?: Money;
    };
    const gate = type === 'ReportBecameOverdue' ? 'BlockPayouts' : 'UnblockPayouts';
    const first = new TakeAwardStep(awardId, { type: gate, reportId }, context.command());
    const position = positionOf(await this.commands.execute(first));
    if (!unspent || unspent.amount === 0) return position;
    const claim = { type: 'ClaimUnspent', reportId, amount: unspent.amount } as const;
    return positionOf(await this.commands.execute(new TakeAwardStep(awardId, claim, context.command(1))));
  }
}
