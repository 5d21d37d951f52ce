import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Resource } from '#access/policy.js';
import { MAY } from '../../access.js';
import { streams, type CallEvent } from '../../contract/events.js';
import { call, type CallCommand } from '../../domain/call/call.js';
import type { Call } from '../../domain/call/state.js';

/** What a call's stream keeps to. */
export const rules: StreamRules<Call, CallCommand, CallEvent> = {
  decider: call,
  streamOf: streams.call,
  hot: true,
  // Of each organisation: after an outage in the last hours many need one.
  mostOf: { LateSubmissionAllowed: 5_000 },
};

/** The calls' streams. */
@Injectable()
export class Calls extends GuardedStreams<Call, CallCommand, CallEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, ownerOf);
  }

  /** Announces a call of a scheme; before that the scheme says whose it is. */
  announce(id: string, command: CallCommand, context: CommandContext, of: Resource): Promise<Outcome> {
    const guard = (state: Call) =>
      denied(context.actor, MAY['call.announce'], state.status === 'none' ? of : ownerOf(state));
    return this.handling.handle(rules, { id, command, context, guard });
  }
}

function ownerOf(state: Call): Resource {
  return state.status === 'none' ? {} : { owner: state.directorate };
}
