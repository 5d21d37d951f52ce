import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Applications } from '../applications/applications.js';

/** Gives the application `id` to a second assessor: the acting person when none is named. */
export class AssignSecondAssessor extends ResourceCommand<{
  readonly assessor?: string | undefined;
  readonly note?: string | undefined;
}> {}

/** Carries out {@link AssignSecondAssessor}. */
@CommandHandler(AssignSecondAssessor)
export class AssignSecondAssessorHandler implements ICommandHandler<AssignSecondAssessor> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: AssignSecondAssessor) {
    const { assessor = context.actor.subject, note } = content;
    const command = { type: 'AssignSecondAssessor', assessor, note } as const;
    return this.applications.act(MAY['application.assign-second'], id, command, context);
  }
}
