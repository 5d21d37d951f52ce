import { dateInOslo } from '#calendar/oslo.js';
import { formatMoney } from '#money/format.js';
import { sum } from '#money/money.js';
import type { Page } from '#http/paging.js';
import { FittedTable } from '#terminal/table.js';
import { wrapped } from '#terminal/text.js';
import { pageAt, wholeList } from '../whole-list.js';
import type { Person } from './scene.js';

/** What a scenario says of one case; amounts in minor units. */
export interface PlayedCase {
  readonly name: string;
  readonly caseId: string;
  /** The state the case ends in. */
  readonly outcome: string;
  readonly events: readonly PlayedEvent[];
  readonly currency: string;
  /** In force at the end. */
  readonly awarded: number;
  /** Settled and not returned. */
  readonly paid: number;
  /** Repaid by the recipient. */
  readonly recovered: number;
}

/** One event of a case. */
export interface PlayedEvent {
  /** UTC instant. */
  readonly at: string;
  readonly type: string;
  readonly actor: string;
  readonly what: string;
}

interface CaseAnswer {
  readonly state: string;
  readonly amount: { readonly currency: string };
  readonly granted: { readonly amount: number } | null;
  readonly paid: { readonly amount: number };
}

interface RecoveriesAnswer {
  readonly items: readonly { readonly repaid: { readonly amount: number } }[];
}

interface HistoryEntry extends Omit<PlayedEvent, 'actor'> {
  readonly actor: { readonly subject: string };
}

/** How a case ended, read through the API as an auditor reads it. */
export async function playedCase(name: string, caseId: string, auditor: Person): Promise<PlayedCase> {
  const view = await auditor.read<CaseAnswer>(`/v1/cases/${caseId}`);
  const recoveries = await auditor.read<RecoveriesAnswer>(`/v1/recoveries?case=${caseId}`);
  return {
    name,
    caseId,
    outcome: view.state,
    currency: view.amount.currency,
    awarded: view.granted?.amount ?? 0,
    paid: view.paid.amount,
    recovered: sum(recoveries.items.map(({ repaid }) => repaid.amount)),
    events: await playedEvents(`/v1/cases/${caseId}/history`, auditor),
  };
}

/** What a history tells, whole. */
export async function playedEvents(history: string, auditor: Person): Promise<PlayedEvent[]> {
  const entries = await wholeList((cursor) => auditor.read<Page<HistoryEntry>>(pageAt(history, cursor)));
  return entries.map(({ at, type, what, actor }) => ({ at, type, what, actor: actor.subject }));
}

/** The cases as timelines, and a table of how they ended. */
export function printed(cases: readonly PlayedCase[]): string {
  const table = new FittedTable(
    ['case', 'ended', 'in force', 'paid', 'recovered'],
    ['left', 'left', 'right', 'right', 'right'],
  );
  for (const { name, outcome, currency, awarded, paid, recovered } of cases)
    table.push([
      name,
      outcome,
      ...[awarded, paid, recovered].map((amount) => formatMoney({ amount, currency })),
    ]);
  return [...cases.map(timeline), table.toString()].join('\n\n');
}

function timeline({ name, outcome, events }: PlayedCase): string {
  const widest = Math.max(...events.map(({ actor }) => actor.length));
  let day = '';
  const lines = events.map(({ at, actor, what }) => {
    const date = dateInOslo(at);
    const shown = date === day ? ' '.repeat(date.length) : date;
    day = date;
    return wrapped(`  ${shown} │ ${actor.padEnd(widest)}  `, what);
  });
  return [wrapped('', `${name} → ${outcome}`), ...lines].join('\n');
}
