import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { barChart } from '#charts/bar-chart.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Locale } from '#money/format.js';
import { sum, type Money } from '#money/money.js';
import { FindPayoutsOfCase, FindRecoveriesOfCase, type RecoveryOfCase } from '#payouts/contract/queries.js';
import type { OutcomeAgainstTarget } from '../contract/dashboard.js';
import type { OutcomeContract } from '../contract/pilot.js';
import type { PayerTerms } from '../contract/terms.js';
import type { KnownPilot } from '../domain/pilot/state.js';
import type { KnownSettlement, Settlement } from '../domain/settlement/state.js';
import { outcomesChart } from './charts/outcomes-chart.js';
import { PilotLog, type ReadEvent } from './pilot-log.js';
import type { PilotEvent } from '../contract/events.js';
import { followUpView, type RiskView, type StatusReportView, type VisitView } from './view/follow-up-view.js';
import { outcomesOf } from './view/outcomes.js';

/** What a payer pays, and may still have to pay. */
export interface PayerLiability {
  readonly payer: Pick<PayerTerms, 'code' | 'name' | 'role'>;
  /** `null` for the state, whose share becomes payouts. */
  readonly organisation: string | null;
  /** What it pays at most; `null` where the terms set no cap. */
  readonly cap: Money | null;
  /** By the version of the settlement that is concluded. */
  readonly settled: Money;
  /** Paid and not returned or paid back. */
  readonly paid: Money;
  /** Settled and not paid yet; below 0 what was paid too much and is to come back, also where it was written off. */
  readonly owed: Money;
  /** What was paid too much and is left to the payee. */
  readonly waived: Money;
  /** What of the money that is to come back is written off: it stays owed. */
  readonly writtenOff: Money;
  /** What may still be settled on top; 0 after a final settlement, `null` without a cap. */
  readonly remaining: Money | null;
}

/** A pilot at a glance. */
export interface Dashboard {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly outcomes: readonly OutcomeAgainstTarget[];
  readonly payers: readonly PayerLiability[];
  readonly measurements: { readonly recorded: number; readonly verified: number; readonly disputed: number };
  readonly settlement: { readonly version: number; readonly state: string; readonly final: boolean } | null;
  readonly followUp: {
    /** Planned ones, the nearest first. */
    readonly visits: readonly VisitView[];
    readonly lastReport: StatusReportView | null;
    readonly openRisks: readonly RiskView[];
  };
  readonly revision: number;
  readonly position: Position;
  /** A payout could not be read. */
  readonly incomplete?: true;
}

/** Pilots at a glance: outcomes and follow-up from the log, what was paid from the ledger. */
@Injectable()
export class Dashboards {
  constructor(
    private readonly log: PilotLog,
    private readonly queries: QueryBus,
  ) {}

  /** @throws ProblemException 404 for whoever may not see the pilot, or when there is none */
  async of(id: string, actor: Actor, after?: Position): Promise<Dashboard> {
    const { state, events, revision, position } = await this.log.open(id, actor);
    const { state: settlement } = await this.log.settlementOf(id);
    const paid = await this.paidByTheState(id, settlement, after);
    const { visits, statusReports, risks } = followUpView(events);
    const count = (status: string) => state.measurements.filter((each) => each.status === status).length;
    return {
      id,
      title: titleIn(events),
      state: state.status,
      outcomes: outcomesOf(state),
      payers: payersOf(state, settlement, paid),
      measurements: { recorded: count('recorded'), verified: count('verified'), disputed: count('disputed') },
      settlement: settlement.status === 'none' ? null : settledAs(settlement),
      followUp: {
        visits: visits.filter((each) => each.state === 'planned').toSorted((a, b) => (a.on < b.on ? -1 : 1)),
        lastReport: statusReports.at(-1) ?? null,
        openRisks: risks.filter((each) => each.state === 'open'),
      },
      revision,
      position,
      ...(paid.incomplete ? { incomplete: true } : {}),
    };
  }

  /** Outcomes against target as SVG. @throws ProblemException 404 */
  async chart(id: string, actor: Actor, locale?: Locale): Promise<string> {
    const { state, events } = await this.log.open(id, actor);
    return barChart(outcomesChart(outcomesOf(state), 'outcomes', titleIn(events), locale));
  }

  private async paidByTheState(id: string, settlement: Settlement, after?: Position) {
    const { payouts, incomplete } = await this.queries.execute(new FindPayoutsOfCase(id, after));
    const claimed = await this.queries.execute(new FindRecoveriesOfCase(id, after));
    const out = sum(payouts.map(({ paid }) => paid.amount));
    const back = sum(claimed.recoveries.map(({ repaid }) => repaid.amount));
    const writtenOff = sum(claimed.recoveries.map((each) => each.writtenOff.amount));
    const waived = settlement.status === 'none' ? 0 : leftTo(settlement, claimed.recoveries);
    return { paid: out - back, waived, writtenOff, incomplete: incomplete || claimed.incomplete };
  }
}

function titleIn([established]: readonly ReadEvent<PilotEvent>[]): string {
  return established?.type === 'PilotEstablished' ? established.data.title : '';
}

function settledAs({ status, current }: Exclude<Settlement, { status: 'none' }>) {
  return { version: current.version, state: status, final: current.final };
}

/** What of the overpayments is owed no more; settlements of before book as waived what was written off, too. */
function leftTo({ reclaims }: KnownSettlement, recoveries: readonly RecoveryOfCase[]): number {
  const claimed = new Map(recoveries.map(({ id, claimed: all }) => [id, all?.amount ?? 0]));
  return sum(
    [...reclaims].map(({ recoveryId, amount, waived }) =>
      Math.min(waived, amount - (claimed.get(recoveryId) ?? 0)),
    ),
  );
}

/** Minor units. */
interface Paid {
  readonly paid: number;
  readonly waived: number;
  readonly writtenOff: number;
}

function payersOf({ contract }: KnownPilot, settlement: Settlement, byState: Paid): PayerLiability[] {
  if (contract === undefined) return [];
  const { terms } = contract.contract;
  const concluded = settlement.status === 'none' ? undefined : settlement.concluded;
  const claims = settlement.status === 'none' ? undefined : settlement.claims;
  const money = (amount: number): Money => ({ amount, currency: terms.currency });
  return terms.payers.map(({ code, name, role }) => {
    const settled = concluded?.shares.find(({ payer }) => payer === code)?.amount ?? 0;
    const of = role === 'state' ? byState : { paid: claims?.get(code)?.paid ?? 0, waived: 0, writtenOff: 0 };
    const tooMuch = Math.max(0, of.paid - settled);
    const waived = Math.min(tooMuch, of.waived);
    const cap = capOf(contract.contract, code, role);
    const left = cap === undefined ? null : Math.max(0, cap - settled);
    return {
      payer: { code, name, role },
      organisation: organisationOf(contract.contract, code),
      cap: cap === undefined ? null : money(cap),
      settled: money(settled),
      paid: money(of.paid),
      owed: money(settled - of.paid + waived),
      waived: money(waived),
      writtenOff: money(Math.min(tooMuch - waived, of.writtenOff)),
      remaining: left === null ? null : money(concluded?.final === true ? 0 : left),
    };
  });
}

function capOf({ terms }: OutcomeContract, code: string, role: string): number | undefined {
  const { state, payers = {} } = terms.caps;
  if (role === 'state') return state;
  return Object.hasOwn(payers, code) ? payers[code] : undefined;
}

function organisationOf({ payers }: OutcomeContract, code: string): string | null {
  return Object.hasOwn(payers, code) ? (payers[code] ?? null) : null;
}
