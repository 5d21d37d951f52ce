import { yearOf } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import { splitEvenly } from '#money/money.js';
import type { Grant } from './grant-record.js';

/** What one funder gives under one programme in one currency: a scheme with its budget and one call. */
export interface Programme {
  readonly schemeId: string;
  readonly callId: string;
  readonly title: string;
  readonly funder: { readonly id: string; readonly name: string };
  readonly currency: string;
  readonly grants: readonly Grant[];
}

/** One budget year as the demo sets it, minor units. */
export interface YearFrame {
  readonly year: number;
  readonly appropriation: number;
  readonly commitmentAuthority: number;
}

const MONTHS_PER_INSTALMENT = 12;
const MOST_INSTALMENTS = 3;
const ROUNDED_TO = 1_000_000;

/** Groups grants by funder, programme and currency; ids derive from those. */
export function programmesOf(grants: readonly Grant[]): Programme[] {
  const groups = Map.groupBy(grants, ({ funder, programme, currency }) =>
    JSON.stringify([funder.id, programme, currency]),
  );
  return [...groups].map(([key, members]) => {
    const [{ funder, programme, currency }] = members as [Grant, ...Grant[]];
    const schemeId = `${slug(programme)}-${derivedId('programme', key).slice(0, 8)}`;
    return { schemeId, callId: `${schemeId}-call`, title: programme, funder, currency, grants: members };
  });
}

/** Yearly instalments from the day of the award, at most three, none of nothing. */
export function scheduleOf({
  amount,
  awardDate,
  months,
}: Grant): { readonly dueDate: string; readonly amount: number }[] {
  const wanted = Math.min(MOST_INSTALMENTS, Math.ceil(months / MONTHS_PER_INSTALMENT));
  return splitEvenly(amount, Math.max(1, Math.min(wanted, amount)))
    .filter((part) => part > 0)
    .map((part, index) => ({ dueDate: yearsLater(awardDate, index), amount: part }));
}

/** Budget years that hold all grants of a programme, whatever order they are decided in. */
export function framesOf({ grants }: Programme): YearFrame[] {
  const due = new Map<number, number>();
  const decided = new Set<number>();
  for (const grant of grants) {
    decided.add(yearOf(grant.awardDate));
    for (const { dueDate, amount } of scheduleOf(grant))
      due.set(yearOf(dueDate), (due.get(yearOf(dueDate)) ?? 0) + amount);
  }
  const years = new Set([...decided, ...due.keys()]);
  return [...years]
    .toSorted((a, b) => a - b)
    .map((year) => ({
      year,
      appropriation: roundedUp(due.get(year) ?? 0),
      commitmentAuthority: roundedUp(
        [...due].reduce((later, [of, amount]) => (of > year ? later + amount : later), 0),
      ),
    }));
}

function roundedUp(amount: number): number {
  return Math.ceil(amount / ROUNDED_TO) * ROUNDED_TO;
}

function yearsLater(date: string, years: number): string {
  const day = date.slice(5) === '02-29' && years > 0 ? '02-28' : date.slice(5);
  return `${String(yearOf(date) + years).padStart(4, '0')}-${day}`;
}

function slug(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'programme'
  );
}
