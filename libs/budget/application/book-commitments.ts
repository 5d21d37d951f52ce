import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AdjustCommitment, ReleaseCommitment, ReserveCommitment } from '../contract/commands.js';
import { Budgets } from './budgets.js';

/** Carries out {@link ReserveCommitment}. */
@CommandHandler(ReserveCommitment)
export class ReserveCommitmentHandler implements ICommandHandler<ReserveCommitment> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: ReserveCommitment) {
    return this.budgets.book(id, { type: 'ReserveCommitment', schemeId: id, ...content }, context);
  }
}

/** Carries out {@link ReleaseCommitment}. */
@CommandHandler(ReleaseCommitment)
export class ReleaseCommitmentHandler implements ICommandHandler<ReleaseCommitment> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: ReleaseCommitment) {
    return this.budgets.book(id, { type: 'ReleaseCommitment', schemeId: id, ...content }, context);
  }
}

/** Carries out {@link AdjustCommitment}. */
@CommandHandler(AdjustCommitment)
export class AdjustCommitmentHandler implements ICommandHandler<AdjustCommitment> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: AdjustCommitment) {
    return this.budgets.book(id, { type: 'AdjustCommitment', schemeId: id, ...content }, context);
  }
}
