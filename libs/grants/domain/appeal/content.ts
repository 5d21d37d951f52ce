import { yearOf } from '#calendar/oslo.js';
import { refusal } from '#eventsourcing/refusal.js';
import { sum } from '#money/money.js';
import type { Appealed, ReplacedContent } from '../../contract/events.js';
import type { Given } from './detriment.js';
import type { PartRange } from './part.js';
import { no, type AppealRefusal } from './refusals.js';

/** What a new decision is held against. */
export interface Terms {
  readonly currency: string;
  /** Minor units. */
  readonly applied: number;
  readonly multiYear: boolean;
  /** The decision on the application that it takes the place of, where it is one. */
  readonly before?: Given | undefined;
  /** When notice of that was received, calendar date. */
  readonly noticeOn?: string | undefined;
  /** Of a revocation or a claim: between what an outcome in part may lie. */
  readonly part?: PartRange | undefined;
  /** Of the refusal of an amendment: whether the grant goes on. */
  readonly grant?: 'goes-on' | 'revoked' | undefined;
}

/** What is wrong with what shall replace the decision: only a decision on the application is replaced by another. */
export function faultOfReplacement(
  content: ReplacedContent | undefined,
  against: Appealed,
  terms: Terms,
): AppealRefusal | undefined {
  if (against.kind !== 'decision')
    return (
      content &&
      refusal(
        'invalid',
        'new-decision-not-wanted',
        `${against.kind === 'amendment' ? 'an' : 'a'} ${against.kind} is lifted, not replaced`,
      )
    );
  if (!content)
    return refusal('invalid', 'new-decision-missing', 'it is not said what replaces the decision');
  if (content.amount.currency !== terms.currency) return no.currency(terms.currency);
  return faultOfAmount(content, terms) ?? faultOfSchedule(content, terms);
}

function faultOfAmount({ outcome, amount }: ReplacedContent, terms: Terms): AppealRefusal | undefined {
  if (outcome === 'rejected')
    return amount.amount === 0
      ? undefined
      : refusal('invalid', 'amount-invalid', 'a rejection grants an amount of 0');
  if (amount.amount > 0 && amount.amount <= terms.applied) return undefined;
  return refusal(
    'invalid',
    'amount-invalid',
    `a grant is above 0 and at most what was applied for, ${terms.applied} (minor units)`,
    { applied: terms.applied },
  );
}

function faultOfSchedule(content: ReplacedContent, terms: Terms): AppealRefusal | undefined {
  const { outcome, amount, schedule } = content;
  const invalid = (detail: string) => refusal('invalid', 'schedule-invalid', detail);
  if (outcome === 'rejected') return schedule.length === 0 ? undefined : invalid('a rejection pays nothing');
  if (schedule.length === 0) return invalid('a grant needs a payment schedule');
  if (schedule.some((instalment) => instalment.amount <= 0)) return invalid('every instalment is above 0');
  if (schedule.some(({ dueDate }, index) => index > 0 && dueDate < schedule[index - 1]!.dueDate))
    return invalid('instalments stand in the order they fall due');
  const total = sum(schedule.map((instalment) => instalment.amount));
  if (total !== amount.amount)
    return refusal(
      'invalid',
      'schedule-does-not-add-up',
      `the instalments add up to ${total}, the grant is ${amount.amount} (minor units)`,
      { total, amount: amount.amount },
    );
  if (!terms.multiYear && new Set(schedule.map(({ dueDate }) => yearOf(dueDate))).size > 1)
    return refusal(
      'invalid',
      'multi-year-not-allowed',
      'the regulation version does not allow instalments in more than one year',
    );
  return undefined;
}
