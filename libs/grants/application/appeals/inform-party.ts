import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { notFound } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { NotifyAppealOutcome as Notice } from '../../domain/appeal/commands.js';
import { streams } from '../../contract/events.js';
import { lastDayToAppeal } from '../../domain/appeal/outcome.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters } from '../letters/kept-letters.js';
import { Appeals } from './appeals.js';
import { Officials } from './officials.js';

/** The party of the appeal `id` is told why it takes long. */
export class SendProvisionalReply extends ResourceCommand<{
  readonly text: string;
  /** Calendar date. */
  readonly expectedBy?: string | undefined;
}> {}

/** The time to answer the appeal `id` has passed, at the instant `dueAt`. */
export class NoteProvisionalReplyDue extends ResourceCommand<{ readonly dueAt: string }> {}

/** The party of the appeal `id` has received notice of the outcome. */
export class NotifyAppealOutcome extends ResourceCommand<Pick<Notice, 'receivedOn' | 'channel'>> {}

/** Carries out {@link SendProvisionalReply}. */
@CommandHandler(SendProvisionalReply)
export class SendProvisionalReplyHandler implements ICommandHandler<SendProvisionalReply> {
  constructor(private readonly appeals: Appeals) {}

  execute({ id, content, context }: SendProvisionalReply) {
    const command = { type: 'SendProvisionalReply', ...content } as const;
    return this.appeals.act(MAY['appeal.inform'], id, command, context);
  }
}

/** Carries out {@link NoteProvisionalReplyDue}. */
@CommandHandler(NoteProvisionalReplyDue)
export class NoteProvisionalReplyDueHandler implements ICommandHandler<NoteProvisionalReplyDue> {
  constructor(private readonly appeals: Appeals) {}

  execute({ id, content, context }: NoteProvisionalReplyDue) {
    return this.appeals.follow(id, { type: 'NoteProvisionalReplyDue', ...content }, context);
  }
}

/** Carries out {@link NotifyAppealOutcome}: the letter on the outcome is part of the notice. */
@CommandHandler(NotifyAppealOutcome)
export class NotifyAppealOutcomeHandler implements ICommandHandler<NotifyAppealOutcome> {
  constructor(
    private readonly appeals: Appeals,
    private readonly officials: Officials,
    private readonly regulations: RegulationsOfCases,
    private readonly letters: CaseLetters,
    private readonly kept: KeptLetters,
  ) {}

  async execute({ id, content, context }: NotifyAppealOutcome): Promise<Outcome> {
    const appeal = await this.appeals.find(id);
    if (appeal.status === 'none') return { ok: false, refusal: notFound() };
    const { caseId } = appeal.submission;
    const { appeal: rules } = await this.regulations.of(caseId);
    const step = { action: MAY['appeal.inform'], as: 'preparer' } as const;
    const command = {
      type: 'NotifyAppealOutcome',
      ...content,
      today: dateInOslo(context.now),
      rules,
    } as const;
    return this.kept.send(
      {
        caseId,
        stream: streams.appeal(id),
        write: () => this.letters.ofAppeal(id, appeal, lastDayToAppeal(command, appeal)),
        act: (as, letter) => this.officials.act(id, step, as, () => ({ ...command, letter })),
      },
      context,
    );
  }
}
