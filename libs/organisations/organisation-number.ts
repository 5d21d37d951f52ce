/** Weights of the first eight digits. */
const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** Blanks of every kind, dots, hyphens and dashes, and what nobody sees: people set a number apart with them. */
const BETWEEN = /[\p{White_Space}\p{Dash_Punctuation}\p{Cf}\p{Default_Ignorable_Code_Point}.·•‧−]/gu;

/** `NO` before and `MVA` behind are how invoices and the VAT register write it. */
const NUMBER = /^(?:NO)?([0-9]{9})(?:MVA)?$/i;

/**
 * An organisation in the one form it is compared, kept and looked up in. What is nine digits once blanks, dots,
 * hyphens, what nobody sees, `NO` and `MVA` are taken away is a Norwegian number, and those digits are it. Ids of other
 * registers (`GB-CHC-1011056`) and names (`udir`) are what they are, to the letter.
 */
export function canonicalOrganisation(organisation: string): string {
  if (/^[0-9]{9}$/.test(organisation) || !/\p{N}/u.test(organisation)) return organisation;
  return NUMBER.exec(organisation.normalize('NFKC').replaceAll(BETWEEN, ''))?.[1] ?? organisation;
}

/** Whether two name one organisation, however each is written. */
export function sameOrganisation(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return canonicalOrganisation(one) === canonicalOrganisation(other);
}

/**
 * Whether nine digits are a Norwegian organisation number (organisasjonsnummer): the ninth is the check digit of the
 * eight before it, modulus 11 with the weights 3 2 7 6 5 4 3 2; a remainder that would need the digit 10 is given to
 * nobody. Source: the Brønnøysund Register Centre, "Organisasjonsnummeret".
 */
export function isOrganisationNumber(text: string): boolean {
  if (!/^[0-9]{9}$/.test(text)) return false;
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * Number(text[index]), 0);
  return (11 - (sum % 11)) % 11 === Number(text[8]);
}

/**
 * Whether an organisation is named by what cannot be its number: nine digits, however they are written, whose check
 * digit is wrong. Ids of other registers, and names a test or a demonstration gives, are not judged.
 */
export function isMistypedNumber(organisation: string): boolean {
  const one = canonicalOrganisation(organisation);
  return /^[0-9]{9}$/.test(one) && !isOrganisationNumber(one);
}
