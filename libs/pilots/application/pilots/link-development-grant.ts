import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { FindApplicant } from '#grants/contract/queries.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { isKnown, Pilots } from './pilots.js';

/** The municipality's application for development costs belongs to the pilot `id` from now on. */
export class LinkDevelopmentGrant extends ResourceCommand<{ readonly applicationId: string }> {}

/** Carries out {@link LinkDevelopmentGrant}; only applications to the pilot's own directorates can be found this way. */
@CommandHandler(LinkDevelopmentGrant)
export class LinkDevelopmentGrantHandler implements ICommandHandler<LinkDevelopmentGrant> {
  constructor(
    private readonly pilots: Pilots,
    private readonly queries: QueryBus,
  ) {}

  async execute({ id, content, context }: LinkDevelopmentGrant) {
    const { applicationId } = content;
    const state = await this.pilots.find(id);
    const found = await this.queries.execute(new FindApplicant(applicationId));
    const own = found !== undefined && isKnown(state) && state.directorates.includes(found.directorate);
    const applicant = own ? found.organisation : undefined;
    const command = { type: 'LinkDevelopmentGrant', applicationId, applicant } as const;
    return this.pilots.act(MAY['pilot.manage'], id, command, context);
  }
}
