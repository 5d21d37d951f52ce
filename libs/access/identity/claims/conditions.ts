import type { ConditionRule } from '../config/issuer-config.js';
import { InvalidToken } from '../invalid-token.js';
import { valuesAt, wrong, type Claims } from './reading.js';

/** Refuses a token of which a condition does not hold, such as a way of signing in that is not strong enough. @throws InvalidToken */
export function refuseUnmet(claims: Claims, conditions: readonly ConditionRule[]): void {
  for (const { claim, accepts } of conditions) {
    const values = valuesAt(claims, claim).flat();
    for (const value of values)
      if (typeof value !== 'string' && typeof value !== 'number') throw wrong(claim, 'a text', value);
    if (!values.some((value) => accepts.includes(String(value))))
      throw new InvalidToken(
        values.length === 0
          ? `the claim "${claim.text}" is missing`
          : `the claim "${claim.text}" is not enough here`,
      );
  }
}
