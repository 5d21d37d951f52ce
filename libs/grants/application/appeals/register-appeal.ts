import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { Appealed } from '../../contract/events.js';
import type { OtherAppellantSaid } from '../../domain/appeal/submission.js';
import { IncomingAppeals } from './incoming-appeals.js';

/** The acting official registers an appeal in the case `id` that came outside the portal. The receipt names the appeal. */
export class RegisterAppeal extends ResourceCommand<{
  readonly against: Appealed;
  readonly grounds: string;
  readonly arrival: ArrivalBody;
  /** Who appeals without having applied. */
  readonly other?: OtherAppellantSaid | undefined;
}> {}

@CommandHandler(RegisterAppeal)
export class RegisterAppealHandler implements ICommandHandler<RegisterAppeal> {
  constructor(private readonly incoming: IncomingAppeals) {}

  execute({ id: caseId, content, context }: RegisterAppeal): Promise<Outcome> {
    const arrival = registered(content.arrival, context);
    return this.incoming.takeIn(caseId, { ...content, arrival, may: MAY['post.register'] }, context);
  }
}
