import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { withinDelegation } from './delegation.js';
import { scheme } from './scheme.js';
import { samples } from './testing/samples.js';

const code = (state: keyof typeof samples.states, person: string, amount: number, on: string) =>
  withinDelegation(fold(scheme, samples.states[state]), person, amount, on)?.code ?? 'within';

describe('a decision within a delegation', () => {
  it('is left to the role where the scheme never recorded one', () => {
    expect(code('established', 'anyone', 1e12, '2026-06-01')).toBe('within');
    expect(code('none', 'anyone', 1, '2026-06-01')).toBe('within');
  });

  it.each([
    ['berit', 1_000_000, '2026-01-01', 'within'],
    ['berit', 1_000_000, '2026-12-31', 'within'],
    ['berit', 1_000_001, '2026-06-01', 'outside-delegation'],
    ['berit', 1, '2025-12-31', 'outside-delegation'],
    ['berit', 1, '2027-01-01', 'outside-delegation'],
    ['anna', 1, '2026-06-01', 'outside-delegation'],
  ])('%s deciding on %d on %s is %s', (person, amount, on, answer) => {
    expect(code('delegated', person, amount, on)).toBe(answer);
  });

  it('is not made under a delegation that was revoked, and the role does not suffice again', () => {
    expect(code('delegation revoked', 'berit', 1, '2026-06-01')).toBe('outside-delegation');
    expect(code('delegation revoked', 'anna', 1, '2026-06-01')).toBe('outside-delegation');
  });
});
