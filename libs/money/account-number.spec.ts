import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAccountNumber } from './account-number.js';

/** Eleven digits with the check digit that the weights give; undefined where it would be 10. */
function completed(ten: string): string | undefined {
  const sum = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2].reduce(
    (all, weight, index) => all + weight * Number(ten[index]),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : `${ten}${check}`;
}

/** What is left when the rearranged IBAN is divided by 97, letters read as 10 to 35. */
function remainder(whole: string): number {
  const digits = (whole.slice(4) + whole.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return Number(BigInt(digits) % 97n);
}

/** The IBAN of a country whose check digits fit. */
function iban(country: string, bban: string): string {
  const check = 98 - remainder(`${country}00${bban}`);
  return `${country}${String(check).padStart(2, '0')}${bban}`;
}

describe('an account number', () => {
  it.each([
    '86011117947',
    '12345678911',
    'NO9386011117947',
    // The examples of the IBAN registry.
    'DE89370400440532013000',
    'GB29NWBK60161331926819',
    'FR1420041010050500013M02606',
    'SE4550000000058398257466',
    'DK5000400440116243',
    'FI2112345600000785',
    'MT84MALT011000012345MTLCAST001S',
  ])('can be %s', (text) => {
    expect(isAccountNumber(text)).toBe(true);
  });

  it.each([
    ['a wrong check digit', '86011117948'],
    ['another wrong check digit', '12345678910'],
    ['zeros alone', '00000000000'],
    ['zeros alone in an IBAN', iban('NO', '00000000000')],
    ['ten digits', '8601111794'],
    ['twelve digits', '860111179470'],
    ['spaces', '8601 11 17947'],
    ['dots', '8601.11.17947'],
    ['small letters', 'no9386011117947'],
    ['check digits of the IBAN that do not fit', 'NO9486011117947'],
    ['an IBAN over an account whose own check digit is wrong', iban('NO', '86011117948')],
    ['an IBAN that is too short for its country', iban('DE', '37040044053201300')],
    ['an IBAN that is too long for its country', iban('NO', '860111179470')],
    ['letters where the country has digits', iban('DE', '37040044053201300A')],
    ['a country without IBANs', iban('US', '86011117947')],
    ['nothing', ''],
    ['no number', 'not published'],
    ['a line break after it', '86011117947\n'],
  ])('is not one with %s', (_, text) => {
    expect(isAccountNumber(text)).toBe(false);
  });

  it('has the check digit its weights give, in Norway as a BBAN and as an IBAN', () => {
    const ten = fc.integer({ min: 1, max: 9_999_999_999 }).map((number) => String(number).padStart(10, '0'));
    fc.assert(
      fc.property(ten, (digits) => {
        const right = completed(digits);
        const fits = Array.from('0123456789', (last) => `${digits}${last}`).filter(isAccountNumber);
        expect(fits).toEqual(right === undefined ? [] : [right]);
        expect(fits.map((number) => isAccountNumber(iban('NO', number)))).toEqual(fits.map(() => true));
      }),
    );
  });

  it('does not survive one wrong digit', () => {
    const sound = fc
      .integer({ min: 1, max: 9_999_999_999 })
      .map((number) => completed(String(number).padStart(10, '0')))
      .filter((number) => number !== undefined);
    const slip = fc.record({ at: fc.nat(10), by: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(sound, slip, (number, { at, by }) => {
        const wrong = (Number(number[at]) + by) % 10;
        expect(isAccountNumber(`${number.slice(0, at)}${wrong}${number.slice(at + 1)}`)).toBe(false);
      }),
    );
  });
});
