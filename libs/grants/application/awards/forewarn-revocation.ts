import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { deadlineAfter } from '#calendar/deadlines.js';
import { dateInOslo } from '#calendar/oslo.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Judge } from '#cqrs/guarded-streams.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { Award } from '../../domain/award/state.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { streams } from '../../contract/events.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters } from '../letters/kept-letters.js';
import { Awards } from './awards.js';
import { Judges } from './judges.js';
import { Reductions } from './reductions.js';

/** The acting caseworker tells the recipient of the award `id` that it may be revoked. */
export class ForewarnRevocation extends ResourceCommand<{
  readonly grounds: string;
  /** The approved report with too little co-funding, where it is about that. */
  readonly reportId?: string | undefined;
  /** Calendar date; the regulation's time to answer when left out. */
  readonly replyBy?: string | undefined;
}> {}

/** The recipient is told by letter. */
@CommandHandler(ForewarnRevocation)
export class ForewarnRevocationHandler implements ICommandHandler<ForewarnRevocation> {
  constructor(
    private readonly awards: Awards,
    private readonly regulations: RegulationsOfCases,
    private readonly letters: CaseLetters,
    private readonly kept: KeptLetters,
    private readonly judges: Judges,
    private readonly reductions: Reductions,
  ) {}

  async execute({ id, content, context }: ForewarnRevocation) {
    const { actor, now } = context;
    const { forewarning } = await this.regulations.of(id);
    const replyBy = content.replyBy ?? (forewarning && deadlineAfter(dateInOslo(now), forewarning));
    const command = {
      type: 'ForewarnRevocation',
      person: actor.subject,
      grounds: content.grounds,
      reportId: content.reportId,
      replyBy: replyBy ?? '',
      now,
      barred: await this.judges.conflictOf(id, actor.subject, 'mayPrepare'),
    } as const;
    const judge: Judge<Award> = (_, usual) => {
      if (usual || replyBy !== undefined) return usual;
      const detail = 'the regulation states no time to answer, so the forewarning has to';
      return refusal('invalid', 'reply-by-missing', detail);
    };
    const { grounds, replyBy: answerBy, person: caseworker } = command;
    const reduction = await this.reductions.of(id, content.reportId);
    return this.kept.send(
      {
        caseId: id,
        stream: streams.award(id),
        write: () =>
          this.letters.ofForewarning(
            id,
            { ...reduction, grounds, replyBy: answerBy, caseworker },
            dateInOslo(now),
          ),
        act: (as, letter) => this.awards.act(MAY['award.revoke'], id, { ...command, letter }, as, judge),
      },
      context,
    );
  }
}
