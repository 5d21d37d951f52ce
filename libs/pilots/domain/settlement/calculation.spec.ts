import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Measurements } from '../../contract/measurements.js';
import { settle } from '../settle.js';
import { DIGEST, CONTRACT, TERMS } from '../pilot/testing/contract.js';
import { settlement } from './settlement.js';
import type { KnownSettlement } from './state.js';
import { BASES, calculation, CONCLUDING } from './testing/judging.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(settlement);

/** The calculation that a history ends with. */
function lastOf(history: readonly SettlementEvent[]) {
  const last = history.findLast((event) => event.type === 'SettlementCalculated');
  if (last === undefined) throw new Error('nothing was calculated');
  return last.data;
}

describe('a settlement is calculated', () => {
  it('from the frozen terms and what is verified, and says from which', () => {
    given()
      .when(calculation('35 fewer'))
      .then({
        type: 'SettlementCalculated',
        data: {
          pilotId: 'p',
          version: 1,
          final: false,
          contract: DIGEST,
          measurements: BASES['35 fewer'],
          basis: '35 fewer',
          settlement: settle(TERMS, BASES['35 fewer']),
          differences: [
            { payer: 'state', before: 0, now: 157_500_000, difference: 157_500_000 },
            { payer: 'town', before: 0, now: 67_500_000, difference: 67_500_000 },
          ],
          calculatedBy: 'carl',
        },
      });
  });

  it('once from the same: it would be the same again', () => {
    for (const state of ['calculated', 'reviewed', 'approved by one', 'concluded'] as const)
      given(...states[state])
        .when({ ...calculation('35 fewer'), person: 'walter' })
        .refused('nothing-new');
  });

  it('again from the same after it was returned, with the same result', () => {
    const again = and(states.returned, { ...calculation('35 fewer'), person: 'walter' });
    const { settlement: now, version, calculatedBy } = lastOf(again);
    expect({ version, calculatedBy }).toEqual({ version: 2, calculatedBy: 'walter' });
    expect(now).toEqual(lastOf(states.calculated).settlement);
  });

  it('anew once something else is verified: what was not concluded gives way at once', () => {
    for (const state of ['calculated', 'reviewed', 'approved by one', 'returned'] as const) {
      const [superseded, calculated] = and(states[state], calculation('45 fewer')).slice(-2);
      expect(superseded).toEqual({
        type: 'SettlementSuperseded',
        data: { pilotId: 'p', version: 1, by: 2 },
      });
      expect(calculated).toMatchObject({ data: { version: 2, basis: '45 fewer' } });
    }
  });

  it('anew beside what was concluded, which counts until another version is', () => {
    const anew = states['calculated anew'];
    expect(anew.at(-1)?.type).toBe('SettlementCalculated');
    expect(anew.map(({ type }) => type)).not.toContain('SettlementSuperseded');
    expect(fold(settlement, anew)).toMatchObject({
      status: 'calculated',
      current: { version: 2 },
      concluded: { version: 1 },
    });
  });

  it('with approvals and a review of its own: those of the version before do not count for it', () => {
    const anew = and(states['approved by one'], calculation('45 fewer'));
    const { current } = fold(settlement, anew) as KnownSettlement;
    expect([...current.approvals]).toEqual([]);
    expect(current.reviewedBy).toBeUndefined();
  });

  it('from nothing at all, where nothing was measured', () => {
    const nothing = { ...calculation('35 fewer'), measurements: { format: 1, measurements: [] } } as const;
    expect(lastOf(and([], nothing)).settlement.total).toBe(0);
  });
});

describe('a final settlement', () => {
  it('leaves no measurement open', () => {
    given()
      .when({ ...calculation('35 fewer', true), open: ['m2'] })
      .refused('measurements-open');
    given()
      .when({ ...calculation('35 fewer'), open: ['m2'] })
      .thenTypes('SettlementCalculated');
  });

  it('may stand on the same as one that was not final', () => {
    given(...states.concluded)
      .when(calculation('35 fewer', true))
      .thenTypes('SettlementCalculated');
    given(...states.calculated)
      .when(calculation('35 fewer', true))
      .thenTypes('SettlementSuperseded', 'SettlementCalculated');
  });

  it('that is concluded gives way to a final one alone', () => {
    const final = states['concluded as the final one'];
    given(...final)
      .when(calculation('45 fewer'))
      .refused('already-final');
    given(...final)
      .when(calculation('45 fewer', true))
      .thenTypes('SettlementCalculated');
    given(...and(final, calculation('45 fewer', true)))
      .when(calculation('10 fewer'))
      .refused('already-final');
  });

  it('that is not concluded may give way to another', () => {
    given(...and([], calculation('35 fewer', true)))
      .when(calculation('35 fewer'))
      .thenTypes('SettlementSuperseded', 'SettlementCalculated');
  });
});

describe('results that cannot be settled', () => {
  it('are refused with their faults', () => {
    const measurements = {
      ...BASES['35 fewer'],
      measurements: BASES['35 fewer'].measurements.map((each) => ({ ...each, metric: 'jobs' })),
    };
    const decision = settlement.decide({ ...calculation('35 fewer'), measurements }, settlement.initial);
    expect(decision).toMatchObject({
      refused: {
        code: 'cannot-be-settled',
        facts: { faults: [{ path: '/measurements/0/metric' }, { path: '/measurements/1/metric' }] },
      },
    });
  });

  it('are refused where an amount is more than can be carried exactly', () => {
    const dear = {
      ...TERMS,
      metrics: TERMS.metrics.map((metric) => ({
        ...metric,
        pricing: { form: 'milestone', amount: Number.MAX_SAFE_INTEGER } as const,
      })),
    };
    const measurements: Measurements = {
      format: 1,
      measurements: TERMS.metrics.map(({ code }) => ({
        kind: 'milestone',
        metric: code,
        period: TERMS.period,
        status: 'verified',
        achieved: true,
      })),
    };
    given()
      .when({ ...calculation('35 fewer'), contract: { ...CONTRACT, terms: dear }, measurements })
      .refused('cannot-be-settled');
  });
});

describe('the differences of a version', () => {
  it.each([
    ['for more', '45 fewer'],
    ['for less', '10 fewer'],
    ['for the same', '35 fewer'],
  ] as const)('add up to the difference of the totals, %s', (_, basis) => {
    const anew = and(states['state share ordered'], calculation(basis, true), ...CONCLUDING);
    const before = lastOf(states.concluded).settlement;
    const { settlement: now, differences } = lastOf(anew);
    expect(differences.map(({ before: was }) => was)).toEqual(before.shares.map(({ amount }) => amount));
    expect(differences.map(({ now: is }) => is)).toEqual(now.shares.map(({ amount }) => amount));
    expect(differences.reduce((sum, { difference }) => sum + difference, 0)).toBe(now.total - before.total);
    const concluded = anew.findLast((event) => event.type === 'SettlementConcluded');
    expect(concluded?.data).toMatchObject({ total: now.total, differences });
  });

  it('are against what was concluded last, not against what was only calculated', () => {
    const twice = and(states['calculated anew'], calculation('10 fewer'));
    expect(lastOf(twice).differences[0]).toEqual({
      payer: 'state',
      before: 157_500_000,
      now: 35_000_000,
      difference: -122_500_000,
    });
  });
});
