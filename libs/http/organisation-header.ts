import { isOrganisation, isSubject } from '#access/identity/words.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { invalidRequest } from './problems.js';

/** The header by which a person says for whom they act. */
export const ORGANISATION_HEADER = 'Tilsagn-Organisation';

const NAME = ORGANISATION_HEADER.toLowerCase();
const THEMSELVES = 'subject:';

/** As much of a request as tells for whom it is made. */
export interface Asking {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** The request as Node read it, where the same header sent twice can still be told from one. */
  readonly raw?: { readonly rawHeaders: readonly string[] };
}

/**
 * For whom a person asks to act; `undefined` where they do not say. What is not ASCII is percent-encoded, as a header
 * cannot hold it; a number comes in the one form, however it is written. @throws ProblemException 400
 */
export function organisationAsked({ headers, raw }: Asking): string | undefined {
  const value = headers[NAME];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || timesSent(raw?.rawHeaders ?? []) > 1) throw unusable('must be sent once');
  const organisation = decoded(value);
  if (organisation === undefined || !isChoice(organisation))
    throw unusable('must be an organisation of yours, percent-encoded where it is not ASCII');
  return canonicalOrganisation(organisation);
}

function timesSent(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === NAME).length;
}

function decoded(value: string): string | undefined {
  if (!/^[\x20-\x7e]+$/.test(value)) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

function isChoice(text: string): boolean {
  return text.startsWith(THEMSELVES) ? isSubject(text.slice(THEMSELVES.length)) : isOrganisation(text);
}

function unusable(detail: string) {
  return invalidRequest([{ header: ORGANISATION_HEADER, detail }]);
}
