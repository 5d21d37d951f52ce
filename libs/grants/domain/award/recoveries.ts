import { recoveryOf } from './levelling.js';
import type { AcceptedAward } from './state.js';

/** Every recovery the award may have led to, in the order they were opened; also those of before it was levelled. */
export function recoveriesOf(state: AcceptedAward): string[] {
  const { terms, revocations, claims, claimed } = state;
  const bases = [
    ...numbersTo(revocations).map((number) => `revocation-${number}`),
    // A decision that nothing was accepted of before claims nothing.
    ...numbersTo(terms.decision).map((number) => `decision-${number}`),
    ...claimed,
  ];
  return [
    ...new Set([
      ...bases.map((basis) => recoveryOf(terms.awardId, basis)),
      ...claims.map(({ recoveryId }) => recoveryId),
    ]),
  ];
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
