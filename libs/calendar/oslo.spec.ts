import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  budgetYearOf,
  compareInstants,
  dateInOslo,
  isCalendarDate,
  isInstant,
  startOfDayInOslo,
} from './oslo.js';

describe('the calendar of the law', () => {
  it('turns the day at midnight in Norway, winter and summer', () => {
    expect(dateInOslo('2026-12-31T22:59:59Z')).toBe('2026-12-31');
    expect(dateInOslo('2026-12-31T23:00:00Z')).toBe('2027-01-01');
    expect(dateInOslo('2026-06-30T22:00:00Z')).toBe('2026-07-01');
    expect(budgetYearOf('2026-12-31T23:30:00Z')).toBe(2027);
    expect(startOfDayInOslo('2026-07-01')).toBe('2026-06-30T22:00:00Z');
  });

  it('knows dates that exist and instants that are unambiguous', () => {
    expect(['2028-02-29', '2027-02-29', '05/06/2014', '2026-1-1'].map(isCalendarDate)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00', '2026-01-01'].map(isInstant)).toEqual([
      true,
      false,
      false,
    ]);
    expect(compareInstants('2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z')).toBe(0);
  });

  describe('read in the form clocks write', () => {
    const millis = fc.date({
      min: new Date('1975-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    const instants = fc.oneof(
      millis.map((date) => date.toISOString()),
      millis.map((date) => `${date.toISOString().slice(0, 19)}Z`),
    );

    it('is the same calendar: days', () => {
      const slowly = (instant: string) =>
        Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Oslo').toPlainDate().toString();
      fc.assert(fc.property(instants, (instant) => dateInOslo(instant) === slowly(instant)));
      for (const hour of ['T21', 'T22', 'T23', 'T00'])
        for (const day of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-12-31'])
          expect(dateInOslo(`${day}${hour}:30:00Z`)).toBe(slowly(`${day}${hour}:30:00Z`));
    });

    it('is the same calendar: order', () => {
      fc.assert(
        fc.property(
          instants,
          instants,
          (a, b) => compareInstants(a, b) === Temporal.Instant.compare(a, b) && compareInstants(a, a) === 0,
        ),
      );
      expect(compareInstants('2026-01-01T00:00:00.0001Z', '2026-01-01T00:00:00Z')).toBe(1);
    });

    it('is the same calendar: days later', () => {
      const dates = millis.map((date) => date.toISOString().slice(0, 10));
      const slowly = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
      fc.assert(
        fc.property(
          dates,
          fc.integer({ min: -50_000, max: 50_000 }),
          (date, days) => addDays(date, days) === slowly(date, days),
        ),
      );
      expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
      expect(() => addDays('2026-02-28', 0.5)).toThrow(RangeError);
    });

    it('refuses what is no day', () => {
      expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
      expect(() => compareInstants('2026-02-30T00:00:00Z', '2026-01-01T00:00:00Z')).toThrow(RangeError);
      expect(() => dateInOslo('2026-02-30T00:00:00Z')).toThrow(RangeError);
      expect(() => addDays('2027-02-29', 1)).toThrow(RangeError);
      expect(() => addDays('2026-04-31', 1)).toThrow(RangeError);
    });
  });
});
