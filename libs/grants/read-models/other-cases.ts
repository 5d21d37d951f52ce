import { payoutEvents } from '#payouts/contract/events.js';

/**
 * Payouts and recoveries follow from the settlements of pilots too: such a case has no application, and nothing to show
 * among the applications' cases.
 */
export function mayLackApplication({ type }: { readonly type: string }): boolean {
  return Object.hasOwn(payoutEvents, type);
}
