import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { Schemes } from './schemes.js';

/** Drafts a regulation version of the scheme `id`, or drafts it anew. */
export class DraftRegulationVersion extends ResourceCommand<RegulationVersion> {}

/** Carries out {@link DraftRegulationVersion}. */
@CommandHandler(DraftRegulationVersion)
export class DraftRegulationVersionHandler implements ICommandHandler<DraftRegulationVersion> {
  constructor(private readonly schemes: Schemes) {}

  execute({ id, content, context }: DraftRegulationVersion) {
    const draftedBy = context.actor.subject;
    const command = { type: 'DraftRegulationVersion', regulation: content, draftedBy } as const;
    return this.schemes.act(MAY['regulation.prepare'], id, command, context);
  }
}
