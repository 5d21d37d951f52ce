import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Calls } from './calls.js';

/** Lets one organisation submit to the call `id` until an instant after its closing. */
export class GrantDispensation extends ResourceCommand<{
  readonly organisation: string;
  readonly until: string;
  readonly grounds: string;
}> {}

/** Carries out {@link GrantDispensation}. */
@CommandHandler(GrantDispensation)
export class GrantDispensationHandler implements ICommandHandler<GrantDispensation> {
  constructor(private readonly calls: Calls) {}

  execute({ id, content, context }: GrantDispensation) {
    const command = { type: 'GrantDispensation', ...content, now: context.now } as const;
    return this.calls.act(MAY['call.dispense'], id, command, context);
  }
}
