import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { FindScheme } from '#grants/contract/queries.js';
import { denied, notFound } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Pilots } from './pilots.js';

/** The acting directorate establishes the pilot `id` under a scheme of its own, together with another directorate. */
export class EstablishPilot extends ResourceCommand<{
  readonly schemeId: string;
  readonly title: string;
  readonly targetGroup: string;
  /** Organisation of the directorate it is run with. */
  readonly together: string;
}> {}

/** Judged by whose the scheme is: there is no pilot yet that could tell. */
@CommandHandler(EstablishPilot)
export class EstablishPilotHandler implements ICommandHandler<EstablishPilot> {
  constructor(
    private readonly pilots: Pilots,
    private readonly queries: QueryBus,
  ) {}

  async execute({ id, content, context }: EstablishPilot): Promise<Outcome> {
    const scheme = await this.queries.execute(new FindScheme(content.schemeId));
    const owner = scheme === undefined ? {} : { owner: scheme.directorate };
    const no =
      denied(context.actor, MAY['pilot.establish'], owner) ?? (scheme === undefined ? notFound() : undefined);
    if (no !== undefined || scheme === undefined) return { ok: false, refusal: no ?? notFound() };
    const { schemeId, title, targetGroup, together } = content;
    const command = {
      type: 'EstablishPilot',
      pilotId: id,
      schemeId,
      directorates: [scheme.directorate, together],
      title,
      targetGroup,
      currency: scheme.currency,
      person: context.actor.subject,
    } as const;
    return this.pilots.follow(id, command, context);
  }
}
