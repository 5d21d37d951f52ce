import { accept, refuse } from '#eventsourcing/decider.js';
import { derivedId } from '#eventsourcing/ids.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Answer } from './answers.js';
import type { KnownSettlement } from './state.js';

/** The commitment was raised, and what it was raised for did not come. */
interface AbandonProvision {
  readonly type: 'AbandonProvision';
  readonly raise: string;
  /** The commitment that was raised. */
  readonly reservationId: string;
  readonly schemeId: string;
  readonly grounds: string;
}

/** Nothing may stand on it any more; what something stands on stays. */
function abandon({ type: _, ...provision }: AbandonProvision, state: KnownSettlement): Answer {
  const { raises, abandoned, pilotId } = state;
  if (raises.has(provision.raise) || abandoned.has(provision.raise)) return accept<SettlementEvent>();
  return accept<SettlementEvent>({ type: 'ProvisionAbandoned', data: { pilotId, ...provision } });
}

/** Money that is provided before it is known to be needed. */
export const providing = { AbandonProvision: abandon };

/** Id of a raise for the last version, or the next order; another one after one that was given up. */
export function raiseFor(state: KnownSettlement, reservationId: string): string {
  const { current, orders, abandoned } = state;
  return derivedId('provision', reservationId, current.version, orders.length, abandoned.size);
}

/** Why nothing may stand on a raise. */
export function provisionGone(raise: string | undefined, { abandoned }: KnownSettlement) {
  return raise !== undefined && abandoned.has(raise)
    ? refuse(
        refusal('conflict', 'reservation-abandoned', 'the money provided for it was let go; ask once more'),
      )
    : undefined;
}
