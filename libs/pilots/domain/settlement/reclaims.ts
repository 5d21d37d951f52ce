import { accept } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Of } from './commands.js';
import { standingOf, type KnownSettlement } from './state.js';

/** A claim to pay back was annulled: what was not repaid of it is with the payee, who is owed it. Again changes nothing. */
export function withdraw({ recoveryId, repaid }: Of<'WithdrawReclaim'>, state: KnownSettlement) {
  const amount = beyond(repaid, recoveryId, state);
  const { pilotId, currency } = state;
  return amount > 0
    ? accept<SettlementEvent>({
        type: 'StateShareReclaimWithdrawn',
        data: { pilotId, recoveryId, amount, currency },
      })
    : accept<SettlementEvent>();
}

/**
 * Those who decide on the recovery claim less back than was paid too much, or let go of it: the payee keeps it, and no
 * later version claims it again. Again changes nothing.
 */
export function waive({ recoveryId, stands }: Of<'WaiveOverpayment'>, state: KnownSettlement) {
  const amount = beyond(stands, recoveryId, state);
  const { pilotId, currency } = state;
  return amount > 0
    ? accept<SettlementEvent>({
        type: 'StateShareOverpaymentWaived',
        data: { pilotId, recoveryId, amount, currency },
      })
    : accept<SettlementEvent>();
}

/** What stands of a claim beyond a figure; 0 where the claim is another's. Minor units. */
function beyond(figure: number, recoveryId: string, { reclaims }: KnownSettlement): number {
  const reclaim = reclaims.get(recoveryId);
  return reclaim === undefined ? 0 : Math.max(0, standingOf(reclaim) - Math.max(0, figure));
}
