import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Action } from '#access/policy.js';
import { MAY } from '../../access.js';
import { streams, type CallEvent } from '../../contract/events.js';
import { call } from '../../domain/call/call.js';
import type { AnnounceCall, CallCommand } from '../../domain/call/commands.js';
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
export class Calls {
  constructor(private readonly handling: CommandHandling) {}

  /** The call as it stands now. */
  async find(callId: string): Promise<Call> {
    return (await this.handling.load(rules, callId)).state;
  }

  /** Announces a call; for the managers of the directorate that owns its scheme. */
  announce(id: string, command: AnnounceCall, context: CommandContext): Promise<Outcome> {
    const guard = (state: Call) => {
      const owner = state.status === 'none' ? command.directorate : state.directorate;
      return denied(context.actor, MAY['call.announce'], { owner });
    };
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command on a call that was announced; for the managers of the directorate that owns its scheme. */
  act(action: Action, id: string, command: CallCommand, context: CommandContext): Promise<Outcome> {
    const guard = (state: Call) =>
      denied(context.actor, action, state.status === 'none' ? {} : { owner: state.directorate });
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command that follows from the passing of time. */
  follow(id: string, command: CallCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }
}
