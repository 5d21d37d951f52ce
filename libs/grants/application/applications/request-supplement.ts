import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MAY } from '../../access.js';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { streams } from '../../contract/events.js';
import { lastDayToAnswer } from '../../domain/application/supplement.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters } from '../letters/kept-letters.js';
import { Applications } from './applications.js';
import { RegulationsOfCases } from './regulations-of-cases.js';

/** The acting caseworker asks the applicant of the application `id` for what is missing. */
export class RequestSupplement extends ResourceCommand<{
  readonly items: readonly string[];
  /** Calendar date; by the regulation when left out. */
  readonly dueOn?: string;
}> {}

/** The request goes out as a letter. */
@CommandHandler(RequestSupplement)
export class RequestSupplementHandler implements ICommandHandler<RequestSupplement> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly letters: CaseLetters,
    private readonly kept: KeptLetters,
  ) {}

  async execute({ id, content, context }: RequestSupplement) {
    const regulation = await this.regulations.of(id);
    const requestedBy = context.actor.subject;
    const today = dateInOslo(context.now);
    const command = { type: 'RequestSupplement', requestedBy, regulation, today, ...content } as const;
    const deadline = lastDayToAnswer(command);
    return this.kept.send(
      {
        caseId: id,
        stream: streams.application(id),
        write: () =>
          deadline === undefined
            ? Promise.resolve(undefined)
            : this.letters.ofSupplement(
                id,
                { missing: content.items, deadline, caseworker: requestedBy },
                today,
              ),
        act: (as, letter) =>
          this.applications.act(MAY['application.request-supplement'], id, { ...command, letter }, as),
      },
      context,
    );
  }
}
