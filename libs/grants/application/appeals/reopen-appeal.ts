import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Appeals } from './appeals.js';

/** The dismissal of the appeal `id` did not hold: it is treated after all. */
export class ReopenAppeal extends ResourceCommand<{
  /** The appeal against the dismissal. */
  readonly appealId: string;
}> {}

/** Carries out {@link ReopenAppeal}. */
@CommandHandler(ReopenAppeal)
export class ReopenAppealHandler implements ICommandHandler<ReopenAppeal> {
  constructor(private readonly appeals: Appeals) {}

  execute({ id, content, context }: ReopenAppeal) {
    return this.appeals.follow(id, { type: 'ReopenAppeal', ...content }, context);
  }
}
