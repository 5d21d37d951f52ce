import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Representatives } from '../organisations/representatives.js';
import { Applications } from './applications.js';

/** The applicant withdraws the application `id`. */
export class WithdrawApplication extends ResourceCommand<{ readonly grounds?: string | undefined }> {}

/** Carries out {@link WithdrawApplication}. */
@CommandHandler(WithdrawApplication)
export class WithdrawApplicationHandler implements ICommandHandler<WithdrawApplication> {
  constructor(
    private readonly applications: Applications,
    private readonly representatives: Representatives,
  ) {}

  async execute({ id, content, context }: WithdrawApplication) {
    const command = { type: 'WithdrawApplication', grounds: content.grounds } as const;
    const state = await this.applications.find(id);
    const { actor, now } = context;
    const organisation = state.status === 'none' ? undefined : state.submission.applicant.organisation;
    const no =
      organisation === undefined
        ? undefined
        : await this.representatives.refusalFor(actor, organisation, 'apply', now);
    return this.applications.act(
      MAY['application.withdraw'],
      id,
      command,
      context,
      (_, usual) => usual ?? no,
    );
  }
}
