import { isOrganisationNumber } from '#organisations/organisation-number.js';

/** Of so many eight digits in a row some have a check digit. */
const APART = 3;

/** The organisation with this number among those that begin with some digits: each another, each with its check digit. */
export function organisationNumbered(number: number, first = 80_000_000): string {
  for (let eight = first + APART * number; eight < first + APART * (number + 1); eight++)
    for (let digit = 0; digit < 10; digit++) {
      const candidate = `${eight}${digit}`;
      if (isOrganisationNumber(candidate)) return candidate;
    }
  throw new Error(`no organisation number from ${first} has the place ${number}`);
}
