import { List, OrderedSet } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { markOf } from '#money/references.js';
import type { SettlementEvent } from '../../contract/events.js';
import { changedFlag, withFlag } from './flagging.js';
import type { Claim, KnownSettlement, Reclaim, Settlement, SharePayment, Version } from './state.js';

/** The settlement after the event. */
export function evolve(state: Settlement, event: SettlementEvent): Settlement {
  if (event.type === 'SettlementCalculated') {
    const { pilotId, settlement } = event.data;
    const { currency } = settlement;
    const before = state.status === 'none' ? NOTHING_ORDERED : state;
    return { ...before, pilotId, currency, status: 'calculated', current: versionOf(event.data) };
  }
  return state.status === 'none' ? state : { ...state, ...changes(state, event) };
}

const NOTHING_ORDERED: Pick<KnownSettlement, 'claims' | 'orders' | 'reclaims' | 'raises' | 'abandoned'> = {
  claims: Keyed.by((claim) => claim.payer),
  orders: Keyed.by((order) => order.payoutId),
  reclaims: Keyed.by((reclaim) => reclaim.recoveryId),
  raises: OrderedSet(),
  abandoned: OrderedSet(),
};

function versionOf(data: Extract<SettlementEvent, { type: 'SettlementCalculated' }>['data']): Version {
  const { version, final, basis, settlement, calculatedBy } = data;
  const shares = settlement.shares.map(({ payer, role, amount }) => ({
    payer,
    isState: role === 'state',
    amount,
  }));
  return { version, final, basis, total: settlement.total, shares, calculatedBy, approvals: List() };
}

function changes(
  state: KnownSettlement,
  event: Exclude<SettlementEvent, { type: 'SettlementCalculated' }>,
): Partial<KnownSettlement> {
  const { current } = state;
  switch (event.type) {
    case 'SettlementReviewed':
      return { status: 'reviewed', current: { ...current, reviewedBy: event.data.reviewedBy } };
    case 'SettlementReturned':
      return { status: 'returned' };
    case 'SettlementApproved': {
      const { directorate, approvedBy: person } = event.data;
      const approvals = current.approvals.push({ directorate, person });
      return { status: 'approved-once', current: { ...current, approvals } };
    }
    case 'SettlementConcluded':
      return { status: 'concluded', concluded: current, ...raisedBy(state, event.data) };
    case 'SettlementSuperseded':
      return {};
    case 'ShareClaimed': {
      const { payer, organisation, amount } = event.data;
      const claimedOn = dayOf(event, event.data.claimedOn);
      const claim = {
        payer,
        organisation,
        claimed: amount,
        paid: 0,
        claimedOn,
        payments: List<SharePayment>(),
      };
      return { claims: claimed(state.claims, claim) };
    }
    case 'SharePaid': {
      return { claims: state.claims.changed(event.data.payer, (each) => withPayment(each, event.data)) };
    }
    case 'StateShareOrdered': {
      const { payoutId, amount, budgetYear } = event.data;
      const orders = state.orders.with({ payoutId, amount, withheld: 0, budgetYear });
      return { orders, ...raisedBy(state, event.data) };
    }
    case 'ProvisionAbandoned':
      return { abandoned: state.abandoned.add(event.data.raise) };
    case 'StateShareWithheld': {
      const { payoutId, amount } = event.data;
      return {
        orders: state.orders.changed(payoutId, (each) => ({
          ...each,
          withheld: each.withheld + amount,
        })),
      };
    }
    case 'StateShareReclaimed':
      return { reclaims: state.reclaims.with(reclaimOf(event.data)) };
    case 'StateShareReclaimWithdrawn':
      return { reclaims: lessened(state, event.data, 'withdrawn') };
    case 'StateShareOverpaymentWaived':
      return { reclaims: lessened(state, event.data, 'waived') };
    case 'SettlementFlagged':
      return { flags: withFlag(state, event.data.version, event.data.person) };
    case 'SettlementUpheld':
      return { flags: changedFlag(state, event.data.version, (each) => ({ ...each, upheld: true })) };
    case 'SettlementStandInNamed': {
      const { version, person } = event.data;
      return {
        flags: changedFlag(state, version, (each) => ({ ...each, standIns: each.standIns.push(person) })),
      };
    }
  }
}

function raisedBy({ raises }: KnownSettlement, { raise }: { readonly raise?: string | undefined }) {
  return raise === undefined ? {} : { raises: raises.add(raise) };
}

function withPayment(
  claim: Claim,
  { amount, paidOn, reference, referenceDigest }: Extract<SettlementEvent, { type: 'SharePaid' }>['data'],
): Claim {
  const payment = { amount, paidOn, reference: markOf(referenceDigest, reference) };
  return { ...claim, paid: claim.paid + amount, payments: claim.payments.push(payment) };
}

function reclaimOf({
  recoveryId,
  amount,
}: {
  readonly recoveryId: string;
  readonly amount: number;
}): Reclaim {
  return { recoveryId, amount, withdrawn: 0, waived: 0 };
}

function lessened(
  { reclaims }: KnownSettlement,
  { recoveryId, amount }: { readonly recoveryId: string; readonly amount: number },
  how: 'withdrawn' | 'waived',
): KnownSettlement['reclaims'] {
  return reclaims.changed(recoveryId, (each) => ({ ...each, [how]: each[how] + amount }));
}

function claimed(claims: KnownSettlement['claims'], more: Claim): KnownSettlement['claims'] {
  const known = claims.get(more.payer);
  return claims.with(known ? { ...known, claimed: known.claimed + more.claimed } : more);
}
