import { Injectable } from '@nestjs/common';
import { denied, officialStep, otherSide, type Action, type Resource } from '#access/policy.js';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { streams, type NoticeEvent } from '../../contract/events.js';
import { notices, type NoticeCommand } from '../../domain/notices/notices.js';
import { preparationsOf } from '../../domain/notices/prepared.js';
import type { Notices as Told } from '../../domain/notices/state.js';

/** As many as there may be claims of one award. */
const MOST_NOTICES = 2_000;

/** What the notices of a case keep to. */
export const rules: StreamRules<Told, NoticeCommand, NoticeEvent> = {
  decider: notices,
  preparedBy: preparationsOf,
  streamOf: streams.notices,
  caseIdOf: (id) => id,
  mostOf: {
    NoticeReceived: MOST_NOTICES,
    NoticeReceiptCorrectionProposed: MOST_NOTICES,
    NoticeReceiptCorrected: MOST_NOTICES,
    NoticeReceiptCorrectionRejected: MOST_NOTICES,
  },
};

/** What the parties of cases are told beside the decision on their application; a stream has the id of its case. */
@Injectable()
export class Notices extends GuardedStreams<Told, NoticeCommand, NoticeEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules);
  }

  /** Records a notice, or a step of correcting its receipt; the application says whose case it is. */
  record(
    command: Exclude<NoticeCommand, { type: 'SendLetter' }>,
    context: CommandContext,
    { may, of }: { readonly may: Action; readonly of: Resource },
  ): Promise<Outcome> {
    const { actor } = context;
    const guard = (_: Told, onBehalf: ReadonlySet<string>) =>
      denied(actor, may, of) ?? otherSide(actor, may, onBehalf);
    const official = () => officialStep(actor, may, of);
    return this.handling.handle(rules, { id: command.caseId, command, context, guard, official });
  }
}
