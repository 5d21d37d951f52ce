import { Injectable } from '@nestjs/common';
import { denied, officialStep, type Action, type Resource } from '#access/policy.js';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { streams, type NoticeEvent } from '../../contract/events.js';
import {
  notices,
  type NoticeCommand,
  type Notices as Told,
  type RecordNotice,
} from '../../domain/notices/notices.js';

/** What the notices of a case keep to. */
export const rules: StreamRules<Told, NoticeCommand, NoticeEvent> = {
  decider: notices,
  streamOf: streams.notices,
  caseIdOf: (id) => id,
  // As many as there may be claims of one award.
  mostOf: { NoticeReceived: 2_000 },
};

/** What the parties of cases are told beside the decision on their application; a stream has the id of its case. */
@Injectable()
export class Notices extends GuardedStreams<Told, NoticeCommand, NoticeEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules);
  }

  /** Records a notice; the application says whose case it is. */
  record(
    command: RecordNotice,
    context: CommandContext,
    { may, of }: { readonly may: Action; readonly of: Resource },
  ): Promise<Outcome> {
    const guard = () => denied(context.actor, may, of);
    const official = () => officialStep(context.actor, may, of);
    return this.handling.handle(rules, { id: command.caseId, command, context, guard, official });
  }
}
