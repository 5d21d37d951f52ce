import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Action } from '#access/policy.js';
import { settlementStream, type SettlementEvent } from '../../contract/events.js';
import { settlement, type SettlementCommand } from '../../domain/settlement/settlement.js';
import type { Settlement } from '../../domain/settlement/state.js';
import { Pilots, resourceOf } from '../pilots/pilots.js';

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
export class Settlements extends GuardedStreams<Settlement, SettlementCommand, SettlementEvent> {
  constructor(
    handling: CommandHandling,
    private readonly pilots: Pilots,
  ) {
    super(handling, rules, () => ({}));
  }

  /** Carries out a person's command after the policy was asked: the pilot alone knows whose it is. */
  override async act(
    action: Action,
    id: string,
    command: SettlementCommand,
    context: CommandContext,
  ): Promise<Outcome> {
    const pilot = resourceOf(await this.pilots.find(id));
    return super.act(action, id, command, context, () => denied(context.actor, action, pilot));
  }
}
