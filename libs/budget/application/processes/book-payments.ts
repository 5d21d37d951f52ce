import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type {
  OwedBackPaid,
  PayoutCancelled,
  PayoutPartiallySettled,
  PayoutReturned,
  PayoutSettled,
} from '#payouts/contract/events.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { TakeBudgetStep } from '../steps.js';

type Payment = PayoutPartiallySettled | PayoutSettled | PayoutReturned | PayoutCancelled;

const KIND = {
  PayoutPartiallySettled: 'settled',
  PayoutSettled: 'settled',
  PayoutReturned: 'returned',
  PayoutCancelled: 'cancelled',
} as const;

/** Each part that is paid, and what comes back, counts in the budget of the year in which it does (cash principle). */
@Injectable()
export class BookPayments implements Reaction<Payment | OwedBackPaid> {
  readonly name = 'book-payments';
  readonly eventTypes = [
    'PayoutPartiallySettled',
    'PayoutSettled',
    'PayoutReturned',
    'PayoutCancelled',
    'OwedBackPaid',
  ] as const;

  constructor(private readonly commands: CommandBus) {}

  async react(event: Appended<Payment | OwedBackPaid>, context: ReactionContext) {
    if (event.type === 'OwedBackPaid') return this.bookBack(event, context);
    const { id, type, data } = event;
    const { schemeId, payoutId, commitmentId, budgetYear: year, amount } = data;
    // Before it was said which commitment it draws on, money counted in the year it was due.
    if (commitmentId === undefined) return undefined;
    const payment = {
      schemeId,
      currency: amount.currency,
      payment: id,
      payoutId,
      reservationId: commitmentId,
      kind: KIND[type],
      year,
      amount: amount.amount,
      movedFrom: 'movedFrom' in data ? data.movedFrom : undefined,
    };
    const step = { type: 'BookPayment', payment } as const;
    return positionOf(await this.commands.execute(new TakeBudgetStep(schemeId, step, context.command())));
  }

  private async bookBack({ id: payment, data }: Appended<OwedBackPaid>, context: ReactionContext) {
    const { schemeId, recoveryId, budgetYear: year, amount: paid } = data;
    // Before it was on record whose money it is, what was paid back counted in no year.
    if (schemeId === undefined || year === undefined) return undefined;
    const paidBack = { schemeId, ...paid, payment, recoveryId, year };
    const step = { type: 'BookPaidBack', paidBack } as const;
    return positionOf(await this.commands.execute(new TakeBudgetStep(schemeId, step, context.command())));
  }
}
