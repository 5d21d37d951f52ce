import { preparationsIn, type Preparation, type Preparations } from '#impartiality/preparations.js';
import type { PayoutCommand } from './payout.js';
import type { KnownPayout, Payout } from './state.js';

const PREPARATIONS: Preparations<PayoutCommand, KnownPayout> = {
  ApprovePayout: attestation,
};

/** Who attested a payout that waits for its approval: whoever may only prepare attests nothing. */
export function attestation({ status, attester }: KnownPayout): readonly Preparation[] {
  return status === 'attested' && attester !== undefined ? [{ person: attester, as: 'mayDecide' }] : [];
}

/** Whose work a command on a payout decides on. */
export function preparationsOf(command: PayoutCommand, state: Payout): readonly Preparation[] {
  return state.status === 'none' ? [] : preparationsIn(PREPARATIONS, command, state);
}
