import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { notFound } from '#access/policy.js';
import { refused } from '#http/problems.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { FundedSchemes } from '../contract/funded-schemes.js';
import { MAY } from '../access.js';
import { carriedInto, chargedTo, freeFor, given, type Years } from '../domain/limits.js';
import { budgetStatus, type BudgetYearRow } from '../read-models/budget-status.js';

/** One year of a budget. */
export interface BudgetYear {
  readonly year: number;
  readonly appropriated: Money;
  readonly transferredIn: Money;
  readonly commitmentAuthority: Money;
  /** Commitments due in the year, gross: a payout does not reduce it. */
  readonly reserved: Money;
  /** What of the money transferred into the year commitments of the year before hold: charged first. */
  readonly carried: Money;
  /** Settled and not returned, and what was paid back of what had been repaid. */
  readonly paid: Money;
  /** Settled in the year, whenever it was due, or paid back in it; also what was returned since. */
  readonly settled: Money;
  /** Came back from the bank in the year. */
  readonly returned: Money;
  /** Given and not paid; below 0 where more was paid. */
  readonly left: Money;
  /** Whether what is left may be transferred to the next year; `null` where nobody said. */
  readonly transferable: boolean | null;
  /** By how much more was paid, or went on to the next year, than was given, or is reserved than a recorded appropriation gives. */
  readonly overdrawn: Money;
  /** What can still be committed for payment in the year. */
  readonly free: Money;
}

/** A scheme's budget; the commitment authorities of several years are never added up. */
export interface BudgetView extends Completeness {
  readonly schemeId: string;
  readonly currency: string;
  readonly years: readonly BudgetYear[];
  readonly totals: Omit<
    BudgetYear,
    'year' | 'commitmentAuthority' | 'carried' | 'left' | 'transferable' | 'overdrawn'
  >;
}

/** What of a budget is appropriated, reserved, paid and free. */
@Injectable()
export class BudgetOverview {
  constructor(
    private readonly reader: Reader,
    private readonly schemes: FundedSchemes,
  ) {}

  /** @throws ProblemException 404 for whoever may not see it, or when there is no such scheme */
  async of(schemeId: string, actor: Actor, after?: Position): Promise<BudgetView> {
    const scheme = await this.schemes.find(schemeId);
    mustSee(actor, MAY['budget.read'], scheme ? { owner: scheme.directorate } : {});
    if (!scheme) throw refused(notFound());
    const { currency } = scheme;
    await this.reader.reached([budgetStatus.name], after);
    const rows = await this.reader.rows<BudgetYearRow>(
      'SELECT * FROM budget_years WHERE scheme_id = $1 ORDER BY year',
      [schemeId],
    );
    const budget = yearsOf(rows);
    const money = (amount: number): Money => ({ amount, currency });
    const years = rows.map((row) => ({
      year: row.year,
      ...amounts(row, currency),
      commitmentAuthority: money(row.commitment_authority),
      carried: money(carriedInto(budget, row.year)),
      free: money(freeFor(budget, row.year)),
      left: money(given(budget, row.year) - row.paid),
      transferable: row.transferable,
      overdrawn: money(overdrawnIn(row, budget)),
    }));
    const free = money(together(years.map((year) => year.free.amount)));
    return {
      schemeId,
      currency,
      years,
      totals: { ...amounts(totalOf(rows), currency), free },
      ...(await this.reader.completeness(budgetStatus.name, [schemeId])),
    };
  }
}

/** Before its appropriation is recorded, what is reserved for a year stands on a commitment authority. */
function overdrawnIn({ year, paid, recorded }: BudgetYearRow, budget: Years): number {
  // What went on to the next year is there, so what was paid has to fit in the rest.
  const gone = budget.frames.get(year + 1)?.transferredIn ?? 0;
  const used = recorded ? Math.max(paid + gone, chargedTo(budget, year)) : paid;
  return Math.max(0, used - given(budget, year));
}

function yearsOf(rows: readonly BudgetYearRow[]): Years {
  return {
    frames: new Map(
      rows.map(({ year, appropriated, transferred_in, commitment_authority }) => [
        year,
        {
          appropriation: appropriated,
          transferredIn: transferred_in,
          commitmentAuthority: commitment_authority,
        },
      ]),
    ),
    reserved: new Map(rows.map(({ year, reserved }) => [year, reserved])),
  };
}

/** The decider keeps it exact; a budget from before it did is shown as near as a number comes. */
function together(all: readonly number[]): number {
  return all.reduce((total, each) => total + each, 0);
}

type Amounts = Pick<
  BudgetYearRow,
  'appropriated' | 'transferred_in' | 'reserved' | 'paid' | 'settled' | 'returned'
>;

function totalOf(rows: readonly BudgetYearRow[]): Amounts {
  const total = (column: keyof Amounts) => together(rows.map((row) => row[column]));
  return {
    appropriated: total('appropriated'),
    transferred_in: total('transferred_in'),
    reserved: total('reserved'),
    paid: total('paid'),
    settled: total('settled'),
    returned: total('returned'),
  };
}

function amounts(
  { appropriated, transferred_in, reserved, paid, settled, returned }: Amounts,
  currency: string,
) {
  const money = (amount: number): Money => ({ amount, currency });
  return {
    appropriated: money(appropriated),
    transferredIn: money(transferred_in),
    reserved: money(reserved),
    paid: money(paid),
    settled: money(settled),
    returned: money(returned),
  };
}
