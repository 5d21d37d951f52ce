import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { payoutStream, type PayoutEvent } from '../../contract/events.js';
import { payout, type PayoutCommand } from '../../domain/payout/payout.js';
import { preparationsOf } from '../../domain/payout/prepared.js';
import type { Payout } from '../../domain/payout/state.js';

/** What a payout's stream keeps to. */
export const rules: StreamRules<Payout, PayoutCommand, PayoutEvent> = {
  decider: payout,
  preparedBy: preparationsOf,
  streamOf: payoutStream,
  caseIdOf: (_, state) => (state.status === 'none' ? undefined : state.order.caseId),
};

/** The payouts' streams. */
@Injectable()
export class Payouts extends GuardedStreams<Payout, PayoutCommand, PayoutEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }
}

function resourceOf(state: Payout) {
  if (state.status === 'none') return {};
  return { owner: state.order.directorate, applicant: state.order.payee.organisation };
}
