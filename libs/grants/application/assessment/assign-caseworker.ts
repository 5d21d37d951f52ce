import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Applications } from '../applications/applications.js';

/** Gives the application `id` to a caseworker: the acting one when none is named. */
export class AssignCaseworker extends ResourceCommand<{
  readonly caseworker?: string | undefined;
  readonly note?: string | undefined;
}> {}

/** Carries out {@link AssignCaseworker}. */
@CommandHandler(AssignCaseworker)
export class AssignCaseworkerHandler implements ICommandHandler<AssignCaseworker> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: AssignCaseworker) {
    const { caseworker = context.actor.subject, note } = content;
    const command = { type: 'AssignCaseworker', caseworker, note } as const;
    return this.applications.act(MAY['application.assign'], id, command, context);
  }
}
