import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Calls } from './calls.js';

/** Cancels the call `id`: what was submitted stays, nothing more comes. */
export class CancelCall extends ResourceCommand<{ readonly grounds: string }> {}

/** Carries out {@link CancelCall}. */
@CommandHandler(CancelCall)
export class CancelCallHandler implements ICommandHandler<CancelCall> {
  constructor(private readonly calls: Calls) {}

  execute({ id, content, context }: CancelCall) {
    return this.calls.act(MAY['call.cancel'], id, { type: 'CancelCall', ...content }, context);
  }
}
