import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type {
  Appealed,
  NoticeReceiptCorrected,
  OutcomeReceiptCorrected,
  ReceiptCorrected,
} from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { Appeals } from '../appeals/appeals.js';
import { AppealsAgainst } from '../appeals/appeals-against.js';
import { TakeAppealStep } from '../appeals/steps.js';
import { appealedBy } from '../notices/noticed-body.js';

type Trigger = ReceiptCorrected | NoticeReceiptCorrected | OutcomeReceiptCorrected;

/** What was corrected: what appeals are against, from which day on there can be any, and whether dismissed ones count. */
interface Corrected {
  readonly against: Appealed;
  /** Calendar date. */
  readonly since: string;
  readonly reopens: boolean;
}

/** An appeal that waits, or was dismissed as late, is judged by the day to appeal that the corrected receipt leads to. */
@Injectable()
export class MoveAppealDeadlines implements Reaction<Trigger> {
  readonly name = 'move-appeal-deadlines';
  readonly eventTypes = ['ReceiptCorrected', 'NoticeReceiptCorrected', 'OutcomeReceiptCorrected'] as const;

  constructor(
    private readonly appeals: Appeals,
    private readonly appealsAgainst: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  async react(event: Appended<Trigger>, context: ReactionContext) {
    const { appealDeadline: deadline } = event.data;
    if (deadline === undefined) return undefined;
    const corrected = await this.correctedIn(event);
    if (!corrected) return undefined;
    const { against, since, reopens } = corrected;
    const step = { type: 'MoveAppealDeadline', deadline, reopens } as const;
    let last: Position | undefined;
    for (const { id, appeal } of await this.appealsAgainst.of(event.metadata.caseId!, against)) {
      // An earlier one was against another revocation of the same award.
      if (appeal.submission.receivedOn < since) continue;
      const command = new TakeAppealStep(id, step, context.commandFor('appeal', id));
      last = positionOf(await this.commands.execute(command));
    }
    return last;
  }

  private async correctedIn(event: Appended<Trigger>): Promise<Corrected | undefined> {
    const caseId = event.metadata.caseId!;
    switch (event.type) {
      case 'ReceiptCorrected': {
        const { decision: number, reopens = false } = event.data;
        return { against: { kind: 'decision', number }, since: '', reopens };
      }
      case 'NoticeReceiptCorrected': {
        const { of, decidedOn } = event.data;
        const against = appealedBy(of, caseId);
        return against && { against, since: decidedOn, reopens: true };
      }
      case 'OutcomeReceiptCorrected': {
        const id = appealIdOf(event.stream);
        const { appealable, decidedOn: since = '' } = event.data;
        if (appealable === 'dismissal') return { against: { kind: 'dismissal', id }, since, reopens: true };
        const state = await this.appeals.find(id);
        return state.status === 'none'
          ? undefined
          : { against: state.submission.against, since, reopens: true };
      }
    }
  }
}
