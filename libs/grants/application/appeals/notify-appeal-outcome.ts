import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { notFound } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { streams, type AppealOutcomeNotified } from '../../contract/events.js';
import { lastDayToAppeal } from '../../domain/appeal/outcome-notice.js';
import { Applications } from '../applications/applications.js';
import { noticeOf } from '../../domain/notices/state.js';
import { Notices } from '../notices/notices.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters } from '../letters/kept-letters.js';
import { Appeals } from './appeals.js';

/** The party of the appeal `id` has received notice of the outcome. */
export class NotifyAppealOutcome extends ResourceCommand<
  Pick<AppealOutcomeNotified['data'], 'receivedOn' | 'channel'>
> {}

/** The letter was kept with the outcome; of an outcome of before it is part of the notice. */
@CommandHandler(NotifyAppealOutcome)
export class NotifyAppealOutcomeHandler implements ICommandHandler<NotifyAppealOutcome> {
  constructor(
    private readonly appeals: Appeals,
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly notices: Notices,
    private readonly letters: CaseLetters,
    private readonly kept: KeptLetters,
  ) {}

  async execute({ id, content, context }: NotifyAppealOutcome): Promise<Outcome> {
    const appeal = await this.appeals.find(id);
    if (appeal.status === 'none') return { ok: false, refusal: notFound() };
    const { caseId, other } = appeal.submission;
    const theCase = await this.applications.find(caseId);
    const representative = theCase.status === 'none' || other ? undefined : theCase.representative;
    const { appeal: rules } = await this.regulations.of(caseId);
    const command = {
      type: 'NotifyAppealOutcome',
      ...content,
      today: dateInOslo(context.now),
      rules,
      representation: representative?.representation,
    } as const;
    return this.kept.send(
      {
        caseId,
        stream: streams.appeal(id),
        write: async () =>
          noticeOf({ kind: 'appeal', id }, await this.notices.find(caseId))?.letter
            ? undefined
            : this.letters.ofAppeal(id, appeal, lastDayToAppeal(command, appeal)),
        act: (as, letter) => this.appeals.act(MAY['appeal.inform'], id, { ...command, letter }, as),
      },
      context,
    );
  }
}
