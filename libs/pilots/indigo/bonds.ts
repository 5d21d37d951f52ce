import type { Money } from '#money/money.js';
import { minorUnits, shown, type Cells } from './cells.js';

/** A value with the row it was read from. */
export interface Found<T> {
  readonly row: number;
  readonly value: T;
}

/** What one unit of an outcome costs. */
export interface UnitPrice {
  readonly price: Money;
  /** What the metric was expected to cost at most. */
  readonly maximum?: Money;
}

/** How many outcomes were achieved; `Final`, `Interim` or nothing. */
export interface Result {
  readonly type: string;
  readonly achieved: number;
}

/** A payment that was made. */
export interface Payment {
  readonly amount: Money;
  /** Whether the data says that it was made; otherwise it only does not say that it was planned. */
  readonly said: boolean;
}

/** How many rows about something could not be used. */
export interface Refused {
  metrics: number;
  prices: number;
  results: number;
  payments: number;
}

/** What the files say about a metric of a bond. */
export interface Metric {
  readonly id: string;
  readonly row: number;
  /** Its definition, on one line; its id when it has none. */
  readonly title: string;
  /** What was to be reached, in words; '' when nothing is said. */
  readonly target: string;
  readonly prices: Found<UnitPrice>[];
  readonly results: Found<Result>[];
  readonly payments: Found<Payment>[];
  readonly refused: Refused;
  /** The first of its rows, of any file, that repeats another: which of both is true cannot be said. */
  repeated?: string;
}

/** What the files say about an impact bond. */
export interface Bond {
  readonly id: string;
  readonly name: string;
  readonly row: number;
  /** What the list of projects gives as paid in all. */
  readonly total?: Money;
  readonly metrics: Map<string, Metric>;
  /** Payments that no metric is named for. */
  readonly payments: Found<Payment>[];
  readonly refused: Refused;
}

/** Gathers the rows by bond. Only what is needed to compute is kept, so memory follows bonds, not bytes. */
export class Bonds {
  private readonly byId = new Map<string, Bond>();

  /** All bonds, in the order of the list of projects. */
  all(): Bond[] {
    return [...this.byId.values()];
  }

  /** Takes in a row that nothing is wrong with. */
  use(file: string, row: number, cells: Cells): void {
    USES[file]?.(this.byId, row, cells);
  }

  /** Remembers that a row about a metric or a bond is missing from what is computed. */
  refuse(file: string, row: number, cells: Cells, repeats: boolean): void {
    const what = COUNTED[file];
    const bond = this.byId.get(cells.project ?? '');
    if (!what || !bond) return;
    const metric = bond.metrics.get(cells.metric ?? '');
    (metric ?? bond).refused[what] += 1;
    if (repeats && metric && what !== 'payments') metric.repeated ??= `row ${row} of ${file} repeats another`;
  }
}

/** Definitions are whole paragraphs at times; what begins a longer one says which it is. */
const LONGEST_TEXT = 500;

const COUNTED: { readonly [file: string]: keyof Refused } = {
  'outcome_metrics.csv': 'metrics',
  'outcome_pricings.csv': 'prices',
  'results.csv': 'results',
  'outcome_payments.csv': 'payments',
};

type Use = (bonds: Map<string, Bond>, row: number, cells: Cells) => void;

const USES: { readonly [file: string]: Use } = {
  'projects.csv': (bonds, row, cells) => {
    const { project = '', name = '', paid } = cells;
    bonds.set(project, {
      id: project,
      name: shown(name, 200),
      row,
      ...(paid && { total: moneyIn(cells, 'paid') }),
      metrics: new Map(),
      payments: [],
      refused: nothingRefused(),
    });
  },
  'outcome_metrics.csv': (bonds, row, { project = '', metric = '', definition = '', target = '' }) => {
    bonds.get(project)?.metrics.set(metric, {
      id: metric,
      row,
      title: shown(definition, LONGEST_TEXT) || shown(metric),
      target: shown(target, LONGEST_TEXT),
      prices: [],
      results: [],
      payments: [],
      refused: nothingRefused(),
    });
  },
  'outcome_pricings.csv': (bonds, row, cells) => {
    const value = {
      price: moneyIn(cells, 'price'),
      ...(cells.maximum && { maximum: moneyIn(cells, 'maximum') }),
    };
    metricOf(bonds, cells)?.prices.push({ row, value });
  },
  'results.csv': (bonds, row, cells) => {
    const value = { type: cells.type ?? '', achieved: Number(cells.achieved) };
    metricOf(bonds, cells)?.results.push({ row, value });
  },
  'outcome_payments.csv': (bonds, row, cells) => {
    if (cells.type === 'Planned') return;
    const value = { amount: moneyIn(cells, 'amount'), said: cells.type === 'Actual' };
    (metricOf(bonds, cells) ?? bonds.get(cells.project ?? ''))?.payments.push({ row, value });
  },
};

function metricOf(bonds: Map<string, Bond>, { project = '', metric = '' }: Cells): Metric | undefined {
  return bonds.get(project)?.metrics.get(metric);
}

function moneyIn(cells: Cells, field: string): Money {
  return { amount: minorUnits(cells, field), currency: cells.currency ?? '' };
}

function nothingRefused(): Refused {
  return { metrics: 0, prices: 0, results: 0, payments: 0 };
}
