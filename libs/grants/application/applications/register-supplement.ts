import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { Money } from '#money/money.js';
import { MAY } from '../../access.js';
import { Applications } from './applications.js';
import { RegulationsOfCases } from './regulations-of-cases.js';
import { numbersOf } from './submit-supplement.js';

/** The acting official registers the applicant's answer on the application `id` that came outside the portal. */
export class RegisterSupplement extends ResourceCommand<{
  readonly answer: string;
  readonly amount?: Money;
  readonly budgetLines?: readonly { readonly text: string; readonly amount: Money }[];
  readonly coFunding?: Money;
  readonly arrival: ArrivalBody;
}> {}

@CommandHandler(RegisterSupplement)
export class RegisterSupplementHandler implements ICommandHandler<RegisterSupplement> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
  ) {}

  async execute({ id, content, context }: RegisterSupplement): Promise<Outcome> {
    const { arrival, ...said } = content;
    const command = {
      type: 'SubmitSupplement',
      arrival: registered(arrival, context),
      today: dateInOslo(context.now),
      regulation: await this.regulations.of(id),
      ...numbersOf(said),
    } as const;
    return this.applications.act(MAY['post.register'], id, command, context);
  }
}
