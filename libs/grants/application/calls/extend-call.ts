import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Calls } from './calls.js';

/** Lets the call `id` close later, for everyone. */
export class ExtendCall extends ResourceCommand<{ readonly closesAt: string; readonly grounds: string }> {}

/** Carries out {@link ExtendCall}. */
@CommandHandler(ExtendCall)
export class ExtendCallHandler implements ICommandHandler<ExtendCall> {
  constructor(private readonly calls: Calls) {}

  execute({ id, content, context }: ExtendCall) {
    const command = { type: 'ExtendCall', ...content, now: context.now } as const;
    return this.calls.act(MAY['call.extend'], id, command, context);
  }
}
