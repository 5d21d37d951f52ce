import type { Person } from '../scene.js';
import { playedEvents, type PlayedEvent } from '../timeline.js';
import { AT, type Refusals } from './steps.js';

interface Amount {
  readonly amount: number;
}

/** What a payer settled and paid; minor units. */
export interface PlayedPayer {
  readonly payer: string;
  readonly role: string;
  readonly settled: number;
  readonly paid: number;
  readonly owed: number;
}

/** How the pilot ended. Amounts in minor units. */
export interface PlayedPilot {
  readonly id: string;
  readonly state: string;
  readonly currency: string;
  readonly directorates: readonly string[];
  readonly settlement: {
    readonly version: number;
    readonly state: number;
    readonly municipality: number;
    readonly total: number;
    readonly approvedBy: readonly string[];
    /** Each line in words. */
    readonly lines: readonly string[];
    /** The same again, to the byte, when calculated from the log. */
    readonly recalculatedIdentically: boolean;
  };
  readonly payers: readonly PlayedPayer[];
  readonly paidByTheState: number;
  readonly refusals: Refusals;
  readonly events: readonly PlayedEvent[];
}

interface SettlementAnswer {
  readonly version: number;
  readonly approvals: readonly { readonly directorate: string; readonly approvedBy: string }[];
  readonly recalculation: { readonly identical: boolean };
  readonly settlement: {
    readonly currency: string;
    readonly total: number;
    readonly lines: readonly { readonly explanation: string }[];
    readonly shares: readonly {
      readonly role: string;
      readonly amount: number;
      readonly explanation: string;
    }[];
  };
}

interface DashboardAnswer {
  readonly payers: readonly {
    readonly payer: { readonly code: string; readonly role: string };
    readonly settled: Amount;
    readonly paid: Amount;
    readonly owed: Amount;
  }[];
}

/** How the pilot ended, read through the API as an auditor reads it. */
export async function playedPilot(id: string, auditor: Person, refusals: Refusals): Promise<PlayedPilot> {
  const view = await auditor.read<{ state: string; directorates: readonly string[] }>(AT);
  const { version, approvals, recalculation, settlement } = await auditor.read<SettlementAnswer>(
    `${AT}/settlements/1`,
  );
  const dashboard = await auditor.read<DashboardAnswer>(`${AT}/dashboard`);
  const shareOf = (role: string) => settlement.shares.find((share) => share.role === role)?.amount ?? 0;
  const payers = dashboard.payers.map(({ payer, settled, paid, owed }) => ({
    payer: payer.code,
    role: payer.role,
    settled: settled.amount,
    paid: paid.amount,
    owed: owed.amount,
  }));
  return {
    id,
    state: view.state,
    currency: settlement.currency,
    directorates: view.directorates,
    settlement: {
      version,
      state: shareOf('state'),
      municipality: shareOf('municipality'),
      total: settlement.total,
      approvedBy: approvals.map(({ directorate, approvedBy }) => `${approvedBy} (${directorate})`),
      lines: [...settlement.lines, ...settlement.shares].map(({ explanation }) => explanation),
      recalculatedIdentically: recalculation.identical,
    },
    payers,
    paidByTheState: payers.find(({ role }) => role === 'state')?.paid ?? 0,
    refusals,
    events: await playedEvents(`${AT}/history`, auditor),
  };
}
