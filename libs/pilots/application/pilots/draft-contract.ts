import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import { digestOf } from '../digest.js';
import { Pilots } from './pilots.js';

/** Drafts the outcome contract of the pilot `id`; its terms are as a client sent them, and read by the domain. */
export class DraftContract extends ResourceCommand<{ readonly contract: OutcomeContract }> {}

/** Carries out {@link DraftContract}. */
@CommandHandler(DraftContract)
export class DraftContractHandler implements ICommandHandler<DraftContract> {
  constructor(private readonly pilots: Pilots) {}

  execute({ id, content, context }: DraftContract) {
    const { contract } = content;
    const command = {
      type: 'DraftContract',
      contract,
      digest: digestOf(contract),
      person: context.actor.subject,
    } as const;
    return this.pilots.act(MAY['pilot.manage'], id, command, context);
  }
}
