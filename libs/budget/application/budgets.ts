import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { denied } from '#access/policy.js';
import { FundedSchemes } from '../contract/funded-schemes.js';
import { MAY } from '../access.js';
import { budgetStream, type BudgetEvent } from '../contract/events.js';
import { budget, type Budget, type BudgetCommand } from '../domain/budget.js';

/** What a budget's stream keeps to. */
export const rules: StreamRules<Budget, BudgetCommand, BudgetEvent> = {
  decider: budget,
  streamOf: budgetStream,
  caseIdOf: (_, event) => ('caseId' in event.data ? event.data.caseId : undefined),
  hot: true,
  // All years of a scheme stand in one.
  most: 2_000,
};

/** The budgets' streams: every decision of a scheme goes through one of them. */
@Injectable()
export class Budgets {
  constructor(
    private readonly handling: CommandHandling,
    private readonly schemes: FundedSchemes,
  ) {}

  /** Sets what parliament gave; for the managers of the scheme. */
  async set(schemeId: string, command: BudgetCommand, context: CommandContext): Promise<Outcome> {
    const scheme = await this.schemes.find(schemeId);
    const owner = scheme === undefined ? {} : { owner: scheme.directorate };
    const guard = () =>
      denied(context.actor, MAY['budget.set'], owner) ?? otherCurrency(command, scheme?.currency);
    return this.handling.handle(rules, { id: schemeId, command, context, guard });
  }

  /** The budget as it stands now. */
  async find(schemeId: string): Promise<Budget> {
    return (await this.handling.load(rules, schemeId)).state;
  }

  /** Books a commitment, as part of a command that was judged already. */
  book(schemeId: string, command: BudgetCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id: schemeId, command, context });
  }
}

function otherCurrency(command: BudgetCommand, currency: string | undefined): Refusal | undefined {
  if (!('currency' in command) || command.currency === currency) return undefined;
  return refusal('invalid', 'other-currency', `the scheme is in ${currency}, not ${command.currency}`);
}
