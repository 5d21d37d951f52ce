import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf, dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { furtherNeed } from '../../domain/award/amendment.js';
import { Awards } from './awards.js';
import { FurtherMoney } from './further-money.js';
import { Judges, preparersFirst, preparersOfAmendment } from './judges.js';

/** The acting decision-maker approves an amendment of the award `id`. */
export class ApproveAmendment extends ResourceCommand<{
  readonly amendment: number;
  readonly grounds?: string | undefined;
}> {}

@CommandHandler(ApproveAmendment)
export class ApproveAmendmentHandler implements ICommandHandler<ApproveAmendment> {
  constructor(
    private readonly awards: Awards,
    private readonly judges: Judges,
    private readonly money: FurtherMoney,
  ) {}

  async execute({ id, content, context }: ApproveAmendment) {
    const { actor, now } = context;
    const approver = actor.subject;
    const barred = await this.judges.barredFrom(
      { id, person: approver, today: dateInOslo(now) },
      ({ amendment, amount }) => amendment?.amount.amount ?? amount,
    );
    const budgetYear = budgetYearOf(now);
    const approval = { type: 'ApproveAmendment', approver, budgetYear, barred, now, ...content } as const;
    const judge = preparersFirst(approver, preparersOfAmendment);
    return this.money.reservedFor(
      {
        caseId: id,
        purpose: 'amendment',
        need: furtherNeed,
        decide: (reservationId) =>
          this.awards.act(MAY['award.decide'], id, { ...approval, reservationId }, context, judge),
      },
      context,
    );
  }
}
