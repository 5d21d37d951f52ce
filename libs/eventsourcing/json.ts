import { isDeepStrictEqual } from 'node:util';

/** Whether two values are the same JSON: an `undefined` member is no member. */
export function sameJson(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
}
