import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { isMistypedNumber } from './organisation-number.js';

/** An organisation is named by a number that nobody has. */
export type NumberRefusal = Refusal<'organisation-number-invalid'>;

/** The refusal of the first of these that cannot be an organisation's number, by the field it was given in. */
export function mistypedAmong(
  named: Readonly<Record<string, string | undefined>>,
): NumberRefusal | undefined {
  for (const [field, organisation] of Object.entries(named))
    if (organisation !== undefined && isMistypedNumber(organisation))
      return numberInvalid(field, organisation);
  return undefined;
}

/** The refusal of a number whose check digit is wrong, by the field it was given in. */
export function numberInvalid(field: string, organisation: string): NumberRefusal {
  return refusal(
    'invalid',
    'organisation-number-invalid',
    `${field}: ${organisation} is no organisation number: its check digit is wrong`,
    { field },
  );
}
