import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { needOfReinstatement, type LeftInForce } from '../../domain/award/reinstatement.js';
import { Awards } from './awards.js';
import { FurtherMoney } from './further-money.js';

/** An appeal undid the revocation of the award `id`, all of it but for what `inForce` says: its money is reserved anew first. */
export class ReinstateAward extends ResourceCommand<{
  readonly appealId: string;
  readonly inForce?: LeftInForce | undefined;
}> {}

@CommandHandler(ReinstateAward)
export class ReinstateAwardHandler implements ICommandHandler<ReinstateAward> {
  constructor(
    private readonly awards: Awards,
    private readonly money: FurtherMoney,
  ) {}

  execute({ id, content, context }: ReinstateAward) {
    const { now } = context;
    const budgetYear = budgetYearOf(now);
    const command = { type: 'ReinstateAward', ...content, budgetYear, now } as const;
    return this.money.reservedFor(
      {
        caseId: id,
        purpose: 'reinstatement',
        need: (state, year) => needOfReinstatement(state, year, content.inForce?.amount),
        decide: (reservationId) => this.awards.follow(id, { ...command, reservationId }, context),
      },
      context,
    );
  }
}
