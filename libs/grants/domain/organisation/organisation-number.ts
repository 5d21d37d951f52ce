/** Weights of the first eight digits. */
const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/**
 * Whether nine digits are a Norwegian organisation number (organisasjonsnummer): the ninth is the check digit of the
 * eight before it, modulus 11 with the weights 3 2 7 6 5 4 3 2; a remainder that would need the digit 10 is given to
 * nobody. Source: the Brønnøysund Register Centre, "Organisasjonsnummeret".
 */
export function isOrganisationNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * Number(text[index]), 0);
  return (11 - (sum % 11)) % 11 === Number(text[8]);
}

/**
 * Whether an organisation is named by what cannot be its number: nine digits whose check digit is wrong. Ids of other
 * registers (`GB-CHC-1011056`), and names a test or a demonstration gives, are not judged.
 */
export function isMistypedNumber(organisation: string): boolean {
  return /^\d{9}$/.test(organisation) && !isOrganisationNumber(organisation);
}
