import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { ConfirmRegisterEntry } from '../contract/commands.js';
import { AidAccount } from './aid.js';

/** Carries out {@link ConfirmRegisterEntry}. */
@CommandHandler(ConfirmRegisterEntry)
export class ConfirmRegisterEntryHandler implements ICommandHandler<ConfirmRegisterEntry> {
  constructor(private readonly account: AidAccount) {}

  execute({ id, content, context }: ConfirmRegisterEntry) {
    const { actor, now } = context;
    const who = { person: actor.subject, today: dateInOslo(now) };
    return this.account.enter(id, { type: 'ConfirmRegisterEntry', aidId: id, ...who, ...content }, context);
  }
}

/** The last day to enter the aid `id` in the public register has passed. */
export class MarkRegisterEntryOverdue extends ResourceCommand<{ readonly dueAt: string }> {}

/** Carries out {@link MarkRegisterEntryOverdue}. */
@CommandHandler(MarkRegisterEntryOverdue)
export class MarkRegisterEntryOverdueHandler implements ICommandHandler<MarkRegisterEntryOverdue> {
  constructor(private readonly account: AidAccount) {}

  execute({ id, content, context }: MarkRegisterEntryOverdue) {
    return this.account.book(id, { type: 'MarkRegisterEntryOverdue', aidId: id, ...content }, context);
  }
}
