import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { recoveryStream, type RecoveryEvent } from '../../contract/events.js';
import { recovery, type RecoveryCommand } from '../../domain/recovery/recovery.js';
import { approvesReplacement, preparationsOf } from '../../domain/recovery/prepared.js';
import type { Recovery } from '../../domain/recovery/state.js';

/** What a recovery's stream keeps to. */
export const rules: StreamRules<Recovery, RecoveryCommand, RecoveryEvent> = {
  decider: recovery,
  preparedBy: preparationsOf,
  replaced: approvesReplacement,
  streamOf: recoveryStream,
  caseIdOf: (_, state) => (state.status === 'none' ? undefined : state.order.caseId),
  // Small sums every week, for as long as the debtor can.
  mostOf: { RepaymentReceived: 2_000 },
};

/** The recoveries' streams. */
@Injectable()
export class Recoveries extends GuardedStreams<Recovery, RecoveryCommand, RecoveryEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }
}

function resourceOf(state: Recovery) {
  if (state.status === 'none') return {};
  return { owner: state.order.directorate, applicant: state.order.debtor };
}
