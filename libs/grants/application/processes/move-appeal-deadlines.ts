import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { Appealed, NoticeReceiptCorrected, ReceiptCorrected } from '../../contract/events.js';
import { AppealsAgainst } from '../appeals/appeals-against.js';
import { TakeAppealStep } from '../appeals/steps.js';
import { appealedBy } from '../notices/noticed-body.js';

type Trigger = ReceiptCorrected | NoticeReceiptCorrected;

/** An appeal that waits, or was dismissed as late, is judged by the day to appeal that the corrected receipt leads to. */
@Injectable()
export class MoveAppealDeadlines implements Reaction<Trigger> {
  readonly name = 'move-appeal-deadlines';
  readonly eventTypes = ['ReceiptCorrected', 'NoticeReceiptCorrected'] as const;

  constructor(
    private readonly appeals: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  async react(event: Appended<Trigger>, context: ReactionContext) {
    const { appealDeadline: deadline } = event.data;
    if (deadline === undefined) return undefined;
    const { against, since, reopens } = correctedIn(event);
    const step = { type: 'MoveAppealDeadline', deadline, reopens } as const;
    let last: Position | undefined;
    for (const { id, appeal } of await this.appeals.of(event.metadata.caseId!, against)) {
      // An earlier one was against another revocation of the same award.
      if (appeal.submission.receivedOn < since) continue;
      const command = new TakeAppealStep(id, step, context.commandFor('appeal', id));
      last = positionOf(await this.commands.execute(command));
    }
    return last;
  }
}

/** What was corrected: what appeals are against, from which day on there can be any, and whether dismissed ones count. */
function correctedIn({ type, data, metadata }: Appended<Trigger>): {
  readonly against: Appealed;
  readonly since: string;
  readonly reopens: boolean;
} {
  if (type === 'ReceiptCorrected') {
    const { decision: number, reopens = false } = data;
    return { against: { kind: 'decision', number }, since: '', reopens };
  }
  return { against: appealedBy(data.of, metadata.caseId!), since: data.decidedOn, reopens: true };
}
