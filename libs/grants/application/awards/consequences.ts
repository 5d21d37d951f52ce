import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Awards } from './awards.js';
import { Payments } from './payments.js';

/** A released payout of the award `id` was cancelled. */
export class ReduceDueBack extends ResourceCommand<{ readonly payoutId: string }> {}

/** An approved report of the award `id` showed unspent money, minor units. */
export class ClaimUnspent extends ResourceCommand<{ readonly reportId: string; readonly amount: number }> {}

/** The decision the award `id` stands on was annulled on appeal. */
export class SuspendAward extends ResourceCommand<{ readonly decision: number; readonly appealId: string }> {}

/** A report of the award `id` is overdue. */
export class BlockPayouts extends ResourceCommand<{ readonly reportId: string }> {}

/** A report of the award `id` holds up nothing any more. */
export class UnblockPayouts extends ResourceCommand<{ readonly reportId: string }> {}

/** Carries out {@link ReduceDueBack}. */
@CommandHandler(ReduceDueBack)
export class ReduceDueBackHandler implements ICommandHandler<ReduceDueBack> {
  constructor(
    private readonly awards: Awards,
    private readonly payments: Payments,
  ) {}

  async execute({ id, content, context }: ReduceDueBack) {
    const { paid } = await this.payments.of(content.payoutId);
    return this.awards.follow(id, { type: 'ReduceDueBack', ...content, paid }, context);
  }
}

/** Carries out {@link ClaimUnspent}. */
@CommandHandler(ClaimUnspent)
export class ClaimUnspentHandler implements ICommandHandler<ClaimUnspent> {
  constructor(private readonly awards: Awards) {}

  execute({ id, content, context }: ClaimUnspent) {
    return this.awards.follow(id, { type: 'ClaimUnspent', ...content }, context);
  }
}

/** Carries out {@link SuspendAward}. */
@CommandHandler(SuspendAward)
export class SuspendAwardHandler implements ICommandHandler<SuspendAward> {
  constructor(private readonly awards: Awards) {}

  execute({ id, content, context }: SuspendAward) {
    return this.awards.follow(id, { type: 'SuspendAward', ...content }, context);
  }
}

/** Carries out {@link BlockPayouts}. */
@CommandHandler(BlockPayouts)
export class BlockPayoutsHandler implements ICommandHandler<BlockPayouts> {
  constructor(private readonly awards: Awards) {}

  execute({ id, content, context }: BlockPayouts) {
    return this.awards.follow(id, { type: 'BlockPayouts', ...content }, context);
  }
}

/** Carries out {@link UnblockPayouts}. */
@CommandHandler(UnblockPayouts)
export class UnblockPayoutsHandler implements ICommandHandler<UnblockPayouts> {
  constructor(private readonly awards: Awards) {}

  execute({ id, content, context }: UnblockPayouts) {
    return this.awards.follow(id, { type: 'UnblockPayouts', ...content, now: context.now }, context);
  }
}
