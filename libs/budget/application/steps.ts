import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import type { Money } from '#money/money.js';
import { MAY } from '../access.js';
import type { BudgetEvent } from '../contract/events.js';
import type { BudgetCommand } from '../domain/budget.js';
import type { Budget } from '../domain/state.js';
import { Budgets } from './budgets.js';

/** What parliament gave for a year. */
interface Given {
  readonly year: number;
  readonly amount: Money;
  readonly reference?: string | undefined;
}

/** The appropriation of a year. */
interface Appropriation extends Given {
  readonly transferredIn?: Money;
  readonly transferable?: boolean | undefined;
}

/** What managers do to a scheme's budget, and what is paid of it. */
const STEPS = {
  SetAppropriation: {
    may: MAY['budget.set'],
    command: (given: Appropriation, { id }) => {
      const { amount, transferredIn, ...rest } = given;
      return { schemeId: id, ...amount, transferredIn: transferredIn?.amount ?? 0, ...rest };
    },
  },
  SetCommitmentAuthority: {
    may: MAY['budget.set'],
    command: ({ year, amount, reference }: Given, { id }) => ({ schemeId: id, year, ...amount, reference }),
  },
  BookPayment: { follows: 'a payout' },
  BookPaidBack: { follows: 'a recovery' },
} as const satisfies Steps<Budget, BudgetCommand>;

/** A step on the budget of the scheme `id`. */
export class TakeBudgetStep extends ResourceCommand<Sent<BudgetCommand, typeof STEPS>> {}

@CommandHandler(TakeBudgetStep)
export class BudgetSteps extends TakesSteps<Budget, BudgetCommand, BudgetEvent, unknown> {
  constructor(budgets: Budgets) {
    super(budgets, STEPS, undefined);
  }
}
