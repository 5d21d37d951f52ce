/**
 * Why a command is not carried out; decides the HTTP status once for all codes:
 * `invalid` 422, `forbidden` 403, `not-found` 404, `conflict` 409, `precondition` 412, `gone` 410 (was erased),
 * `too-large` 413, `unsupported` 415.
 */
export type RefusalKind =
  'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'precondition' | 'gone' | 'too-large' | 'unsupported';

/** A refusal is data, not an exception: a stable code, a sentence for people, the facts behind it. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly kind: RefusalKind;
  /** One sentence that says what and where; never personal data. */
  readonly detail: string;
  readonly facts?: { readonly [name: string]: unknown };
}

/** Builds a refusal. */
export function refusal<Code extends string>(
  kind: RefusalKind,
  code: Code,
  detail: string,
  facts?: { readonly [name: string]: unknown },
): Refusal<Code> {
  return facts === undefined ? { code, kind, detail } : { code, kind, detail, facts };
}
