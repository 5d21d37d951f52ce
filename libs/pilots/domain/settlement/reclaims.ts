import { accept } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Answer } from './answers.js';
import { standingOf, type KnownSettlement } from './state.js';

/** A claim to pay back was annulled, since the state owes it after all. */
interface WithdrawReclaim {
  readonly type: 'WithdrawReclaim';
  readonly recoveryId: string;
  /** What was repaid until then; minor units. */
  readonly repaid: number;
}

/** What was not repaid of it is with the payee, who is owed it. Again changes nothing. */
function withdraw({ recoveryId, repaid }: WithdrawReclaim, state: KnownSettlement): Answer {
  const amount = beyond(repaid, recoveryId, state);
  const { pilotId, currency } = state;
  return amount > 0
    ? accept<SettlementEvent>({
        type: 'StateShareReclaimWithdrawn',
        data: { pilotId, recoveryId, amount, currency },
      })
    : accept<SettlementEvent>();
}

/** Those who decide on the recovery claim less back than was paid too much, or let go of it. */
interface WaiveOverpayment {
  readonly type: 'WaiveOverpayment';
  readonly recoveryId: string;
  /** What of the claim stands; minor units. */
  readonly stands: number;
}

/** The payee keeps it, and no later version claims it again. Again changes nothing. */
function waive({ recoveryId, stands }: WaiveOverpayment, state: KnownSettlement): Answer {
  const amount = beyond(stands, recoveryId, state);
  const { pilotId, currency } = state;
  return amount > 0
    ? accept<SettlementEvent>({
        type: 'StateShareOverpaymentWaived',
        data: { pilotId, recoveryId, amount, currency },
      })
    : accept<SettlementEvent>();
}

/** What becomes of a claim to pay back. */
export const reclaiming = { WithdrawReclaim: withdraw, WaiveOverpayment: waive };

/** What stands of a claim beyond a figure; 0 where the claim is another's. Minor units. */
function beyond(figure: number, recoveryId: string, { reclaims }: KnownSettlement): number {
  const reclaim = reclaims.get(recoveryId);
  return reclaim === undefined ? 0 : Math.max(0, standingOf(reclaim) - Math.max(0, figure));
}
