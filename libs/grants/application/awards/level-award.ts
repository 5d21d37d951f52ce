import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { budgetYearOf } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { needOfLevelling } from '../../domain/award/levelling.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from './awards.js';
import { FurtherMoney } from './further-money.js';
import { MoneyOfAward } from './money-of-award.js';

/** Payouts or claims of the award `id` have moved, or other terms hold: what is unpaid and claimed follows. */
export class LevelAward extends ResourceCommand<{
  /** Whether it waits already, and says what is missing by now. */
  readonly renews?: true | undefined;
}> {}

@CommandHandler(LevelAward)
export class LevelAwardHandler implements ICommandHandler<LevelAward> {
  constructor(
    private readonly awards: Awards,
    private readonly moneyOf: MoneyOfAward,
    private readonly further: FurtherMoney,
  ) {}

  async execute({ id, content, context }: LevelAward) {
    const { now } = context;
    const budgetYear = budgetYearOf(now);
    const state = await this.awards.find(id);
    const money = wasAccepted(state) ? await this.moneyOf.of(state) : { payments: new Map(), claims: [] };
    const command = { type: 'LevelAward', money, now, budgetYear } as const;
    return this.further.reservedFor(
      {
        caseId: id,
        purpose: 'levelling',
        need: (at, year) => needOfLevelling(at, year, money, now),
        awaited: content,
        decide: (reservationId) => this.awards.follow(id, { ...command, reservationId }, context),
      },
      context,
    );
  }
}
