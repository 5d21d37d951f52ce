import type { SettlementEvent } from '../../contract/events.js';
import type { Claim, KnownSettlement, Reclaim, Settlement, Version } from './state.js';

/** The settlement after the event. */
export function evolve(state: Settlement, event: SettlementEvent): Settlement {
  if (event.type === 'SettlementCalculated') {
    const { pilotId, settlement } = event.data;
    const { currency } = settlement;
    const before = state.status === 'none' ? { claims: [], orders: [], reclaims: [] } : state;
    return { ...before, pilotId, currency, status: 'calculated', current: versionOf(event.data) };
  }
  return state.status === 'none' ? state : { ...state, ...changes(state, event) };
}

function versionOf(data: Extract<SettlementEvent, { type: 'SettlementCalculated' }>['data']): Version {
  const { version, final, basis, settlement, calculatedBy } = data;
  const shares = settlement.shares.map(({ payer, role, amount }) => ({
    payer,
    isState: role === 'state',
    amount,
  }));
  return { version, final, basis, total: settlement.total, shares, calculatedBy, approvals: [] };
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
      const approvals = [...current.approvals, { directorate, person }];
      return { status: 'approved-once', current: { ...current, approvals } };
    }
    case 'SettlementConcluded':
      return { status: 'concluded', concluded: current };
    case 'SettlementSuperseded':
      return {};
    case 'ShareClaimed': {
      const { payer, organisation, amount } = event.data;
      return { claims: claimed(state.claims, { payer, organisation, claimed: amount, paid: 0 }) };
    }
    case 'SharePaid': {
      const { payer, amount } = event.data;
      return {
        claims: state.claims.map((each) =>
          each.payer === payer ? { ...each, paid: each.paid + amount } : each,
        ),
      };
    }
    case 'StateShareOrdered': {
      const { payoutId, amount, budgetYear } = event.data;
      return { orders: [...state.orders, { payoutId, amount, withheld: 0, budgetYear }] };
    }
    case 'StateShareWithheld': {
      const { payoutId, amount } = event.data;
      return {
        orders: state.orders.map((each) =>
          each.payoutId === payoutId ? { ...each, withheld: amount } : each,
        ),
      };
    }
    case 'StateShareReclaimed':
      return { reclaims: [...state.reclaims, reclaimOf(event.data)] };
    case 'StateShareReclaimWithdrawn':
      return { reclaims: lessened(state, event.data, 'withdrawn') };
    case 'StateShareOverpaymentWaived':
      return { reclaims: lessened(state, event.data, 'waived') };
  }
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
): readonly Reclaim[] {
  return reclaims.map((each) =>
    each.recoveryId === recoveryId ? { ...each, [how]: each[how] + amount } : each,
  );
}

function claimed(claims: readonly Claim[], more: Claim): readonly Claim[] {
  const known = claims.find(({ payer }) => payer === more.payer);
  if (known === undefined) return [...claims, more];
  return claims.map((each) => (each === known ? { ...each, claimed: each.claimed + more.claimed } : each));
}
