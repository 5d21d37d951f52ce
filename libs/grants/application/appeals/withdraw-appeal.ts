import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Representatives } from '../organisations/representatives.js';
import { Appeals } from './appeals.js';

/** The applicant withdraws the appeal `id`. */
export class WithdrawAppeal extends ResourceCommand<{ readonly grounds?: string | undefined }> {}

/** Carries out {@link WithdrawAppeal}. */
@CommandHandler(WithdrawAppeal)
export class WithdrawAppealHandler implements ICommandHandler<WithdrawAppeal> {
  constructor(
    private readonly appeals: Appeals,
    private readonly representatives: Representatives,
  ) {}

  async execute({ id, content, context }: WithdrawAppeal) {
    const { actor, now } = context;
    const state = await this.appeals.find(id);
    const barred =
      state.status === 'none'
        ? undefined
        : await this.representatives.refusalFor(actor, state.submission.applicant, 'appeal', now);
    const command = { type: 'WithdrawAppeal', grounds: content.grounds } as const;
    return this.appeals.act(MAY['appeal.withdraw'], id, command, context, (_, usual) => usual ?? barred);
  }
}
