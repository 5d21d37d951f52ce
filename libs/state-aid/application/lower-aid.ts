import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LowerAid } from '../contract/commands.js';
import { AidAccount } from './aid.js';

/** Carries out {@link LowerAid}. */
@CommandHandler(LowerAid)
export class LowerAidHandler implements ICommandHandler<LowerAid> {
  constructor(private readonly account: AidAccount) {}

  execute({ id, content, context }: LowerAid) {
    return this.account.book(id, { type: 'LowerAid', aidId: id, ...content }, context);
  }
}
