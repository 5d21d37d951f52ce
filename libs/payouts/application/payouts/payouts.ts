import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { denied, type Action } from '#access/policy.js';
import { payoutStream, type PayoutEvent } from '../../contract/events.js';
import type { PayoutCommand } from '../../domain/payout/commands.js';
import { payout } from '../../domain/payout/payout.js';
import type { Payout } from '../../domain/payout/state.js';

/** What a payout's stream keeps to. */
export const rules: StreamRules<Payout, PayoutCommand, PayoutEvent> = {
  decider: payout,
  streamOf: payoutStream,
  caseIdOf: (_, __, state) => (state.status === 'none' ? undefined : state.order.caseId),
};

/** Why a person may not act on a payout, judged with its state. */
export type PayoutGuard = (state: Payout, usual: Refusal | undefined) => Refusal | undefined;

/** The payouts' streams. */
@Injectable()
export class Payouts {
  constructor(private readonly handling: CommandHandling) {}

  /** The payout as it stands now. */
  async find(id: string): Promise<Payout> {
    return (await this.handling.load(rules, id)).state;
  }

  /** Carries out a person's command after the policy was asked. */
  act(
    action: Action,
    id: string,
    command: PayoutCommand,
    context: CommandContext,
    judge: PayoutGuard = (_, usual) => usual,
  ): Promise<Outcome> {
    const guard = (state: Payout) => judge(state, denied(context.actor, action, resourceOf(state)));
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command that follows from what was decided before. */
  follow(id: string, command: PayoutCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }
}

function resourceOf(state: Payout) {
  if (state.status === 'none') return {};
  return { owner: state.order.directorate, applicant: state.order.payee.organisation };
}
