import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Schemes } from './schemes.js';

/** Revokes a delegation of the scheme `id`. */
export class RevokeDelegation extends ResourceCommand<{
  readonly delegationId: string;
  readonly grounds: string;
}> {}

/** Carries out {@link RevokeDelegation}. */
@CommandHandler(RevokeDelegation)
export class RevokeDelegationHandler implements ICommandHandler<RevokeDelegation> {
  constructor(private readonly schemes: Schemes) {}

  execute({ id, content, context }: RevokeDelegation) {
    return this.schemes.act(MAY['delegation.revoke'], id, { type: 'RevokeDelegation', ...content }, context);
  }
}
