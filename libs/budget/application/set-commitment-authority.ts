import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Budgets } from './budgets.js';

/** Sets or revises the commitment authority given for a budget year, minor units. */
export class SetCommitmentAuthority extends ResourceCommand<{
  readonly currency: string;
  readonly year: number;
  readonly amount: number;
  readonly reference?: string | undefined;
}> {}

/** Carries out {@link SetCommitmentAuthority}. */
@CommandHandler(SetCommitmentAuthority)
export class SetCommitmentAuthorityHandler implements ICommandHandler<SetCommitmentAuthority> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: SetCommitmentAuthority) {
    return this.budgets.set(id, { type: 'SetCommitmentAuthority', schemeId: id, ...content }, context);
  }
}
