import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { needOfReinstatement } from '../../domain/award/revocation.js';
import { Awards } from './awards.js';
import { FurtherMoney } from './further-money.js';

/** An appeal undid the revocation of the award `id`: it is in force again, its money reserved anew first. */
export class ReinstateAward extends ResourceCommand<{ readonly appealId: string }> {}

@CommandHandler(ReinstateAward)
export class ReinstateAwardHandler implements ICommandHandler<ReinstateAward> {
  constructor(
    private readonly awards: Awards,
    private readonly money: FurtherMoney,
  ) {}

  execute({ id, content, context }: ReinstateAward) {
    const { now } = context;
    const budgetYear = budgetYearOf(now);
    const command = { type: 'ReinstateAward', appealId: content.appealId, budgetYear, now } as const;
    return this.money.reservedFor(
      {
        caseId: id,
        purpose: 'reinstatement',
        need: needOfReinstatement,
        decide: (reservationId) => this.awards.follow(id, { ...command, reservationId }, context),
      },
      context,
    );
  }
}
