import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { CurrencyRateRecorded } from '../contract/events.js';
import { rateOn, rates, type RatesCommand } from './rates.js';

const { given } = specification(rates);
const friday = { currency: 'NOK', date: '2026-02-27', rate: '11.7895', source: 'ECB' };
const record = (change: Partial<RatesCommand> = {}): RatesCommand => ({
  type: 'RecordRate',
  ...friday,
  today: '2026-03-02',
  ...change,
});
const recorded = (change: Partial<CurrencyRateRecorded['data']> = {}): CurrencyRateRecorded => ({
  type: 'CurrencyRateRecorded',
  data: { ...friday, ...change },
});

describe('the rates of a currency', () => {
  it('are recorded once for a day, and may be corrected', () => {
    given().when(record()).then(recorded());
    given(recorded()).when(record()).then();
    given(recorded())
      .when(record({ rate: '11.7' }))
      .then(recorded({ rate: '11.7', replaces: '11.7895' }));
  });

  it('are positive decimals of days that have come, of no currency but others', () => {
    for (const rate of ['0', '-1', '11,78', '1e3']) given().when(record({ rate })).refused('rate-invalid');
    given()
      .when(record({ currency: 'EUR' }))
      .refused('rate-invalid');
    given()
      .when(record({ date: '2026-03-03' }))
      .refused('rate-not-yet-known');
  });

  it('hold until the next one: a Sunday has that of the Friday before, a day before the first has none', () => {
    const state = fold(rates, [recorded({ date: '2026-03-02', rate: '12' }), recorded()]);
    expect(rateOn(state, '2026-03-01')).toEqual({ date: '2026-02-27', rate: '11.7895', source: 'ECB' });
    expect(rateOn(state, '2026-03-02')?.rate).toBe('12');
    expect(rateOn(state, '2026-02-26')).toBeUndefined();
  });
});
