import type { Money } from '#money/money.js';
import type { Appealed } from '../../contract/events.js';
import type { NewDecisionContent } from './new-decision.js';

/** What an appeal is against, as a body says it: with `number` for a decision, with `id` for anything else. */
export interface AppealedBody {
  readonly kind: Appealed['kind'];
  readonly number?: number | undefined;
  readonly id?: string | undefined;
}

/** What replaces a decision, as a body says it. */
export interface NewDecisionBody {
  readonly outcome: NewDecisionContent['outcome'];
  readonly amount: Money;
  readonly conditions?: readonly string[] | undefined;
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule?: readonly { readonly dueDate: string; readonly amount: Money }[] | undefined;
}

/** What is declared in a body. */
export interface ImpartialityBody {
  readonly conflict: boolean;
  readonly statement?: string | undefined;
}

/** What a body appeals against; `undefined` when it does not say which. */
export function againstOf({ kind, number, id }: AppealedBody): Appealed | undefined {
  if (kind === 'decision') return number === undefined || id !== undefined ? undefined : { kind, number };
  return id === undefined || number !== undefined ? undefined : { kind, id };
}

/** What replaces a decision; its instalments are in its own currency. */
export function newDecisionOf(body: NewDecisionBody | undefined): NewDecisionContent | undefined {
  if (!body) return undefined;
  const { outcome, amount, conditions = [], payoutConditions, schedule = [] } = body;
  return {
    outcome,
    amount: { amount: amount.amount, currency: amount.currency },
    conditions: [...conditions],
    ...(payoutConditions === undefined ? {} : { payoutConditions: [...payoutConditions] }),
    schedule: schedule.map(({ dueDate, amount: due }) => ({ dueDate, amount: due.amount })),
  };
}

/** A declaration as commands carry it. */
export function impartialityOf(body: ImpartialityBody | undefined): ImpartialityBody | undefined {
  return body && { conflict: body.conflict, statement: body.statement };
}
