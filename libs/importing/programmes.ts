import { yearOf } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import { splitEvenly } from '#money/money.js';
import type { Grant } from './records/grant-record.js';

/** What one funder gives under one programme in one currency: a scheme with its budget and one call. */
export interface Programme {
  readonly schemeId: string;
  readonly callId: string;
  readonly title: string;
  readonly funder: { readonly id: string; readonly name: string };
  readonly currency: string;
  /** Calendar dates of the first and the last award. */
  readonly firstAward: string;
  readonly lastAward: string;
  /** Budget years that hold all grants of the programme, whatever order they are decided in. */
  readonly frames: readonly YearFrame[];
  /** What tells its set-up for one file apart from that for another; empty where there is one file only. */
  readonly batch: readonly string[];
}

/** What a budget year needs for the grants of a file, minor units. */
export interface YearFrame {
  readonly year: number;
  readonly appropriation: number;
  readonly commitmentAuthority: number;
}

const MONTHS_PER_INSTALMENT = 12;
const MOST_INSTALMENTS = 3;
const ROUNDED_TO = 1_000_000;

/** Gathers grants by funder, programme and currency, and forgets each once it is counted; ids derive from those. */
export class Plan {
  private readonly byKey = new Map<string, Gathered>();

  /** With a batch, which names a file, grants of other files may come to the same schemes. */
  constructor(private readonly batch?: string) {}

  /** Counts a grant in. */
  add(grant: Grant): void {
    const { awardDate } = grant;
    const gathered = this.gathered(grant);
    if (awardDate < gathered.firstAward) gathered.firstAward = awardDate;
    if (awardDate > gathered.lastAward) gathered.lastAward = awardDate;
    gathered.decided.add(yearOf(awardDate));
    for (const { dueDate, amount } of scheduleOf(grant))
      gathered.due.set(yearOf(dueDate), (gathered.due.get(yearOf(dueDate)) ?? 0) + amount);
  }

  /** All programmes, in the order of their first grants. */
  programmes(): Programme[] {
    return [...this.byKey.values()].map(({ due, decided, ...programme }) => ({
      ...programme,
      frames: framesOf(due, decided),
    }));
  }

  /** Where a grant belongs. */
  programmeOf(grant: Grant): Pick<Programme, 'schemeId' | 'callId'> {
    return this.gathered(grant);
  }

  /** Of the same file, with no grant counted in yet. */
  anew(): Plan {
    return new Plan(this.batch);
  }

  private gathered(grant: Grant): Gathered {
    const { funder, programme, currency, awardDate } = grant;
    const key = JSON.stringify([funder.id, programme, currency]);
    const known = this.byKey.get(key);
    if (known) return known;
    const batch = this.batch === undefined ? [] : [this.batch];
    const kind = this.batch === undefined ? 'programme' : 'imported programme';
    const schemeId = `${slug(programme)}-${derivedId(kind, key).slice(0, 8)}`;
    const gathered = {
      schemeId,
      callId: [schemeId, 'call', ...batch].join('-'),
      title: programme,
      funder,
      currency,
      firstAward: awardDate,
      lastAward: awardDate,
      batch,
      due: new Map<number, number>(),
      decided: new Set<number>(),
    };
    this.byKey.set(key, gathered);
    return gathered;
  }
}

interface Gathered extends Omit<Programme, 'firstAward' | 'lastAward' | 'frames'> {
  firstAward: string;
  lastAward: string;
  /** Minor units by the year they fall due. */
  readonly due: Map<number, number>;
  /** Years in which a grant is decided. */
  readonly decided: Set<number>;
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

/** What was paid of each instalment, as long as there was something: the earlier ones first. */
export function paymentsOf(grant: Grant): number[] {
  let left = grant.paid;
  return scheduleOf(grant).flatMap(({ amount }) => {
    const paid = Math.min(amount, left);
    left -= paid;
    return paid > 0 ? [paid] : [];
  });
}

function framesOf(due: ReadonlyMap<number, number>, decided: ReadonlySet<number>): YearFrame[] {
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
