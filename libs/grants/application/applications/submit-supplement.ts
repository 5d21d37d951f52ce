import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { denied } from '#access/policy.js';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { Money } from '#money/money.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { CaseAttachments } from '../attachments/case-attachments.js';
import { Applications, resourceOf } from './applications.js';
import { RegulationsOfCases } from './regulations-of-cases.js';

/** The applicant answers the request for supplement on the application `id`; attachments are named by their id. */
export class SubmitSupplement extends ResourceCommand<{
  readonly answer: string;
  readonly amount?: Money;
  readonly budgetLines?: readonly { readonly text: string; readonly amount: Money }[];
  readonly coFunding?: Money;
  readonly attachments?: readonly string[];
}> {}

@CommandHandler(SubmitSupplement)
export class SubmitSupplementHandler implements ICommandHandler<SubmitSupplement> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly attachments: CaseAttachments,
    private readonly acting: ActingForParty,
  ) {}

  async execute({ id, content, context }: SubmitSupplement): Promise<Outcome> {
    const { attachments: ids = [], ...said } = content;
    const { actor, now } = context;
    const no =
      denied(actor, MAY['application.supplement'], resourceOf(await this.applications.find(id))) ??
      (await this.acting.refusalFor(id, actor, 'apply', now));
    if (no) return { ok: false, refusal: no };
    const named = await this.attachments.named(id, ids);
    if ('refused' in named) return { ok: false, refusal: named.refused };
    const regulation = await this.regulations.of(id);
    const command = {
      type: 'SubmitSupplement',
      suppliedBy: context.actor.subject,
      regulation,
      today: dateInOslo(context.now),
      ...numbersOf(said),
      ...(ids.length === 0 ? {} : { attachments: named.attachments }),
    } as const;
    return this.applications.act(MAY['application.supplement'], id, command, context);
  }
}

/** An answer with its numbers as minor units of the application's currency. */
export function numbersOf({
  answer,
  amount,
  budgetLines,
  coFunding,
}: Omit<SubmitSupplement['content'], 'attachments'>) {
  return {
    answer,
    ...(amount && { amount }),
    ...(budgetLines && {
      budgetLines: budgetLines.map((line) => ({ text: line.text, amount: line.amount.amount })),
    }),
    ...(coFunding && { coFunding: coFunding.amount }),
  };
}
