import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MAY } from '../../access.js';
import type { CheckEligibility as Command } from '../../domain/application/commands.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
/** The acting caseworker makes the checks of the regulation version on the application `id`. */
export class CheckEligibility extends ResourceCommand<Pick<Command, 'checks'>> {}

/** Carries out {@link CheckEligibility}. */
@CommandHandler(CheckEligibility)
export class CheckEligibilityHandler implements ICommandHandler<CheckEligibility> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
  ) {}

  async execute({ id, content, context }: CheckEligibility) {
    const regulation = await this.regulations.of(id);
    const checker = context.actor.subject;
    const command = { type: 'CheckEligibility', checker, regulation, checks: content.checks } as const;
    return this.applications.act(MAY['application.check-eligibility'], id, command, context);
  }
}
