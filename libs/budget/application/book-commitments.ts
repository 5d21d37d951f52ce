import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  AdjustCommitment,
  ReleaseCommitment,
  ReserveCommitment,
  TakeBackRaise,
} from '../contract/commands.js';
import { Budgets } from './budgets.js';

/** Commitments are booked as part of commands that were judged already. */
@CommandHandler(ReserveCommitment)
export class ReserveCommitmentHandler implements ICommandHandler<ReserveCommitment> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: ReserveCommitment) {
    return this.budgets.follow(id, { type: 'ReserveCommitment', schemeId: id, ...content }, context);
  }
}

@CommandHandler(ReleaseCommitment)
export class ReleaseCommitmentHandler implements ICommandHandler<ReleaseCommitment> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: ReleaseCommitment) {
    return this.budgets.follow(id, { type: 'ReleaseCommitment', schemeId: id, ...content }, context);
  }
}

@CommandHandler(AdjustCommitment)
export class AdjustCommitmentHandler implements ICommandHandler<AdjustCommitment> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: AdjustCommitment) {
    return this.budgets.follow(id, { type: 'AdjustCommitment', schemeId: id, ...content }, context);
  }
}

@CommandHandler(TakeBackRaise)
export class TakeBackRaiseHandler implements ICommandHandler<TakeBackRaise> {
  constructor(private readonly budgets: Budgets) {}

  execute({ id, content, context }: TakeBackRaise) {
    return this.budgets.follow(id, { type: 'TakeBackRaise', schemeId: id, ...content }, context);
  }
}
