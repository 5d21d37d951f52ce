import { Injectable } from '@nestjs/common';
import { denied, type Action } from '#access/policy.js';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { FundedSchemes } from '../contract/funded-schemes.js';
import { budgetStream, type BudgetEvent } from '../contract/events.js';
import { budget, type BudgetCommand } from '../domain/budget.js';
import type { Budget } from '../domain/state.js';

/** What a budget's stream keeps to. */
export const rules: StreamRules<Budget, BudgetCommand, BudgetEvent> = {
  decider: budget,
  streamOf: budgetStream,
  caseIdOf: (_, __, event) => (event && 'caseId' in event.data ? event.data.caseId : undefined),
  hot: true,
  // All years of a scheme stand in one.
  most: 2_000,
};

/** The budgets' streams: every decision of a scheme goes through one of them. */
@Injectable()
export class Budgets extends GuardedStreams<Budget, BudgetCommand, BudgetEvent> {
  constructor(
    handling: CommandHandling,
    private readonly schemes: FundedSchemes,
  ) {
    super(handling, rules);
  }

  /** A budget is its scheme's: whose it is and in which currency stands there. */
  override async act(
    action: Action,
    schemeId: string,
    command: BudgetCommand,
    context: CommandContext,
  ): Promise<Outcome> {
    const scheme = await this.schemes.find(schemeId);
    const owner = scheme === undefined ? {} : { owner: scheme.directorate };
    const guard = () => denied(context.actor, action, owner) ?? otherCurrency(command, scheme?.currency);
    return this.handling.handle(rules, { id: schemeId, command, context, guard });
  }
}

function otherCurrency(command: BudgetCommand, currency: string | undefined): Refusal | undefined {
  if (!('currency' in command) || command.currency === currency) return undefined;
  return refusal('invalid', 'other-currency', `the scheme is in ${currency}, not ${command.currency}`);
}
