import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { LeftInForce } from '../../domain/award/awaited.js';
import { needOfReinstatement } from '../../domain/award/reinstatement.js';
import { Applications } from '../applications/applications.js';
import { Awards } from './awards.js';
import { FurtherMoney } from './further-money.js';
import { decisionInForce } from './offer.js';

/** An appeal undid a revocation of the award `id`, or a flagged one is decided again, all of it but for what `inForce` says: its money is reserved anew first. */
export class ReinstateAward extends ResourceCommand<{
  readonly appealId?: string | undefined;
  /** Which one; the last that stands when left out. */
  readonly revocation?: number | undefined;
  readonly inForce?: LeftInForce | undefined;
  /** Whether it waits already, and says what is missing by now. */
  readonly renews?: true | undefined;
}> {}

@CommandHandler(ReinstateAward)
export class ReinstateAwardHandler implements ICommandHandler<ReinstateAward> {
  constructor(
    private readonly awards: Awards,
    private readonly applications: Applications,
    private readonly money: FurtherMoney,
  ) {}

  async execute({ id, content, context }: ReinstateAward) {
    const { now } = context;
    const budgetYear = budgetYearOf(now);
    const { renews: _, ...undone } = content;
    const { revocation, inForce } = undone;
    const decision = decisionInForce(id, await this.applications.find(id));
    const command = { type: 'ReinstateAward', ...undone, ...decision, budgetYear, now } as const;
    return this.money.reservedFor(
      {
        caseId: id,
        purpose: 'reinstatement',
        need: (state, year) => needOfReinstatement(state, year, inForce?.amount, { ...decision, revocation }),
        awaited: content,
        decide: (reservationId) => this.awards.follow(id, { ...command, reservationId }, context),
      },
      context,
    );
  }
}
