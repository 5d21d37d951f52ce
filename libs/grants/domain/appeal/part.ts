import { refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import type { Appealed } from '../../contract/events.js';
import { no, type AppealRefusal } from './refusals.js';

/**
 * What an outcome in part may come to, both ends excluded, minor units: of a revocation what is in force after it, more
 * than now and less than if all of it were undone; of a claim what holds of it, less than is claimed.
 */
export interface PartRange {
  readonly above: number;
  readonly below: number;
}

/** What an amount of an outcome is held against. */
interface Held {
  readonly currency: string;
  /** None where nothing of it stands any more. */
  readonly part?: PartRange | undefined;
}

/** What is wrong with an outcome in part: it is better for the party than what is appealed against, and not all of it. */
export function faultOfPart(
  amount: Money | undefined,
  against: Appealed,
  { currency, part }: Held,
): AppealRefusal | undefined {
  if (!amount) return undefined;
  if (against.kind !== 'revocation' && against.kind !== 'recovery') return no.part();
  if (!part) return no.decision();
  if (amount.currency !== currency) return no.currency(currency);
  const { above, below } = part;
  if (amount.amount > above && amount.amount < below) return undefined;
  return refusal(
    'invalid',
    'amount-invalid',
    `${WHAT[against.kind]} above ${above} and below ${below} (minor units): otherwise it stands, or nothing of it does`,
    { above, below },
  );
}

const WHAT = {
  revocation: 'in part, a revocation leaves in force',
  recovery: 'in part, of the claim holds',
} as const;
