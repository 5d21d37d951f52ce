import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Calls } from './calls.js';

/** Records that the call `id` has closed, once its closing instant has passed. */
export class CloseCall extends ResourceCommand<Record<string, never>> {}

/** Carries out {@link CloseCall}. */
@CommandHandler(CloseCall)
export class CloseCallHandler implements ICommandHandler<CloseCall> {
  constructor(private readonly calls: Calls) {}

  execute({ id, context }: CloseCall) {
    return this.calls.follow(id, { type: 'CloseCall', now: context.now }, context);
  }
}
