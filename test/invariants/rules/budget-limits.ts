import type { BudgetEvent, YearAmount } from '#budget/contract/events.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { sum } from '#money/money.js';
import { entry, type Rule } from './rule.js';

interface Year {
  appropriation: number;
  transferredIn: number;
  authority: number;
  reserved: number;
  /** Reserved since it was paid in the year, though it was due in another. */
  movedInto: number;
}

/**
 * Each year's reservations are within its appropriation and what was transferred; of two years that share money
 * through a transfer, both together; obligations of later years are within the authority whenever some are added. What
 * was paid in a year is a fact, and may overdraw it.
 */
export class BudgetLimits implements Rule {
  private readonly budgets = new Map<string, Map<number, Year>>();

  see(recorded: RecordedEvent): readonly string[] {
    if (!recorded.stream.startsWith('budget-')) return [];
    const event = recorded as unknown as BudgetEvent;
    const years = entry(this.budgets, recorded.stream, () => new Map<number, Year>());
    const year = (of: number) =>
      entry(years, of, () => ({
        appropriation: 0,
        transferredIn: 0,
        authority: 0,
        reserved: 0,
        movedInto: 0,
      }));
    const book = (payments: readonly YearAmount[], sign: 1 | -1) => {
      for (const { year: due, amount } of payments) year(due).reserved += sign * amount;
    };
    const move = (to: number, from: readonly YearAmount[]) => {
      year(to).movedInto += sum(from.map(({ amount }) => amount));
      for (const each of from) year(each.year).movedInto -= each.amount;
    };
    switch (event.type) {
      case 'AppropriationSet':
        year(event.data.year).appropriation = event.data.amount;
        year(event.data.year).transferredIn = event.data.transferredIn;
        break;
      case 'CommitmentAuthoritySet':
        year(event.data.year).authority = event.data.amount;
        return [...over(years), ...unauthorised(years, event.data.year)];
      case 'CommitmentReserved':
        book(event.data.payments, 1);
        return [...over(years), ...beyond(years, event.data.budgetYear, event.data.payments, [])];
      case 'CommitmentAdjusted': {
        const { before, payments, budgetYear, moves = [] } = event.data;
        book(before, -1);
        book(payments, 1);
        for (const { year: to, from } of moves) move(to, from);
        return [...over(years), ...beyond(years, budgetYear, payments, before)];
      }
      case 'CommitmentReleased':
        book(event.data.payments, -1);
        break;
      case 'PaymentBooked': {
        const { year: to, movedFrom = [] } = event.data;
        move(to, movedFrom);
        book(movedFrom, -1);
        book([{ year: to, amount: sum(movedFrom.map(({ amount }) => amount)) }], 1);
        break;
      }
      case 'PaidBackBooked': {
        const { year: to, amount } = event.data;
        year(to).movedInto += amount;
        book([{ year: to, amount }], 1);
      }
    }
    return over(years);
  }
}

function over(years: ReadonlyMap<number, Year>): string[] {
  const broken: string[] = [];
  for (const [number, { appropriation, transferredIn, reserved: all, movedInto }] of years) {
    const reserved = all - Math.max(0, movedInto);
    if (all < Math.min(0, movedInto)) broken.push(`less than nothing is reserved for ${number}`);
    // A year nothing is appropriated for yet stands on the authority alone.
    if (appropriation > 0 && reserved > appropriation + transferredIn)
      broken.push(`${reserved} is reserved for ${number}, given are ${appropriation + transferredIn}`);
    const before = years.get(number - 1);
    const given = before ? before.appropriation + before.transferredIn : 0;
    if (!before || given === 0 || transferredIn === 0 || appropriation === 0) continue;
    if (before.reserved + reserved > given + appropriation + Math.max(0, transferredIn - given))
      broken.push(`what was transferred into ${number} is committed twice`);
  }
  return broken;
}

function beyond(
  years: ReadonlyMap<number, Year>,
  budgetYear: number,
  after: readonly YearAmount[],
  before: readonly YearAmount[],
): string[] {
  const later = (payments: readonly YearAmount[]) =>
    sum(payments.filter(({ year }) => year > budgetYear).map(({ amount }) => amount));
  return later(after) > later(before) ? unauthorised(years, budgetYear) : [];
}

function unauthorised(years: ReadonlyMap<number, Year>, budgetYear: number): string[] {
  const later = sum([...years].filter(([year]) => year > budgetYear).map(([, { reserved }]) => reserved));
  const authority = years.get(budgetYear)?.authority ?? 0;
  return later > authority
    ? [`${later} falls due after ${budgetYear}, whose commitment authority is ${authority}`]
    : [];
}
