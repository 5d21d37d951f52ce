import { derivedId } from '#eventsourcing/ids.js';

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

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
    const rest =
      Array.from(digits, Number).reduce((sum, digit, index) => sum + digit * WEIGHTS[index]!, 0) % 11;
    const check = rest === 0 ? 0 : 11 - rest;
    if (check < 10) return `${digits}${check}`;
  }
}
