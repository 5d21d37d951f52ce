import { describe, expect, it } from '@jest/globals';
import { liesIn, spanUpTo } from './windows.js';

describe('a span that ends with a day', () => {
  it('is as long as the law says, that day included', () => {
    expect(spanUpTo('2026-05-10', { years: 3 })).toEqual({ from: '2023-05-11', to: '2026-05-10' });
    expect(spanUpTo('2026-03-31', { months: 1 })).toEqual({ from: '2026-03-01', to: '2026-03-31' });
    expect(spanUpTo('2026-01-01', { days: 1 })).toEqual({ from: '2026-01-01', to: '2026-01-01' });
    expect(spanUpTo('2028-02-29', { years: 3 })).toEqual({ from: '2025-03-01', to: '2028-02-29' });
  });

  it('has its first and its last day in it', () => {
    const span = spanUpTo('2026-05-10', { years: 3 });
    const days = ['2023-05-10', '2023-05-11', '2026-05-10', '2026-05-11'];
    expect(days.map((day) => liesIn(day, span))).toEqual([false, true, true, false]);
  });
});
