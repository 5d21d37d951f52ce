import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { denied, type Action } from '#access/policy.js';
import { recoveryStream, type RecoveryEvent } from '../../contract/events.js';
import type { RecoveryCommand } from '../../domain/recovery/commands.js';
import { recovery } from '../../domain/recovery/recovery.js';
import type { Recovery } from '../../domain/recovery/state.js';

/** What a recovery's stream keeps to. */
export const rules: StreamRules<Recovery, RecoveryCommand, RecoveryEvent> = {
  decider: recovery,
  streamOf: recoveryStream,
  caseIdOf: (_, __, state) => (state.status === 'none' ? undefined : state.order.caseId),
  // Small sums every week, for as long as the debtor can.
  mostOf: { RepaymentReceived: 2_000 },
};

/** Why a person may not act on a recovery, judged with its state. */
export type RecoveryGuard = (state: Recovery, usual: Refusal | undefined) => Refusal | undefined;

/** The recoveries' streams. */
@Injectable()
export class Recoveries {
  constructor(private readonly handling: CommandHandling) {}

  /** The recovery as it stands now. */
  async find(id: string): Promise<Recovery> {
    return (await this.handling.load(rules, id)).state;
  }

  /** Carries out a person's command after the policy was asked. */
  act(
    action: Action,
    id: string,
    command: RecoveryCommand,
    context: CommandContext,
    judge: RecoveryGuard = (_, usual) => usual,
  ): Promise<Outcome> {
    const guard = (state: Recovery) => judge(state, denied(context.actor, action, resourceOf(state)));
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command that follows from what was decided before, or from the passing of time. */
  follow(id: string, command: RecoveryCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }
}

function resourceOf(state: Recovery) {
  if (state.status === 'none') return {};
  return { owner: state.order.directorate, applicant: state.order.debtor };
}
