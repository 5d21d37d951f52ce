import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { DelegationGranted } from '../../contract/events.js';
import { Schemes } from './schemes.js';

/** Gives a person a written delegation to decide under the scheme `id`. */
export class GrantDelegation extends ResourceCommand<Omit<DelegationGranted['data'], 'schemeId'>> {}

/** Carries out {@link GrantDelegation}. */
@CommandHandler(GrantDelegation)
export class GrantDelegationHandler implements ICommandHandler<GrantDelegation> {
  constructor(private readonly schemes: Schemes) {}

  execute({ id, content, context }: GrantDelegation) {
    const grantedBy = context.actor.subject;
    const command = { type: 'GrantDelegation', ...content, grantedBy } as const;
    return this.schemes.act(MAY['delegation.grant'], id, command, context);
  }
}
