import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Applications } from '../applications/applications.js';

/** The acting official declares whether they have a conflict of interest in the case `id`. */
export class DeclareImpartiality extends ResourceCommand<{
  readonly conflict: boolean;
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}> {}

/** Carries out {@link DeclareImpartiality}. */
@CommandHandler(DeclareImpartiality)
export class DeclareImpartialityHandler implements ICommandHandler<DeclareImpartiality> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: DeclareImpartiality) {
    const command = { type: 'DeclareImpartiality', person: context.actor.subject, ...content } as const;
    return this.applications.act(MAY['application.declare-impartiality'], id, command, context);
  }
}
