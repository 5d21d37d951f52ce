import { yearOf } from '#calendar/oslo.js';
import { refusal } from '#eventsourcing/refusal.js';
import { sum, type Money } from '#money/money.js';
import type { DecisionOutcome, Instalment, PlannedYear } from '../../contract/events.js';
import type { ApplicationRefusal } from './refusals.js';

/** When a grant is paid, and what is planned beyond it. */
export interface Payments {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly schedule: readonly Instalment[];
  readonly planned?: readonly PlannedYear[] | undefined;
}

/** The rules on years of a regulation version. */
export interface YearRules {
  readonly version: string;
  readonly multiYear: boolean;
}

/** The first fault in the payments of a decision: they add up to it, in order, in the years that are allowed. */
export function faultOfPayments(
  payments: Payments,
  regulation: YearRules | undefined,
): ApplicationRefusal | undefined {
  const { outcome, amount, schedule, planned = [] } = payments;
  if (outcome !== 'granted')
    return schedule.length + planned.length === 0
      ? undefined
      : refusal('invalid', 'schedule-invalid', 'only a grant is paid');
  if (schedule.length === 0)
    return refusal('invalid', 'schedule-invalid', 'a grant needs a payment schedule');
  if (schedule.some((instalment) => instalment.amount <= 0))
    return refusal('invalid', 'schedule-invalid', 'every instalment is above 0');
  if (schedule.some((instalment, index) => index > 0 && instalment.dueDate < schedule[index - 1]!.dueDate))
    return refusal('invalid', 'schedule-invalid', 'instalments stand in the order they fall due');
  const total = sum(schedule.map((instalment) => instalment.amount));
  if (total !== amount.amount)
    return refusal(
      'invalid',
      'schedule-does-not-add-up',
      `the instalments add up to ${total}, the grant is ${amount.amount} (minor units)`,
      { total, amount: amount.amount },
    );
  return faultOfPlanned(payments) ?? (regulation && faultOfYears(payments, regulation));
}

/** Planned years come one after the other behind the last instalment's year. */
function faultOfPlanned({ schedule, planned = [] }: Payments): ApplicationRefusal | undefined {
  let last = yearOf(schedule.at(-1)!.dueDate);
  for (const { year, amount } of planned) {
    if (year <= last || amount <= 0)
      return refusal(
        'invalid',
        'planned-invalid',
        'what is planned is above 0, for years in order after that of the last instalment',
        { year },
      );
    last = year;
  }
  return undefined;
}

function faultOfYears(
  { schedule, planned = [] }: Payments,
  { version, multiYear }: YearRules,
): ApplicationRefusal | undefined {
  const years = new Set(schedule.map((instalment) => yearOf(instalment.dueDate)));
  if (multiYear || years.size + planned.length <= 1) return undefined;
  return refusal(
    'invalid',
    'multi-year-not-allowed',
    `regulation version ${version} does not allow instalments in more than one year`,
  );
}
