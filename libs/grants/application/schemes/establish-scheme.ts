import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { organisationOf } from '#access/organisation.js';
import { MAY } from '../../access.js';
import type { SchemeEstablished } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { Schemes } from './schemes.js';

/** Establishes the scheme `id` with its first regulation version, owned by the acting organisation. */
export class EstablishScheme extends ResourceCommand<
  Omit<SchemeEstablished['data'], 'schemeId' | 'directorate'> & { readonly regulation: RegulationVersion }
> {}

/** Carries out {@link EstablishScheme}. */
@CommandHandler(EstablishScheme)
export class EstablishSchemeHandler implements ICommandHandler<EstablishScheme> {
  constructor(private readonly schemes: Schemes) {}

  execute({ id, content, context }: EstablishScheme) {
    const directorate = organisationOf(context.actor);
    const command = { type: 'EstablishScheme', schemeId: id, directorate, ...content } as const;
    return this.schemes.act(MAY['scheme.establish'], id, command, context);
  }
}
