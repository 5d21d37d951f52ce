import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Awards } from './awards.js';

/** The acting caseworker holds a condition of the award `id` for fulfilled. */
export class FulfilCondition extends ResourceCommand<{
  readonly condition: number;
  readonly evidence?: string | undefined;
}> {}

/** Carries out {@link FulfilCondition}. */
@CommandHandler(FulfilCondition)
export class FulfilConditionHandler implements ICommandHandler<FulfilCondition> {
  constructor(private readonly awards: Awards) {}

  execute({ id, content, context }: FulfilCondition) {
    const { actor, now } = context;
    const command = { type: 'FulfilCondition', person: actor.subject, ...content, now } as const;
    return this.awards.act(MAY['award.fulfil'], id, command, context);
  }
}
