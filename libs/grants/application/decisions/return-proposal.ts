import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Applications } from '../applications/applications.js';
import { preparersFirst } from './preparers-first.js';

/** The acting decision-maker returns the proposal on the application `id` to its caseworker. */
export class ReturnProposal extends ResourceCommand<{
  readonly proposal?: number | undefined;
  readonly grounds: string;
}> {}

/** Carries out {@link ReturnProposal}. */
@CommandHandler(ReturnProposal)
export class ReturnProposalHandler implements ICommandHandler<ReturnProposal> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: ReturnProposal) {
    const decisionMaker = context.actor.subject;
    const command = { type: 'ReturnProposal', decisionMaker, ...content } as const;
    return this.applications.act(
      MAY['application.return'],
      id,
      command,
      context,
      preparersFirst(decisionMaker),
    );
  }
}
