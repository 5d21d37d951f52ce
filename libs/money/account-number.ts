import { isValidBBAN, isValidIBAN } from 'ibantools';

/** What an account number looks like; whether it can be one is for `isAccountNumber` to say. */
export const ACCOUNT_NUMBER = /^(?:\d{11}|[A-Z]{2}\d{2}[A-Z0-9]{11,30})$/;

const NORWEGIAN_IBAN = /^NO\d{2}/;
const ALL_ZEROS = /^0+$/;

/**
 * Whether a text, without spaces, can be the number of a bank account: eleven digits whose last is the check digit of a
 * Norwegian account (modulus 11, weights 5 4 3 2 7 6 5 4 3 2), or an IBAN of its country's length and form whose check
 * digits fit (ISO 13616, modulus 97) and, in Norway, the account's as well. Zeros alone pass every sum and are no account.
 */
export function isAccountNumber(text: string): boolean {
  if (!ACCOUNT_NUMBER.test(text) || ALL_ZEROS.test(text.replace(NORWEGIAN_IBAN, ''))) return false;
  return /^\d/.test(text) ? isValidBBAN(text, 'NO') : isValidIBAN(text);
}
