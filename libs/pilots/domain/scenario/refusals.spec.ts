import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, metric, termsOf } from '../../testing/sample.js';
import { payoffCurve } from './payoff-curve.js';

const SIZES = [
  { cohort: 'one', persons: 100 },
  { cohort: 'two', persons: 80 },
];
const RATE = { baseline: { events: 1550, persons: 1000 }, persons: 80 };
const placed = (request: unknown) => {
  const scenario = payoffCurve(request);
  return scenario.ok ? [] : scenario.faults.map(({ document, path }) => `${document} ${path}`);
};
const varied = (vary: unknown, more: object = {}) =>
  placed({ terms: EVERYTHING, cohorts: SIZES, vary, ...more });

describe('a scenario is refused', () => {
  it.each([
    ['nothing at all', undefined, ['terms ']],
    ['a list', [], ['terms ']],
    ['terms with a fault', { terms: { ...EVERYTHING, caps: {} } }, ['terms /caps/state']],
    ['nothing to vary', { terms: EVERYTHING }, ['vary ']],
    [
      'faults of both other parts at once',
      { terms: EVERYTHING, measurements: [7], vary: { metric: 'x', from: 0, to: 1 } },
      ['measurements /measurements/0', 'vary /metric'],
    ],
  ])('for %s', (_, request, faults) => {
    expect(placed(request)).toEqual(faults);
  });

  it.each([
    ['a metric that is not in the terms', { metric: 'nothing', from: 0, to: 1 }, ['vary /metric']],
    ['a guarantee, in which nothing varies', { metric: 'start', from: 0, to: 1 }, ['vary /metric']],
    ['an unknown cohort', { metric: 'visits', cohort: 'ten', from: 0, to: 1 }, ['vary /cohort']],
    ['a cohort where there is none', { metric: 'savings', cohort: 'one', from: 0, to: 1 }, ['vary /cohort']],
    ['an unknown member', { metric: 'visits', from: 0, to: 1, step: 2 }, ['vary /step']],
    ['a range without an end', { metric: 'visits', from: 0 }, ['vary /to']],
    ['a range that runs backwards', { metric: 'visits', from: 2, to: 1 }, ['vary /to']],
    ['half an outcome', { metric: 'visits', from: 0, to: '1.5' }, ['vary /to']],
    ['fewer than no outcomes', { metric: 'visits', from: -1, to: 1 }, ['vary /from']],
    ['a figure that is no decimal', { metric: 'visits', from: 0, to: 'many' }, ['vary /to']],
    [
      'a number no contract is written in',
      { metric: 'offences', from: 1e-9, to: 5, ...RATE },
      ['vary /from'],
    ],
    ['more points than a picture needs', { metric: 'visits', from: 0, to: 1, points: 501 }, ['vary /points']],
    ['one point', { metric: 'visits', from: 0, to: 9, points: 1 }, ['vary /points']],
    ['arms of a count', { metric: 'visits', from: 0, to: 1, persons: 5 }, ['vary /persons']],
    ['more persons than a cohort has', { metric: 'jobs', from: 0, to: 101 }, ['vary /to']],
    ['more than all events avoided', { metric: 'offences', from: 0, to: 100.5, ...RATE }, ['vary /to']],
    [
      'more persons with an event than persons',
      { metric: 'placed', from: -2, to: 5, baseline: { events: 10, persons: 10 }, persons: 80 },
      ['vary /from'],
    ],
    [
      'an intervention larger than the cohort',
      { metric: 'offences', cohort: 'two', from: 0, to: 5, ...RATE, persons: 81 },
      ['vary /persons'],
    ],
    [
      'a baseline in which nothing happened',
      { metric: 'offences', from: 0, to: 5, baseline: { events: 0, persons: 10 }, persons: 80 },
      ['vary /baseline/events'],
    ],
    [
      'an increase beyond counting',
      { metric: 'offences', from: '-99999999999', to: 5, ...RATE },
      ['vary /from'],
    ],
    ['a milestone reached twice', { metric: 'school', from: 0, to: 2 }, ['vary /to']],
  ])('for %s', (_, vary, faults) => {
    expect(varied(vary)).toEqual(faults);
  });

  it('for results of what is varied, but not for those of other cohorts', () => {
    const jobs = (cohort: string) => ({
      measurements: [{ kind: 'count', metric: 'jobs', cohort, count: 3 }],
    });
    const vary = { metric: 'jobs', from: 0, to: 50 };
    expect(varied(vary, jobs('one'))).toEqual(['measurements /measurements/0']);
    expect(varied(vary, jobs('two'))).toEqual([]);
  });

  it('for assumed results that measurements could not be', () => {
    const vary = { metric: 'jobs', from: 0, to: 50 };
    const school = { kind: 'milestone', metric: 'school', achieved: true };
    expect(varied(vary, { measurements: [{ ...school, status: 'recorded' }] })).toEqual([
      'measurements /measurements/0/status',
    ]);
    expect(varied(vary, { measurements: [school, school] })).toEqual(['measurements /measurements/1/period']);
    expect(varied(vary, { cohorts: undefined })).toEqual(['measurements /cohorts']);
  });

  it('for an early end and cohorts that cannot be, or that the terms know nothing of', () => {
    const visits = metric('visits', { form: 'per-unit', unit: 'event', price: 1 });
    const terms = termsOf([visits], {
      format: 2,
      termination: { guarantees: 'in-full', laterObservation: [] },
    });
    const request = { terms, vary: { metric: 'visits', from: 0, to: 2 } };
    expect(placed({ ...request, lastDay: '2031-12-31' })).toEqual(['measurements /lastDay']);
    expect(placed({ ...request, lastDay: 7 })).toEqual(['measurements /lastDay']);
    expect(placed({ ...request, neverOpened: ['three'] })).toEqual(['measurements /neverOpened/0']);
    expect(placed({ ...request, neverOpened: ['one', 'two'] })).toEqual(['measurements /neverOpened']);
    expect(placed({ ...request, terms: termsOf([visits]), lastDay: '2028-12-31' })).toEqual([
      'measurements /lastDay',
    ]);
    expect(placed({ ...request, lastDay: '2028-12-31', neverOpened: ['two'] })).toEqual([]);
  });

  it('for more than can be settled point by point while somebody waits', () => {
    const visits = metric('visits', { form: 'per-unit', unit: 'event', price: 1 });
    const cohorts = Array.from({ length: 500 }, (_, index) => ({ code: `c${index}`, title: 'C' }));
    const others = ['a', 'b', 'c', 'd', 'e'].map((code) => ({ ...visits, code }));
    const measurements = others.flatMap(({ code }) =>
      cohorts.map((cohort) => ({ kind: 'count', metric: code, cohort: cohort.code, count: 1 })),
    );
    const terms = termsOf([visits, ...others], { cohorts });
    const vary = { metric: 'visits', from: 0, to: 2 };
    expect(placed({ terms, measurements, vary })).toEqual(['measurements ']);
    expect(placed({ terms, measurements: measurements.slice(-100), vary })).toEqual([]);
  });

  it('for amounts beyond what can be carried exactly', () => {
    const visits = metric('visits', { form: 'per-unit', unit: 'event', price: 9e15 });
    const terms = termsOf([visits, { ...visits, code: 'talks' }]);
    const request = { terms, vary: { metric: 'visits', from: 0, to: 2 } };
    expect(placed(request)).toEqual(['vary /to']);
    const measurements = [{ kind: 'count', metric: 'talks', cohort: 'one', count: 2 }];
    expect(placed({ ...request, measurements })).toEqual(['measurements ']);
  });
});
