import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { notFound } from '#access/policy.js';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { Outcome } from '#eventsourcing/command.js';
import { MAY } from '../../access.js';
import { streams, type Language, type NoticeChannel } from '../../contract/events.js';
import { noticeOf } from '../../domain/notices/state.js';
import { Appealables } from '../appeals/appealables.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { KeptLetters } from '../letters/kept-letters.js';
import { LaterLetters } from '../letters/later-letters.js';
import { appealedBy, named, type NoticedBody } from './noticed-body.js';
import { Notices } from './notices.js';

/** The party of the case `id` has received notice of a decision that takes from it; the acting caseworker records it. */
export class RecordNotice extends ResourceCommand<{
  readonly of: NoticedBody;
  /** Calendar date; that of the command when left out. */
  readonly receivedOn?: string | undefined;
  readonly channel: NoticeChannel;
  /** The letter's, else the application's, when left out. */
  readonly language?: Language | undefined;
}> {}

/** The letter was kept with the decision; one in another language, or of an older decision, is part of the notice. */
@CommandHandler(RecordNotice)
export class RecordNoticeHandler implements ICommandHandler<RecordNotice> {
  constructor(
    private readonly applications: Applications,
    private readonly appealables: Appealables,
    private readonly regulations: RegulationsOfCases,
    private readonly notices: Notices,
    private readonly letters: LaterLetters,
    private readonly kept: KeptLetters,
  ) {}

  async execute({ id: caseId, content, context }: RecordNotice): Promise<Outcome> {
    const application = await this.applications.find(caseId);
    if (application.status === 'none') return { ok: false, refusal: notFound() };
    const today = dateInOslo(context.now);
    const { channel, receivedOn = today } = content;
    const against = appealedBy(content.of, caseId);
    const standing = against && (await this.appealables.find(caseId, against));
    const of = standing?.noticed ?? named(content.of);
    const before = noticeOf(of, await this.notices.find(caseId));
    const language = content.language ?? before?.letter?.language ?? application.submission.language ?? 'nb';
    const rules = against && (await this.regulations.of(caseId)).appeal;
    // Of an offer nothing is decided: notice is of the letter, and no time to appeal runs from it.
    const decidedOn = against ? standing?.decidedOn : before?.decidedOn;
    const command = {
      type: 'RecordNotice',
      caseId,
      of,
      decidedOn,
      receivedOn,
      channel,
      language,
      rules,
      today,
    } as const;
    const asked = { may: MAY['application.notify'], of: resourceOf(application) };
    return this.kept.send(
      {
        caseId,
        stream: streams.notices(caseId),
        write: () =>
          before?.letter?.language === language
            ? Promise.resolve(undefined)
            : this.letters.of(caseId, of, language),
        act: (as, letter) => this.notices.record({ ...command, letter }, as, asked),
      },
      context,
    );
  }
}
