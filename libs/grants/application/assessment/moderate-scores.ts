import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MAY } from '../../access.js';
import type { ModerateScores as Command } from '../../domain/application/commands.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
/** The acting official settles what two assessors of the application `id` differ on. */
export class ModerateScores extends ResourceCommand<Pick<Command, 'scores' | 'rationale'>> {}

/** Carries out {@link ModerateScores}. */
@CommandHandler(ModerateScores)
export class ModerateScoresHandler implements ICommandHandler<ModerateScores> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
  ) {}

  async execute({ id, content, context }: ModerateScores) {
    const regulation = await this.regulations.of(id);
    const moderator = context.actor.subject;
    const command = { type: 'ModerateScores', moderator, regulation, ...content } as const;
    return this.applications.act(MAY['application.moderate'], id, command, context);
  }
}
