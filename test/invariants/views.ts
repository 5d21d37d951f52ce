import type { BudgetEvent } from '#budget/contract/events.js';
import { budget } from '#budget/domain/budget.js';
import { freeFor } from '#budget/domain/limits.js';
import { fold } from '#eventsourcing/decider.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { ApplicationEvent, AwardEvent } from '#grants/contract/events.js';
import { application } from '#grants/domain/application/application.js';
import { award } from '#grants/domain/award/award.js';
import { wasAccepted, hasEnded } from '#grants/domain/award/state.js';
import { sum } from '#money/money.js';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { paidOf, type KnownPayout } from '#payouts/domain/payout/state.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import type { KnownRecovery } from '#payouts/domain/recovery/state.js';
import type { Person } from '#test/support/system.js';

interface Amount {
  readonly amount: number;
}

interface CaseShown {
  readonly id: string;
  readonly granted: Amount | null;
  readonly paid: Amount;
  readonly released: Amount;
  readonly incomplete?: true;
  readonly payouts: readonly { readonly id: string; readonly status: string; readonly paid: Amount }[];
  readonly recoveries: readonly { readonly id: string; readonly state: string; readonly repaid: Amount }[];
}

interface BudgetShown {
  readonly incomplete?: true;
  readonly years: readonly {
    readonly year: number;
    readonly reserved: Amount;
    readonly paid: Amount;
    readonly free: Amount;
  }[];
}

interface LedgerShown {
  readonly incomplete?: true;
  readonly items: readonly {
    readonly id: string;
    readonly amount: Amount;
    readonly paid: Amount;
    readonly status: string;
  }[];
}

/** What a budget, or a case with its payouts and recoveries, shows, and what the log says of the same. */
export interface Compared {
  readonly what: string;
  readonly shown: unknown;
  readonly told: unknown;
}

/** Compares everything that is shown of a scheme with its log, as of a position. */
export async function compared(
  person: Person,
  scheme: string,
  caseIds: readonly string[],
  log: readonly RecordedEvent[],
  after: string,
): Promise<Compared[]> {
  const streams = Map.groupBy(log, ({ stream }) => stream);
  const all = [await budgetCompared(person, scheme, streams, after)];
  for (const id of caseIds) all.push(await caseCompared(person, id, streams, after));
  return all;
}

async function budgetCompared(
  person: Person,
  scheme: string,
  streams: Streams,
  after: string,
): Promise<Compared> {
  const { body } = await person.get<BudgetShown>(`/v1/budgets/${scheme}?after=${after}`);
  const state = fold(budget, (streams.get(`budget-${scheme}`) ?? []) as unknown as BudgetEvent[]);
  const payouts = payoutsOf(streams).filter(({ order }) => order.schemeId === scheme);
  const moved = payouts.flatMap(({ movements }) => [...movements]);
  const paidIn = (of: number) =>
    sum(
      moved
        .filter(({ year }) => year === of)
        .map(({ kind, amount }) => (kind === 'settled' ? amount : -amount)),
    );
  const years = [...new Set([...state.frames.keys(), ...state.reserved.keys()])].toSorted((a, b) => a - b);
  return {
    what: `the budget of ${scheme}`,
    shown: {
      incomplete: body.incomplete ?? false,
      years: body.years.map(({ year, reserved, paid, free }) => [
        year,
        reserved.amount,
        paid.amount,
        free.amount,
      ]),
    },
    told: {
      incomplete: false,
      years: years.map((year) => [year, state.reserved.get(year) ?? 0, paidIn(year), freeFor(state, year)]),
    },
  };
}

async function caseCompared(person: Person, id: string, streams: Streams, after: string): Promise<Compared> {
  const { body } = await person.get<CaseShown>(`/v1/cases/${id}?after=${after}`);
  const ledger = (await person.get<LedgerShown>(`/v1/payouts?case=${id}&after=${after}`)).body;
  const payouts = payoutsOf(streams, id);
  return {
    what: `case ${id}`,
    shown: {
      incomplete: body.incomplete ?? ledger.incomplete ?? false,
      granted: body.granted?.amount ?? 0,
      paid: body.paid.amount,
      payouts: sorted(body.payouts.map((each) => [each.id, each.status, each.paid.amount])),
      ledger: sorted(
        ledger.items.map((each) => [each.id, each.status, each.amount.amount, each.paid.amount]),
      ),
      recoveries: sorted(body.recoveries.map((each) => [each.id, each.state, each.repaid.amount])),
    },
    told: {
      incomplete: false,
      granted: grantedOf(id, streams),
      paid: sum(payouts.map(paidOf)),
      payouts: sorted(payouts.map((each) => [each.order.payoutId, each.status, paidOf(each)])),
      ledger: sorted(
        payouts.map((each) => [each.order.payoutId, each.status, each.order.amount.amount, paidOf(each)]),
      ),
      recoveries: sorted(
        recoveriesOf(id, streams).map((each) => [each.order.recoveryId, each.status, each.repaid]),
      ),
    },
  };
}

type Streams = ReadonlyMap<string, readonly RecordedEvent[]>;

/** The grant in force: of the award, or of the decision before it is accepted; none while a decision is annulled. */
function grantedOf(caseId: string, streams: Streams): number {
  const accepted = fold(award, (streams.get(`award-${caseId}`) ?? []) as unknown as AwardEvent[]);
  const state = fold(
    application,
    (streams.get(`application-${caseId}`) ?? []) as unknown as ApplicationEvent[],
  );
  if (state.status === 'none' || !state.decision) return 0;
  if (wasAccepted(accepted)) return accepted.amount;
  const { reservationId, amount } = state.decision;
  const lapsed = hasEnded(accepted, { reservationId });
  return lapsed ? 0 : amount.amount;
}

function payoutsOf(streams: Streams, caseId?: string): KnownPayout[] {
  return [...streams]
    .filter(
      ([stream, [first]]) =>
        stream.startsWith('payout-') && (caseId === undefined || first!.metadata.caseId === caseId),
    )
    .map(([, events]) => fold(payout, events as unknown as PayoutEvent[]) as KnownPayout);
}

function recoveriesOf(caseId: string, streams: Streams): KnownRecovery[] {
  return [...streams]
    .filter(([stream, [first]]) => stream.startsWith('recovery-') && first!.metadata.caseId === caseId)
    .map(([, events]) => fold(recovery, events as unknown as RecoveryEvent[]) as KnownRecovery);
}

function sorted(rows: readonly (readonly (string | number)[])[]) {
  return rows.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
