import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { derivedId } from '#eventsourcing/ids.js';
import { refusal } from '#eventsourcing/refusal.js';
import { isMarkOf } from '#money/references.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Answer } from './answers.js';
import { flagged, openFlagOf } from './flagging.js';
import { provisionGone } from './provision.js';
import { referenceUsed } from './refusals.js';
import { stateOwes, type KnownSettlement } from './state.js';

/** A payout of the state's share was cancelled. */
interface WithholdStateShare {
  readonly type: 'WithholdStateShare';
  readonly payoutId: string;
  /** What of it will not be paid; minor units. */
  readonly unpaid: number;
}

/** What it did not pay, or came back of it since, is not on its way any more. Again changes nothing. */
function withhold({ payoutId, unpaid }: WithholdStateShare, state: KnownSettlement): Answer {
  const order = state.orders.get(payoutId);
  const more = order === undefined ? 0 : Math.min(unpaid, order.amount) - order.withheld;
  if (more <= 0) return accept<SettlementEvent>();
  const { pilotId, currency } = state;
  const version = state.concluded!.version;
  return accept<SettlementEvent>({
    type: 'StateShareWithheld',
    data: { pilotId, version, payoutId, amount: more, currency },
  });
}

interface CarryOutStateShare {
  readonly type: 'CarryOutStateShare';
  /** Ids of what it becomes: one of the two. */
  readonly payoutId: string;
  readonly recoveryId: string;
  readonly currency: string;
  readonly budgetYear: number;
  /** A person asks for it: then something must be owed. */
  readonly asked: boolean;
  /** Id of the raise of the commitment for it. */
  readonly raise?: string | undefined;
}

/** What the state owes by the version in force becomes a payout; what it paid beyond it is claimed back. */
function carryOut(command: CarryOutStateShare, state: KnownSettlement): Answer {
  const { payoutId, recoveryId, currency, budgetYear, asked, raise } = command;
  const { pilotId, concluded, orders, reclaims } = state;
  const owed = stateOwes(state);
  if (concluded === undefined || (owed <= 0 && asked))
    return refuse(refusal('conflict', 'nothing-owed', 'the state owes nothing that is not on its way'));
  const { version } = concluded;
  if (asked && openFlagOf(version, state)) return refuse(flagged(version));
  // A payout that was cancelled is not opened again under its id: ordered twice, it would never be paid.
  if (orders.has(payoutId)) return accept<SettlementEvent>();
  if (reclaims.has(recoveryId)) return accept<SettlementEvent>();
  if (owed > 0) {
    const order = orders.length + 1;
    const raised = raise === undefined ? {} : { raise };
    const data = { pilotId, version, payoutId, order, amount: owed, currency, budgetYear, ...raised };
    return provisionGone(raise, state) ?? accept<SettlementEvent>({ type: 'StateShareOrdered', data });
  }
  if (owed < 0)
    return accept<SettlementEvent>({
      type: 'StateShareReclaimed',
      data: { pilotId, version, recoveryId, amount: -owed, currency },
    });
  return accept<SettlementEvent>();
}

/** Ids of the payout or the recovery that a cause gives rise to: there is one of it, however often it is carried out. */
export function idsOfShare(pilotId: string, cause: string | number) {
  return {
    payoutId: derivedId('state-share', pilotId, cause),
    recoveryId: derivedId('state-share-reclaim', pilotId, cause),
  };
}

/** A payer other than the state paid outside of this system. */
interface RecordSharePayment {
  readonly type: 'RecordSharePayment';
  readonly payer: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly pilotCurrency: string;
  /** Calendar date. */
  readonly paidOn: string;
  readonly reference: string;
  readonly referenceDigest: string;
  readonly person: string;
  readonly today: string;
}

/**
 * It is put on record, up to what the payer owes, on a day from that of the claim on. What was recorded before under the
 * same reference is not counted again.
 */
function recordPayment(command: RecordSharePayment, state: KnownSettlement): Answer {
  const { payer, amount, currency, pilotCurrency, paidOn, reference, referenceDigest, person, today } =
    command;
  const claim = state.claims.get(payer);
  if (claim === undefined)
    return refuse(refusal('conflict', 'payer-unknown', `nothing was claimed from a payer ${payer}`));
  if (currency !== pilotCurrency)
    return refuse(refusal('invalid', 'other-currency', `the pilot is in ${pilotCurrency}, not ${currency}`));
  if (amount < 1)
    return refuse(refusal('invalid', 'no-amount', 'an amount of at least one minor unit is needed'));
  const before = claim.payments.find((each) => isMarkOf(each.reference, referenceDigest, reference));
  if (before?.paidOn === paidOn && before.amount === amount) return accept<SettlementEvent>();
  if (before) return refuse(referenceUsed(before));
  const claimed = { what: 'the share was claimed', day: claim.claimedOn };
  const fault = faultOfDay({ member: 'paidOn', day: paidOn, today, after: claimed });
  if (fault) return refuse(fault);
  const owed = claim.claimed - claim.paid;
  if (amount > owed)
    return refuse(
      refusal(
        'conflict',
        'exceeds-share',
        `${amount} is more than ${payer} still owes: ${owed} (minor units)`,
        {
          amount,
          owed,
        },
      ),
    );
  const { pilotId } = state;
  return accept<SettlementEvent>({
    type: 'SharePaid',
    data: { pilotId, payer, currency, amount, paidOn, reference, referenceDigest, recordedBy: person },
  });
}

/** What is paid by a settlement. */
export const payments = {
  WithholdStateShare: withhold,
  CarryOutStateShare: carryOut,
  RecordSharePayment: recordPayment,
};
