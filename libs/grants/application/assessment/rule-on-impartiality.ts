import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MAY } from '../../access.js';
import type { RuleOnImpartiality as Command } from '../../domain/application/commands.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';

/** The acting superior rules whether a person is impartial in the case `id`. */
export class RuleOnImpartiality extends ResourceCommand<Omit<Command, 'type' | 'superior'>> {}

/** Carries out {@link RuleOnImpartiality}. */
@CommandHandler(RuleOnImpartiality)
export class RuleOnImpartialityHandler implements ICommandHandler<RuleOnImpartiality> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: RuleOnImpartiality) {
    const command = { type: 'RuleOnImpartiality', superior: context.actor.subject, ...content } as const;
    return this.applications.act(MAY['application.rule-on-impartiality'], id, command, context);
  }
}
