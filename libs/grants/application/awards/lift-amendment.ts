import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { needOfLifting } from '../../domain/award/lifting.js';
import { Awards } from './awards.js';
import { FurtherMoney } from './further-money.js';

/** An appeal lifted an amendment of the award `id`, or a flagged one is decided again: its terms are as before, the money reserved anew first. */
export class LiftAmendment extends ResourceCommand<{
  readonly appealId?: string | undefined;
  readonly amendment: number;
  /** Whether it waits already, and says what is missing by now. */
  readonly renews?: true | undefined;
}> {}

@CommandHandler(LiftAmendment)
export class LiftAmendmentHandler implements ICommandHandler<LiftAmendment> {
  constructor(
    private readonly awards: Awards,
    private readonly money: FurtherMoney,
  ) {}

  execute({ id, content, context }: LiftAmendment) {
    const { now } = context;
    const budgetYear = budgetYearOf(now);
    const { renews: _, ...undone } = content;
    const command = { type: 'LiftAmendment', ...undone, budgetYear, now } as const;
    return this.money.reservedFor(
      {
        caseId: id,
        purpose: 'lifting',
        need: (state) => needOfLifting(state, content.amendment, budgetYear, now),
        awaited: content,
        decide: (reservationId) => this.awards.follow(id, { ...command, reservationId }, context),
      },
      context,
    );
  }
}
