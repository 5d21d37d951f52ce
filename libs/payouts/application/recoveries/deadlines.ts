import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Recoveries } from './recoveries.js';

/** The time to answer the forewarning of the recovery `id` is over. */
export class LapseForewarning extends ResourceCommand<{ readonly dueAt: string }> {}

/** Carries out {@link LapseForewarning}. */
@CommandHandler(LapseForewarning)
export class LapseForewarningHandler implements ICommandHandler<LapseForewarning> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: LapseForewarning) {
    return this.recoveries.follow(id, { type: 'LapseForewarning', ...content }, context);
  }
}

/** A day on which the recovery `id` was to be repaid, in full or in part, has passed. */
export class ReportOverdueClaim extends ResourceCommand<{
  /** Calendar date. */
  readonly dueOn: string;
  readonly dueAt: string;
}> {}

/** Carries out {@link ReportOverdueClaim}. */
@CommandHandler(ReportOverdueClaim)
export class ReportOverdueClaimHandler implements ICommandHandler<ReportOverdueClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: ReportOverdueClaim) {
    return this.recoveries.follow(id, { type: 'ReportOverdueClaim', ...content }, context);
  }
}
