import { describe, expect, it } from '@jest/globals';
import { ManualClock, ShiftedClock } from './clock.js';

describe('the clock', () => {
  it('shows the time of the machine', () => {
    const before = new Date().toISOString();
    const now = new ShiftedClock().now();
    expect(before <= now && now <= new Date().toISOString()).toBe(true);
  });

  it('starts where it is told to and runs on from there', () => {
    const real = Date.now();
    const clock = new ShiftedClock('2030-01-01T00:00:00Z');
    const shown = Date.parse(clock.now()) - Date.parse('2030-01-01T00:00:00Z');
    expect(shown).toBeGreaterThanOrEqual(0);
    expect(shown).toBeLessThanOrEqual(Date.now() - real);
  });

  it('is moved for all who share its offset', () => {
    const clock = new ShiftedClock();
    const { offset } = clock;
    const aheadOf = (real: number) => Date.parse('2031-01-01T00:00:00Z') - real;
    const before = Date.now();
    clock.moveTo('2031-01-01T00:00:00Z');
    const after = Date.now();
    expect(clock.now().slice(0, 10)).toBe('2031-01-01');
    expect(Number(offset[0])).toBeGreaterThanOrEqual(aheadOf(after));
    expect(Number(offset[0])).toBeLessThanOrEqual(aheadOf(before));
  });

  it('stands still in a test until it is moved', () => {
    const clock = new ManualClock('2026-01-31T12:00:00Z');
    expect([clock.now(), clock.now()]).toEqual(['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00.000Z']);
    clock.advance(1500);
    expect(clock.now()).toBe('2026-01-31T12:00:01.500Z');
    clock.set('2027-01-01T00:00:00Z');
    expect(clock.now()).toBe('2027-01-01T00:00:00.000Z');
  });
});
