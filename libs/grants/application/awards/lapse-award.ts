import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';
import { Awards } from './awards.js';
import { offerOf } from './offer.js';

/** The time to accept the grant of the case `id` is over since `dueAt`. */
export class LapseAward extends ResourceCommand<{ readonly dueAt: string }> {}

/** Carries out {@link LapseAward}. */
@CommandHandler(LapseAward)
export class LapseAwardHandler implements ICommandHandler<LapseAward> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
  ) {}

  async execute({ id, content, context }: LapseAward) {
    const offer = offerOf(id, await this.applications.find(id));
    return this.awards.follow(id, { type: 'LapseAward', offer, dueAt: content.dueAt }, context);
  }
}
