import type { UnusableRecord } from '#giving/unusable.js';

/** Why a record cannot be used. */
export type RecordRefusalCode =
  | UnusableRecord['code']
  | 'not-an-object'
  | 'no-id'
  | 'id-not-text'
  | 'id-seen-before'
  | 'no-amount'
  | 'amount-not-a-number'
  | 'amount-negative'
  | 'amount-not-in-minor-units'
  | 'amount-too-large'
  | 'sum-too-large'
  | 'currency-unknown'
  | 'no-date'
  | 'date-not-iso-8601'
  | 'date-out-of-range'
  | 'text-too-long'
  | 'no-recipient'
  | 'no-funder'
  | 'organisation-number-invalid'
  | 'recipient-is-funder'
  | 'names-private-person';

/** A record that does not land: which one, and why. */
export interface RecordRefusal {
  /** Zero-based place in the file. */
  readonly index: number;
  /** Null when there is none, or when it tells who the private person is. */
  readonly id: string | null;
  /** One of {@link RecordRefusalCode}, or that of the command that was refused. */
  readonly code: string;
  /** One line. */
  readonly message: string;
}

/** What a record says that its grant cannot show: which one, and what. */
export interface RecordRemark {
  /** Zero-based place in the file. */
  readonly index: number;
  readonly id: string | null;
  readonly code:
    | 'paid-more-than-awarded'
    | 'applied-for-less-than-awarded'
    | 'second-recipient'
    | 'awarded-otherwise-on-record'
    | 'paid-otherwise-on-record';
  /** One line. */
  readonly message: string;
}

/** Why a record is refused, without which one it is. */
export type No = { readonly code: RecordRefusalCode; readonly message: string };

/** Builds a refusal. */
export function no(code: RecordRefusalCode, message: string): No {
  return { code, message };
}
