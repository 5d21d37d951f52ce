import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import type { PayoffCurve, ScenarioRequest } from '../../contract/scenario.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { metric, termsOf } from '../../testing/sample.js';
import { payoffCurve } from './payoff-curve.js';

const published = (name: string): OutcomeTerms =>
  JSON.parse(readFileSync(projectFile(`test/settlements/${name}.terms.json`), 'utf8')) as OutcomeTerms;
const MILLION = 100_000_000;

function curveOf(request: ScenarioRequest): PayoffCurve {
  const scenario = payoffCurve(request);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.faults));
  return scenario.value;
}

/** What is paid at an outcome, which must be one of the points. */
function paidAt({ points }: PayoffCurve, x: number): number {
  const point = points.find((one) => one.x === x);
  if (point === undefined) throw new Error(`There is no point at ${x}.`);
  return point.total;
}

const xs = ({ points }: PayoffCurve) => points.map(({ x }) => x);
const thresholds = (curve: PayoffCurve) => curve.thresholds.map(({ x, label }) => [x, label]);

describe('Peterborough', () => {
  const terms = published('peterborough');
  const persons = (code: string) => ({ cohort: code, persons: 1000 });
  const vary = {
    metric: 'reconvictions',
    from: '0',
    to: '20',
    baseline: { events: 15_500, persons: 10_000 },
    persons: 1000,
  };
  const one = curveOf({ terms, cohorts: [persons('one')], vary: { ...vary, cohort: 'one' } });

  it('pays nothing for a cohort below 10 %, and jumps there', () => {
    const before = one.points.filter(({ x }) => x < 10);
    expect(before.map(({ total }) => total)).toEqual(before.map(() => 0));
    expect(before.at(-1)).toMatchObject({ xExact: '308/31', total: 0 });
    expect(paidAt(one, 10)).toBe(77_500_000);
    expect(thresholds(one)).toEqual([[10, 'paid from 10 %']]);
    expect(one.thresholds[0]!.jump).toBe(true);
    expect(one.axis.unit).toBe('per cent');
  });

  it('has each x as the exact reduction of whole events', () => {
    const events = one.points.map(({ xExact }) => {
      const [above, below = '1'] = xExact.split('/');
      return 1550 - (Number(above) * 1550) / (Number(below) * 100);
    });
    expect(events.map((count) => Math.abs(count - Math.round(count)) < 1e-9)).not.toContain(false);
    expect(new Set(events.map(Math.round)).size).toBe(events.length);
  });

  it('pays from 7.5 % when both cohorts are measured, for the pool', () => {
    const both = curveOf({ terms, cohorts: [persons('one'), persons('two')], vary });
    expect(both.points.findLast(({ x }) => x < 7.5)!.total).toBe(0);
    expect(both.points.find(({ x }) => x >= 7.5)!.total).toBe(2 * 117 * 500_000);
    expect(thresholds(both)).toEqual([
      [7.5, 'pooled: paid from 7.5 %'],
      [10, 'paid from 10 %'],
    ]);
  });

  it('says so in Norwegian, with its decimals', () => {
    const scenario = payoffCurve({ terms, cohorts: [persons('one'), persons('two')], vary }, 'nb-NO');
    const { axis, thresholds: changes } = (scenario as Extract<typeof scenario, { ok: true }>).value;
    expect(changes.map(({ label }) => label)).toEqual(['samlet: betaling fra 7,5 %', 'betaling fra 10 %']);
    expect(axis.label).toContain(', i hver kohort: reduksjon mot sammenligningsgrunnlaget');
  });

  it('shows where one cohort lifts the pool over its threshold, given what the other did', () => {
    const other = { events: 1550, persons: 1000 };
    const curve = curveOf({
      terms,
      cohorts: [persons('one'), persons('two')],
      measurements: [
        {
          kind: 'rate',
          metric: 'reconvictions',
          cohort: 'two',
          intervention: other,
          baseline: vary.baseline,
        },
      ],
      vary: { ...vary, cohort: 'one' },
    });
    expect(curve.thresholds.map(({ label }) => label)).toEqual(['paid from 10 %', 'pooled: paid from 7.5 %']);
    expect(curve.thresholds[1]!.x).toBeCloseTo(15, 1);
  });

  it('has no point outside the range that was asked, which the axis keeps', () => {
    for (const [from, to] of [
      [-5, 12.5],
      ['0.03', '12.49'],
      [0, 20],
    ] as const) {
      const curve = curveOf({ terms, cohorts: [persons('one')], vary: { ...vary, cohort: 'one', from, to } });
      expect(curve.axis).toMatchObject({ from: Number(from), to: Number(to) });
      const [first, last] = [xs(curve)[0]!, xs(curve).at(-1)!];
      // One event of 1550 is this much.
      const step = 100 / 1550;
      expect([first >= Number(from), first - Number(from) < step]).toEqual([true, true]);
      expect([last <= Number(to), Number(to) - last < step]).toEqual([true, true]);
    }
  });

  it('has the nearest whole event where the range has none', () => {
    const narrow = { ...vary, cohort: 'one', from: '10.01', to: '10.02' };
    expect(xs(curveOf({ terms, cohorts: [persons('one')], vary: narrow }))).toEqual([10]);
  });

  it('may begin with more events than the baseline had', () => {
    const curve = curveOf({
      terms,
      cohorts: [persons('one')],
      vary: { ...vary, cohort: 'one', from: -5, to: 12.5 },
    });
    expect(curve.points[0]!.x).toBeCloseTo(-5, 1);
    expect(curve.points.at(-1)!.x).toBeCloseTo(12.5, 1);
  });

  it('pays a cohort that is too small nothing, so no threshold of its own is shown', () => {
    const curve = curveOf({
      terms,
      cohorts: [{ cohort: 'one', persons: 499 }],
      vary: { ...vary, cohort: 'one', persons: 499 },
    });
    expect(curve.points.at(-1)!.total).toBe(0);
    expect(curve.thresholds).toEqual([]);
  });

  it('cannot be drawn without the arms', () => {
    expect(
      payoffCurve({
        terms,
        cohorts: [persons('one')],
        vary: { metric: 'reconvictions', cohort: 'one', from: 0, to: 20 },
      }),
    ).toEqual({
      ok: false,
      faults: ['/baseline', '/persons'].map((path) => ({
        document: 'vary',
        path,
        message: 'A rate cannot be varied without this member.',
      })),
    });
  });
});

describe('the tiers of an employment bond', () => {
  const terms = published('tiered');

  it('bend after 370 and after 410 persons in work', () => {
    const curve = curveOf({ terms, vary: { metric: 'jobs', from: 0, to: 500 } });
    expect([0, 370, 410, 500].map((count) => paidAt(curve, count))).toEqual(
      [0, 407_000, 447_000, 568_500].map((pounds) => pounds * 100),
    );
    expect(thresholds(curve)).toEqual([
      [370, 'GBP 1,000.00 each after 370'],
      [410, 'GBP 1,350.00 each after 410'],
    ]);
    expect(curve.thresholds.map(({ jump }) => jump)).toEqual([false, false]);
    expect(curve.points.length).toBeLessThan(210);
  });

  it('are labelled in the language that is asked', () => {
    const spoken = (locale: 'nb-NO' | 'nn-NO') => {
      const scenario = payoffCurve({ terms, vary: { metric: 'jobs', from: 0, to: 500 } }, locale);
      return scenario.ok ? scenario.value.thresholds.map(({ label }) => label) : [];
    };
    expect(spoken('nb-NO')).toEqual([
      'GBP\u00a01\u00a0000,00 per enhet etter 370',
      'GBP\u00a01\u00a0350,00 per enhet etter 410',
    ]);
    expect(spoken('nn-NO')[0]).toBe('GBP\u00a01\u00a0000,00 per eining etter 370');
  });

  it('show every count of a short range', () => {
    const curve = curveOf({ terms, vary: { metric: 'jobs', from: 340, to: 430 } });
    expect(xs(curve)).toEqual(Array.from({ length: 91 }, (_, index) => 340 + index));
  });

  it('keep their bends when few points are asked for', () => {
    const curve = curveOf({ terms, vary: { metric: 'jobs', from: 0, to: 500, points: 3 } });
    expect(xs(curve)).toEqual([0, 250, 369, 370, 409, 410, 500]);
  });

  it('count over all cohorts, so what another has brings them forward', () => {
    const two = { ...terms, cohorts: [...terms.cohorts, { code: 'late', title: 'Latecomers' }] };
    const curve = curveOf({
      terms: two,
      measurements: [{ kind: 'count', metric: 'jobs', cohort: 'late', count: 100 }],
      vary: { metric: 'jobs', from: 0, to: 400 },
    });
    expect(curve.thresholds.map(({ x }) => x)).toEqual([270, 310]);
    expect(curve.axis.label).toBe('Persons in work, All participants');
    expect(paidAt(curve, 270)).toBe(40_700_000);
  });
});

describe('Norrköping', () => {
  const terms = published('norrkoping');
  const curve = (achieved: boolean) =>
    curveOf({
      terms,
      measurements: [{ kind: 'milestone', metric: 'school', achieved }],
      vary: { metric: 'savings', from: 0, to: 15 * MILLION, points: 151 },
    });

  it('pays 4, 7 and 10 million for 0, 5 and 10, and up to 12 million with better school results', () => {
    const better = curve(true);
    expect([0, 5, 10].map((savings) => paidAt(better, savings * MILLION) / MILLION)).toEqual([4, 7, 10]);
    expect(better.points.at(-1)!.total).toBe(12 * MILLION);
    expect(thresholds(better)).toEqual([
      [10 * MILLION, 'break-even'],
      [1_333_333_334, 'cap of the return'],
    ]);
  });

  it('stops at 10 million without them', () => {
    const same = curve(false);
    expect(same.points.at(-1)!.total).toBe(10 * MILLION);
    expect(thresholds(same)).toEqual([[10 * MILLION, 'break-even']]);
  });

  it('shows what the school results alone are worth', () => {
    const school = curveOf({
      terms,
      measurements: [{ kind: 'savings', metric: 'savings', savings: 20 * MILLION }],
      vary: { metric: 'school' },
    });
    expect(school.points).toMatchObject([
      { x: 0, total: 10 * MILLION },
      { x: 1, total: 12 * MILLION },
    ]);
    expect(school.axis).toEqual({ label: 'Better school results', unit: 'reached', from: 0, to: 1 });
  });
});

describe('caps', () => {
  const visits = metric('visits', { form: 'per-unit', unit: 'event', price: 1_000 });
  const shared = {
    payers: [
      { code: 'state', name: 'The state', role: 'state' },
      { code: 'town', name: 'The town', role: 'municipality' },
    ],
    split: {
      by: 'percentages',
      shares: [
        { payer: 'state', percent: '25' },
        { payer: 'town', percent: '75' },
      ],
    },
  } as const;
  const vary = { metric: 'visits', cohort: 'one', from: 0, to: 100_000 } as const;
  const paidBy = (curve: PayoffCurve, code: string) =>
    curve.points.map(({ x, payers }) => [x, payers.find(({ payer }) => payer === code)!.amount] as const);

  it('of the state make its line flat, from the very count at which they begin', () => {
    const curve = curveOf({
      terms: termsOf([visits], { ...shared, caps: { state: 7_777_777 } }),
      vary,
    });
    const state = paidBy(curve, 'state');
    expect(state.filter(([x]) => x > 31_111).every(([, amount]) => amount === 7_777_777)).toBe(true);
    expect(state.filter(([x]) => x <= 31_111).every(([x, amount]) => amount === x * 250)).toBe(true);
    expect(xs(curve)).toEqual(expect.arrayContaining([31_111, 31_112]));
    expect(curve.points.filter(({ capped }) => capped.includes('state'))[0]!.x).toBe(31_112);
    expect(curve.caps).toEqual([{ cap: 'state', of: 'state', name: 'The state', limit: 7_777_777 }]);
    expect(paidBy(curve, 'town').at(-1)).toEqual([100_000, 75_000_000]);
  });

  it('of what is varied name the total that runs into them, with what is paid beside', () => {
    const start = metric('start', { form: 'milestone', amount: 500_000 });
    const limited = (caps: object, measured = true) =>
      curveOf({
        terms: termsOf([visits, start], { ...shared, caps: { state: 1e12, ...caps } }),
        cohorts: ['one', 'two'].map((cohort) => ({ cohort, persons: 100_000 })),
        measurements: measured ? [{ kind: 'milestone', metric: 'start', achieved: true }] : [],
        vary,
      });
    const totals = ({ caps }: PayoffCurve) =>
      caps.filter(({ cap }) => cap !== 'state').map(({ name, totalAtLimit }) => [name, totalAtLimit]);
    const both = limited({
      metrics: { visits: 60_000_000 },
      cohorts: { one: 70_000_000 },
      overall: 80_000_000,
    });
    expect(totals(both)).toEqual([
      ['visits', 60_500_000],
      ['First cohort', 70_500_000],
      [undefined, 80_000_000],
    ]);
    expect(both.points.at(-1)!.total).toBe(60_500_000);
    expect(totals(limited({ metrics: { visits: 60_000_000 } }, false))).toEqual([['visits', 60_000_000]]);
    // What is not varied runs into nothing on the way.
    expect(totals(limited({ metrics: { start: 100_000 }, cohorts: { two: 1 }, participant: 1 }))).toEqual([
      [undefined, undefined],
      ['start', undefined],
      ['Second cohort', undefined],
    ]);
  });

  it('are found wherever they begin, and so is each tranche', () => {
    const curve = curveOf({
      terms: termsOf([visits], {
        ...shared,
        split: {
          by: 'tranches',
          tranches: [
            { upTo: 12_345_000, shares: shared.split.shares },
            { shares: [{ payer: 'town', percent: '100' }] },
          ],
        },
        caps: { state: 1e12, metrics: { visits: 60_000_500 }, overall: 50_000_500 },
      }),
      vary,
    });
    expect(xs(curve)).toEqual(
      expect.arrayContaining([12_345, 12_346, 50_000, 50_001, 60_000, 60_001, 100_000]),
    );
    expect(curve.points.at(-1)!.capped).toEqual(['metric', 'overall']);
  });
});

describe('under terms of format 2', () => {
  const terms: OutcomeTerms = {
    ...published('peterborough'),
    format: 2,
    termination: { guarantees: 'in-full', laterObservation: [] },
  };
  const cohorts = [{ cohort: 'one', persons: 1000 }];
  const vary = {
    metric: 'reconvictions',
    from: '0',
    to: '20',
    baseline: { events: 15_500, persons: 10_000 },
    persons: 1000,
  };

  it('a pool that waits for no cohort that never opened pays from its own threshold', () => {
    const both = curveOf({ terms, cohorts, vary: { ...vary, cohort: 'one' } });
    expect(both.points.find(({ x }) => x >= 7.5)!.total).toBe(0);
    const alone = curveOf({ terms, cohorts, neverOpened: ['two'], vary });
    expect(alone.points.findLast(({ x }) => x < 7.5)!.total).toBe(0);
    expect(alone.points.find(({ x }) => x >= 7.5)!.total).toBe(117 * 500_000);
    expect(thresholds(alone)).toEqual([
      [7.5, 'pooled: paid from 7.5 %'],
      [10, 'paid from 10 %'],
    ]);
  });

  it('results are assumed until an early end, unless they say when, and are then not paid if they come later', () => {
    const jobs = metric('jobs', { form: 'per-unit', unit: 'event', price: 100 });
    const talks = metric('talks', { form: 'per-unit', unit: 'event', price: 100 });
    const early = termsOf([jobs, talks], {
      format: 2,
      termination: { guarantees: 'in-full', laterObservation: [] },
    });
    const talked = { kind: 'count', metric: 'talks', cohort: 'one', count: 7 } as const;
    const request = {
      terms: early,
      lastDay: '2028-12-31',
      vary: { metric: 'jobs', cohort: 'two', from: 0, to: 2 },
    };
    expect(paidAt(curveOf({ ...request, measurements: [talked] }), 2)).toBe(900);
    const later = { ...talked, period: { from: '2029-01-01', to: '2029-06-30' } };
    expect(paidAt(curveOf({ ...request, measurements: [later] }), 2)).toBe(200);
  });
});

describe('per unit', () => {
  const terms = termsOf([metric('visits', { form: 'per-unit', unit: 'event', price: 100 })]);

  it('varies every cohort alike, or the one that is named', () => {
    const each = curveOf({ terms, vary: { metric: 'visits', from: 0, to: 10 } });
    const first = curveOf({ terms, vary: { metric: 'visits', cohort: 'one', from: 0, to: 10 } });
    expect([paidAt(each, 10), paidAt(first, 10)]).toEqual([2_000, 1_000]);
    expect([each, first].map(({ axis }) => axis.label)).toEqual([
      'visits, in each cohort',
      'visits, First cohort',
    ]);
  });

  it('adds what is assumed of other metrics and cohorts', () => {
    const curve = curveOf({
      terms,
      measurements: [{ kind: 'count', metric: 'visits', cohort: 'two', count: 7 }],
      vary: { metric: 'visits', cohort: 'one', from: '0', to: '1' },
    });
    expect(curve.points.map(({ total }) => total)).toEqual([700, 800]);
  });
});
