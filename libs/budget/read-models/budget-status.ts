import type { PayoutPartiallySettled, PayoutReturned, PayoutSettled } from '#payouts/contract/events.js';
import type { Projection, Rows } from '#projections/projection.js';
import { row, table, type RowKey, type RowOf } from '#projections/table.js';
import type { BudgetEvent, YearAmount } from '../contract/events.js';

/** One row per scheme and budget year; amounts in minor units. */
export const budgetYears = table({
  name: 'budget_years',
  key: ['scheme_id', 'year'],
  partition: 'scheme_id',
  columns: {
    scheme_id: { type: 'text' },
    year: { type: 'integer' },
    currency: { type: 'text' },
    appropriated: { type: 'bigint' },
    transferred_in: { type: 'bigint' },
    commitment_authority: { type: 'bigint' },
    /** Commitments due in the year, gross: a payout does not reduce it. */
    reserved: { type: 'bigint' },
    /** Settled and not returned. */
    paid: { type: 'bigint' },
    /** Settled, also what was returned since. */
    settled: { type: 'bigint' },
    returned: { type: 'bigint' },
    /** Whether what is left of it may be transferred; `null` where nobody said. */
    transferable: { type: 'boolean', nullable: true },
    /** An appropriation was recorded. */
    recorded: { type: 'boolean' },
  },
});

/** A scheme's budget year. */
export type BudgetYearRow = RowOf<typeof budgetYears>;

type Event = BudgetEvent | PayoutPartiallySettled | PayoutSettled | PayoutReturned;

/** What of each budget is appropriated, reserved and paid. */
export const budgetStatus: Projection<Event> = {
  name: 'budget-status',
  version: 4,
  tables: [budgetYears],
  eventTypes: [
    'AppropriationSet',
    'CommitmentAuthoritySet',
    'CommitmentReserved',
    'CommitmentAdjusted',
    'CommitmentReleased',
    'PaymentBooked',
    'PaidBackBooked',
    'PayoutPartiallySettled',
    'PayoutSettled',
    'PayoutReturned',
  ],
  keyOf: (event) => event.data.schemeId,
  rowsOf,
  apply(event, rows) {
    const { schemeId } = event.data;
    switch (event.type) {
      case 'AppropriationSet': {
        const { year, currency, amount, transferredIn, transferable = null } = event.data;
        return change(rows, schemeId, year, currency, () => ({
          appropriated: amount,
          transferred_in: transferredIn,
          transferable,
          recorded: true,
        }));
      }
      case 'CommitmentAuthoritySet': {
        const { year, currency, amount } = event.data;
        return change(rows, schemeId, year, currency, () => ({ commitment_authority: amount }));
      }
      case 'CommitmentReserved':
      case 'CommitmentAdjusted':
      case 'CommitmentReleased':
      case 'PaymentBooked': {
        for (const { year, amount } of bookings(event))
          change(rows, schemeId, year, event.data.currency, ({ reserved }) => ({
            reserved: reserved + amount,
          }));
        return;
      }
      case 'PaidBackBooked': {
        const { year, currency, amount } = event.data;
        return change(rows, schemeId, year, currency, ({ reserved, paid, settled }) => ({
          reserved: reserved + amount,
          paid: paid + amount,
          settled: settled + amount,
        }));
      }
      case 'PayoutPartiallySettled':
      case 'PayoutSettled':
      case 'PayoutReturned': {
        const { amount, budgetYear } = event.data;
        const sign = event.type === 'PayoutReturned' ? -1 : 1;
        return change(rows, schemeId, budgetYear, amount.currency, ({ paid, settled, returned }) => ({
          paid: paid + sign * amount.amount,
          ...(sign > 0 ? { settled: settled + amount.amount } : { returned: returned + amount.amount }),
        }));
      }
    }
  },
};

function rowsOf(event: Event): RowKey[] {
  const { schemeId } = event.data;
  switch (event.type) {
    case 'AppropriationSet':
    case 'CommitmentAuthoritySet':
    case 'PaidBackBooked':
      return [row(budgetYears, schemeId, event.data.year)];
    case 'CommitmentReserved':
    case 'CommitmentAdjusted':
    case 'CommitmentReleased':
    case 'PaymentBooked':
      return bookings(event).map(({ year }) => row(budgetYears, schemeId, year));
    case 'PayoutPartiallySettled':
    case 'PayoutSettled':
    case 'PayoutReturned':
      return [row(budgetYears, schemeId, event.data.budgetYear)];
  }
}

/** What an event adds to the years' reservations; below 0 what it takes away. */
function bookings(
  event: Extract<
    Event,
    { type: 'CommitmentReserved' | 'CommitmentAdjusted' | 'CommitmentReleased' | 'PaymentBooked' }
  >,
): YearAmount[] {
  if (event.type === 'PaymentBooked') {
    const { year, movedFrom = [] } = event.data;
    const amount = movedFrom.reduce((all, each) => all + each.amount, 0);
    return movedFrom.length === 0 ? [] : [...negative(movedFrom), { year, amount }];
  }
  const { payments } = event.data;
  if (event.type === 'CommitmentReserved') return [...payments];
  if (event.type === 'CommitmentReleased') return negative(payments);
  return [...payments, ...negative(event.data.before)];
}

function negative(payments: readonly YearAmount[]): YearAmount[] {
  return payments.map(({ year, amount }) => ({ year, amount: -amount }));
}

function change(
  rows: Rows,
  schemeId: string,
  year: number,
  currency: string,
  how: (before: BudgetYearRow) => Partial<BudgetYearRow>,
): void {
  const before = rows.get(budgetYears, schemeId, year) ?? {
    scheme_id: schemeId,
    year,
    currency,
    appropriated: 0,
    transferred_in: 0,
    commitment_authority: 0,
    reserved: 0,
    paid: 0,
    settled: 0,
    returned: 0,
    transferable: null,
    recorded: false,
  };
  rows.put(budgetYears, { ...before, ...how(before) });
}
