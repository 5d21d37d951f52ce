import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Budgets } from './budgets.js';

/** Sets or revises a year's appropriation, minor units. */
export class SetAppropriation extends ResourceCommand<{
  readonly currency: string;
  readonly year: number;
  readonly amount: number;
  readonly transferredIn: number;
  readonly reference?: string | undefined;
}> {}

/** Carries out {@link SetAppropriation}. */
@CommandHandler(SetAppropriation)
export class SetAppropriationHandler implements ICommandHandler<SetAppropriation> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: SetAppropriation) {
    return this.budgets.set(id, { type: 'SetAppropriation', schemeId: id, ...content }, context);
  }
}
