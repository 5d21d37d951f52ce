import { describe, expect, it } from '@jest/globals';
import { deadlineAfter, instantAfterDay } from './deadlines.js';
import { easterSunday, isWorkingDay, publicHolidays } from './holidays.js';

describe('the public holidays of Norway', () => {
  it('knows Easter as it is published', () => {
    expect([2024, 2025, 2026, 2027, 2028, 2029, 2030].map(easterSunday)).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2028-04-16',
      '2029-04-01',
      '2030-04-21',
    ]);
    expect([1961, 2000, 2038, 2049, 2076].map(easterSunday)).toEqual([
      '1961-04-02',
      '2000-04-23',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
    ]);
  });

  it('lists the holidays of 2025, from New Year to the second day of Christmas', () => {
    expect(publicHolidays(2025)).toEqual([
      '2025-01-01',
      '2025-04-17',
      '2025-04-18',
      '2025-04-20',
      '2025-04-21',
      '2025-05-01',
      '2025-05-17',
      '2025-05-29',
      '2025-06-08',
      '2025-06-09',
      '2025-12-25',
      '2025-12-26',
    ]);
  });

  it('counts a day once when two holidays fall on it', () => {
    // Ascension Day fell on 1 May in 2008, Whit Monday falls on 17 May in 2027.
    expect(publicHolidays(2008)).toHaveLength(11);
    expect(publicHolidays(2027)).toHaveLength(11);
  });

  it('works from Monday to Friday, and on the eves', () => {
    const days = ['2025-04-16', '2025-04-17', '2025-04-19', '2025-04-20', '2025-12-24', '2025-05-16'];
    expect(days.map(isWorkingDay)).toEqual([true, false, false, false, true, true]);
  });
});

describe('a deadline of the law', () => {
  it('does not count the day of the event', () => {
    expect(deadlineAfter('2026-02-02', { days: 1 })).toBe('2026-02-03');
    expect(deadlineAfter('2026-02-02', { days: 14 })).toBe('2026-02-16');
  });

  it.each([
    ['2026-03-09', 20, '2026-04-09'],
    ['2026-12-18', 5, '2026-12-28'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-04-30', 1, '2026-05-04'],
  ])('counts working days one by one: %s and %d of them', (from, workingDays, to) => {
    expect(deadlineAfter(from, { workingDays })).toBe(to);
  });

  it('ends on the same weekday after weeks', () => {
    expect(deadlineAfter('2026-09-08', { weeks: 3 })).toBe('2026-09-29');
  });

  it('ends on the same date after months and years, or on the last day of the month', () => {
    expect(deadlineAfter('2026-01-15', { months: 2 })).toBe('2026-03-16');
    expect(deadlineAfter('2027-04-15', { months: 3 })).toBe('2027-07-15');
    expect(deadlineAfter('2028-01-31', { months: 1 })).toBe('2028-02-29');
    expect(deadlineAfter('2028-02-29', { years: 1 })).toBe('2029-02-28');
    expect(deadlineAfter('2028-02-29', { years: 4 })).toBe('2032-03-01');
    expect(deadlineAfter('2026-12-31', { months: 2 })).toBe('2027-03-01');
  });

  it('moves over Easter to the Tuesday after it', () => {
    expect(deadlineAfter('2025-03-27', { weeks: 3 })).toBe('2025-04-22');
    expect(deadlineAfter('2026-03-12', { weeks: 3 })).toBe('2026-04-07');
  });

  it('moves over Christmas, New Year and the days between that do not work', () => {
    expect(deadlineAfter('2025-12-04', { weeks: 3 })).toBe('2025-12-29');
    expect(deadlineAfter('2026-12-11', { weeks: 3 })).toBe('2027-01-04');
    expect(deadlineAfter('2025-12-03', { weeks: 3 })).toBe('2025-12-24');
  });

  it('moves over 1 and 17 May, wherever in the week they fall', () => {
    expect(deadlineAfter('2026-04-10', { weeks: 3 })).toBe('2026-05-04');
    expect(deadlineAfter('2024-04-26', { weeks: 3 })).toBe('2024-05-21');
    expect(deadlineAfter('2027-04-26', { weeks: 3 })).toBe('2027-05-18');
  });

  it('passes at midnight in Norway, also in the nights that are longer or shorter', () => {
    expect(instantAfterDay('2026-09-29')).toBe('2026-09-29T22:00:00Z');
    expect(instantAfterDay('2026-03-28')).toBe('2026-03-28T23:00:00Z');
    expect(instantAfterDay('2026-03-29')).toBe('2026-03-29T22:00:00Z');
    expect(instantAfterDay('2026-10-25')).toBe('2026-10-25T23:00:00Z');
  });
});
