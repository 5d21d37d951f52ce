import { describe, expect, it } from '@jest/globals';
import { dayOf, faultOfDay } from './days.js';

const said = { member: 'settledOn', today: '2026-06-02' };

describe('a day on which something is said to have happened', () => {
  it('has come, and is told where it has not', () => {
    expect(faultOfDay({ ...said, day: '2026-06-02' })).toBeUndefined();
    expect(faultOfDay({ ...said, day: '2199-12-31' })).toEqual({
      kind: 'invalid',
      code: 'date-out-of-range',
      detail: 'settledOn: 2199-12-31 has not come yet, it is 2026-06-02',
      facts: { member: 'settledOn', day: '2199-12-31', today: '2026-06-02' },
    });
  });

  it('does not lie before what it answers to, where that is known', () => {
    const after = { what: 'the payout was instructed', day: '2026-06-01' };
    expect(faultOfDay({ ...said, day: '2026-06-01', after })).toBeUndefined();
    expect(faultOfDay({ ...said, day: '2026-05-31', after: { ...after, day: undefined } })).toBeUndefined();
    expect(faultOfDay({ ...said, day: '2026-05-31', after })?.detail).toBe(
      'settledOn: 2026-05-31 is before the payout was instructed on 2026-06-01',
    );
  });
});

describe('the day of what an event tells', () => {
  const event = { type: 'Happened', data: {} };
  // Already the second of June in Norway.
  const recorded = { ...event, metadata: { occurredAt: '2026-06-01T22:30:00Z' } };

  it('is the one it says, on record or on its way there', () => {
    expect(dayOf(event, '2026-06-01')).toBe('2026-06-01');
    expect(dayOf(recorded, '2026-06-01')).toBe('2026-06-01');
  });

  it('is that of its recording where it says none, or one that had not come', () => {
    expect(dayOf(recorded, undefined)).toBe('2026-06-02');
    expect(dayOf(recorded, '2199-12-31')).toBe('2026-06-02');
    expect(dayOf(event, undefined)).toBeUndefined();
  });
});
