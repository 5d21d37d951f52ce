import { Map as Persistent } from 'immutable';
import type { Decider } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { isRate } from '#money/exchange.js';
import type { CurrencyRateRecorded, RateUsed } from '../contract/events.js';

/** The rates of one currency by calendar date; persistent, for each day adds one. */
export type Rates = Persistent<string, Omit<RateUsed, 'date'>>;

/** What can be asked of a currency's rates. */
export type RatesCommand = {
  readonly type: 'RecordRate';
  readonly currency: string;
  readonly date: string;
  readonly rate: string;
  readonly source: string;
  /** Calendar date on which it is recorded. */
  readonly today: string;
};

/** Why a rate is not recorded. */
export type RatesRefusal = Refusal<'rate-invalid' | 'rate-not-yet-known'>;

/** The rates of one currency against the euro. */
export const rates: Decider<Rates, RatesCommand, CurrencyRateRecorded, RatesRefusal> = {
  initial: Persistent(),

  decide({ type: _, today, ...given }, state) {
    const { currency, date, rate, source } = given;
    if (currency === 'EUR' || !isRate(rate))
      return refuse(
        refusal('invalid', 'rate-invalid', 'a rate is a positive decimal of another currency than the euro'),
      );
    if (date > today)
      return refuse(refusal('invalid', 'rate-not-yet-known', `${date} has no rate before the day itself`));
    const before = state.get(date);
    if (before?.rate === rate && before.source === source) return accept<CurrencyRateRecorded>();
    return accept<CurrencyRateRecorded>({
      type: 'CurrencyRateRecorded',
      data: { ...given, ...(before === undefined ? {} : { replaces: before.rate }) },
    });
  },

  evolve(state, { data: { date, rate, source } }) {
    return state.set(date, { rate, source });
  },
};

/** The rate of a day, or the last one before it: on days without trade none is set. Undefined when there is none. */
export function rateOn(state: Rates, day: string): RateUsed | undefined {
  let last: string | undefined;
  for (const date of state.keys()) if (date <= day && (last === undefined || date > last)) last = date;
  return last === undefined ? undefined : { date: last, ...state.get(last)! };
}

/** The rate of the euro itself. */
export function ofTheEuro(day: string): RateUsed {
  return { rate: '1', date: day, source: 'euro' };
}
