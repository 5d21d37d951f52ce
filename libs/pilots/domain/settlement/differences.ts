import type { PayerDifference } from '../../contract/pilot.js';
import type { Version } from './state.js';

/** What each payer pays more (or, below 0, less) than by the version that counted before; minor units. */
export function differencesTo(
  shares: readonly { readonly payer: string; readonly amount: number }[],
  concluded: Version | undefined,
): PayerDifference[] {
  return shares.map(({ payer, amount: now }) => {
    const before = concluded?.shares.find((share) => share.payer === payer)?.amount ?? 0;
    return { payer, before, now, difference: now - before };
  });
}
