import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Action } from '#access/policy.js';
import { settlementStream, type SettlementEvent } from '../../contract/events.js';
import type { Pilot } from '../../domain/pilot/state.js';
import type { SettlementCommand } from '../../domain/settlement/commands.js';
import { settlement } from '../../domain/settlement/settlement.js';
import type { Settlement } from '../../domain/settlement/state.js';
import { resourceOf } from '../pilots/pilots.js';

/** What the stream of a pilot's settlement keeps to. */
export const rules: StreamRules<Settlement, SettlementCommand, SettlementEvent> = {
  decider: settlement,
  streamOf: settlementStream,
  caseIdOf: (id) => id,
  // Each version claims of every payer, and a payer pays as often as it likes.
  mostOf: { ShareClaimed: 10_000, SharePaid: 2_000 },
};

/** The settlements' streams: one per pilot, under its id. */
@Injectable()
export class Settlements {
  constructor(private readonly handling: CommandHandling) {}

  /** The settlement as it stands now. */
  async find(id: string): Promise<Settlement> {
    return (await this.handling.load(rules, id)).state;
  }

  /** Carries out a person's command on the settlement of a pilot, after the policy was asked. */
  act(
    action: Action,
    id: string,
    pilot: Pilot,
    command: SettlementCommand,
    context: CommandContext,
  ): Promise<Outcome> {
    const guard = () => denied(context.actor, action, resourceOf(pilot));
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command that follows from what was decided before. */
  follow(id: string, command: SettlementCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }
}
