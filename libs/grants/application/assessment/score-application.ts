import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { ScoreApplication as Scoring } from '../../domain/application/commands.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';

/** The acting caseworker scores the application `id` on every criterion. */
export class ScoreApplication extends ResourceCommand<Pick<Scoring, 'scores'>> {}

/** Carries out {@link ScoreApplication}. */
@CommandHandler(ScoreApplication)
export class ScoreApplicationHandler implements ICommandHandler<ScoreApplication> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
  ) {}

  async execute({ id, content, context }: ScoreApplication) {
    const regulation = await this.regulations.of(id);
    const assessor = context.actor.subject;
    const command = { type: 'ScoreApplication', assessor, regulation, scores: content.scores } as const;
    return this.applications.act(MAY['application.score'], id, command, context);
  }
}
