import { derivedId } from '#eventsourcing/ids.js';
import { isAccountNumber } from '#money/account-number.js';

/**
 * A made-up Norwegian account number with a valid check digit (modulus 11), since published grants name none.
 * The same organisation always has the same one.
 */
export function testAccountOf(organisation: string): string {
  for (let attempt = 0; ; attempt++) {
    const seed = Number.parseInt(
      derivedId('account', organisation, attempt).slice(0, 12).replace('-', ''),
      16,
    );
    const digits = `9710${String(seed % 1_000_000).padStart(6, '0')}`;
    for (let check = 0; check < 10; check++)
      if (isAccountNumber(`${digits}${check}`)) return `${digits}${check}`;
  }
}
