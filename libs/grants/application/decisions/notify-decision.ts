import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { streams, type DecisionNotified, type Language, type NoticeChannel } from '../../contract/events.js';
import { noticeOf, notifiedDecision } from '../../domain/application/notification.js';
import type { MadeDecision } from '../../domain/application/state.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters } from '../letters/kept-letters.js';

/** The applicant has received notice of the decision on the application `id`; the acting caseworker records it. */
export class NotifyDecision extends ResourceCommand<{
  /** The decision in force when left out. */
  readonly decision?: number;
  /** Calendar date; that of the command when left out. */
  readonly receivedOn?: string;
  readonly channel: NoticeChannel;
  /** The application's when left out. */
  readonly language?: Language;
  /** Of a letter that was sent otherwise; none is made then. */
  readonly letterDigest?: string;
}> {}

/** Whether the letter that was kept with the decision is another than the notice needs: in language or addressee. */
function isOther(
  { letter, representation }: MadeDecision,
  notice: Pick<DecisionNotified['data'], 'language' | 'representation'>,
): boolean {
  return letter?.language !== notice.language || representation !== notice.representation;
}

/** The letter was kept when the decision was made; one in another language, to another addressee, or of an older decision, is part of the notice. */
@CommandHandler(NotifyDecision)
export class NotifyDecisionHandler implements ICommandHandler<NotifyDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly letters: CaseLetters,
    private readonly kept: KeptLetters,
  ) {}

  async execute({ id, content, context }: NotifyDecision) {
    const regulation = await this.regulations.of(id);
    const today = dateInOslo(context.now);
    const { receivedOn = today, letterDigest } = content;
    const command = { type: 'NotifyDecision', regulation, today, ...content, receivedOn } as const;
    const state = await this.applications.find(id);
    const made = state.status === 'none' ? undefined : notifiedDecision(command, state);
    const notice = state.status === 'none' || !made ? undefined : noticeOf(command, state, made);
    return this.kept.send(
      {
        caseId: id,
        stream: streams.application(id),
        write: () =>
          made && notice && letterDigest === undefined && isOther(made, notice)
            ? this.letters.ofDecision(id, made, notice)
            : Promise.resolve(undefined),
        act: (as, letter) => this.applications.act(MAY['application.notify'], id, { ...command, letter }, as),
      },
      context,
    );
  }
}
