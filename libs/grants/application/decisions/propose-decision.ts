import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { ProposeDecision as Proposal } from '../../domain/application/commands.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';

/** The acting caseworker proposes a decision on the application `id`; instalments are numbered by their order. */
export class ProposeDecision extends ResourceCommand<
  Pick<Proposal, 'outcome' | 'amount' | 'grounds' | 'conditions' | 'payoutConditions' | 'planned'> & {
    readonly schedule: readonly { readonly dueDate: string; readonly amount: number }[];
  }
> {}

/** Carries out {@link ProposeDecision}. */
@CommandHandler(ProposeDecision)
export class ProposeDecisionHandler implements ICommandHandler<ProposeDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
  ) {}

  async execute({ id, content, context }: ProposeDecision) {
    const regulation = await this.regulations.of(id);
    const schedule = content.schedule.map(({ dueDate, amount }, index) => ({
      number: index + 1,
      dueDate,
      amount,
    }));
    const proposer = context.actor.subject;
    const command = { type: 'ProposeDecision', regulation, proposer, ...content, schedule } as const;
    return this.applications.act(MAY['application.propose'], id, command, context);
  }
}
