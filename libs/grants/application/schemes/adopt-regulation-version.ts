import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { Schemes } from './schemes.js';

/** Adopts a further regulation version of the scheme `id`: the whole of it, or a draft by its version. */
export class AdoptRegulationVersion extends ResourceCommand<{
  readonly regulation: RegulationVersion | string;
  readonly withoutConsultation?: string | undefined;
}> {}

/** Carries out {@link AdoptRegulationVersion}. */
@CommandHandler(AdoptRegulationVersion)
export class AdoptRegulationVersionHandler implements ICommandHandler<AdoptRegulationVersion> {
  constructor(private readonly schemes: Schemes) {}

  execute({ id, content, context }: AdoptRegulationVersion) {
    const adoptedBy = context.actor.subject;
    const command = { type: 'AdoptRegulationVersion', ...content, adoptedBy } as const;
    return this.schemes.act(MAY['regulation.adopt'], id, command, context);
  }
}
