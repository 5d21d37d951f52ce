import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReleaseAid } from '../contract/commands.js';
import { AidAccount } from './aid.js';

/** Carries out {@link ReleaseAid}. */
@CommandHandler(ReleaseAid)
export class ReleaseAidHandler implements ICommandHandler<ReleaseAid> {
  constructor(private readonly account: AidAccount) {}

  execute({ id, content, context }: ReleaseAid) {
    return this.account.book(id, { type: 'ReleaseAid', aidId: id, ...content }, context);
  }
}
