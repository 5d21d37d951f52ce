import { parse, v5, v7 } from 'uuid';

const NAMESPACE = parse('b1a6a1c4-6a0e-5f0e-9d50-74696c736167');

/** The same parts always give the same UUID (version 5, RFC 9562); parts are separated, so ('a','bc') ≠ ('ab','c'). */
export function derivedId(...parts: readonly (string | number)[]): string {
  return v5(JSON.stringify(parts), NAMESPACE);
}

/** A new time-ordered UUID (version 7, RFC 9562); for the edges of the system, never for domain code. */
export function newId(): string {
  return v7();
}
