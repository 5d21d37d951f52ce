import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { Appealed } from '../../contract/events.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { IncomingAppeals } from './incoming-appeals.js';

/** The applicant of the case `id` appeals against a decision in it. The receipt names the appeal. */
export class SubmitAppeal extends ResourceCommand<{ readonly against: Appealed; readonly grounds: string }> {}

@CommandHandler(SubmitAppeal)
export class SubmitAppealHandler implements ICommandHandler<SubmitAppeal> {
  constructor(
    private readonly incoming: IncomingAppeals,
    private readonly acting: ActingForParty,
  ) {}

  execute({ id: caseId, content, context }: SubmitAppeal): Promise<Outcome> {
    const { actor, now } = context;
    const incoming = {
      ...content,
      appellant: actor.subject,
      may: MAY['appeal.submit'],
      barred: () => this.acting.refusalFor(caseId, actor, 'appeal', now),
    };
    return this.incoming.takeIn(caseId, incoming, context);
  }
}
