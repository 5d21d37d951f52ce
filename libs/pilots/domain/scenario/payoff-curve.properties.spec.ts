import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Measurement } from '../../contract/measurements.js';
import type { PayoffCurve, Variation } from '../../contract/scenario.js';
import type { MetricTerms, OutcomeTerms } from '../../contract/terms.js';
import { drawMeasurements, drawTerms } from '../../testing/generated.js';
import { drawEnding, drawFormat2 } from '../../testing/generated-endings.js';
import { EVERYTHING, MEASURED } from '../../testing/sample.js';
import { exact } from '../exact.js';
import { readTerms } from '../read-terms.js';
import { payoffCurve } from './payoff-curve.js';

const SIZE = 40;

interface Drawn {
  readonly terms: OutcomeTerms;
  readonly cohorts: readonly { readonly cohort: string; readonly persons: number }[];
  readonly measurements: readonly Measurement[];
  readonly lastDay?: string;
  readonly neverOpened?: readonly string[] | undefined;
  readonly vary: Variation;
}

/** A request about sound terms; undefined when nothing in them varies. */
function drawRequest(draw: fc.GeneratorValue): Drawn | undefined {
  const terms = drawTerms(draw);
  const metrics = terms.metrics.filter(({ pricing }) => pricing.form !== 'guaranteed');
  if (metrics.length === 0 || !readTerms(terms).ok) return undefined;
  const metric = draw(fc.constantFrom, ...metrics);
  const cohort = draw(fc.constantFrom, undefined, ...terms.cohorts.map(({ code }) => code));
  const { measurements } = drawMeasurements(draw, terms);
  return {
    terms,
    cohorts: terms.cohorts.map(({ code }) => ({ cohort: code, persons: SIZE })),
    measurements: measurements.filter(
      (one) =>
        one.metric !== metric.code || (cohort !== undefined && 'cohort' in one && one.cohort !== cohort),
    ),
    vary: {
      metric: metric.code,
      ...(cohort === undefined || ['milestone', 'savings-share'].includes(metric.pricing.form)
        ? {}
        : { cohort }),
      ...drawRange(draw, metric),
      ...(draw(fc.boolean) ? { points: draw(fc.integer, { min: 2, max: 500 }) } : {}),
    },
  };
}

/** The same about terms of format 2: what if the pilot ended early, and its last cohort was never opened? */
function drawWhatIf(draw: fc.GeneratorValue): Drawn | undefined {
  const request = drawRequest(draw);
  if (request === undefined) return undefined;
  const terms = drawFormat2(draw, request.terms);
  if (!readTerms(terms).ok) return undefined;
  const { cohorts, measurements, vary } = request;
  const { lastDay, neverOpened, ...left } = drawEnding(draw, terms, { format: 1, cohorts, measurements });
  const isVaried = neverOpened?.some((code) => code === vary.cohort);
  const results = isVaried ? { cohorts, measurements } : { ...left, cohorts: left.cohorts!, neverOpened };
  return { terms, vary, ...results, ...(lastDay === undefined ? {} : { lastDay }) };
}

function drawRange(draw: fc.GeneratorValue, { pricing: { form } }: MetricTerms): Partial<Variation> {
  const whole = (min: number, max: number) => draw(fc.integer, { min, max });
  switch (form) {
    case 'milestone':
      return {};
    case 'savings-share':
      return { from: whole(0, 100), to: whole(100, 3000) };
    case 'rate-reduction':
      return {
        from: `${whole(0, 20)}.5`,
        to: whole(21, 100),
        baseline: { events: whole(1, 90), persons: 90 },
        persons: SIZE,
      };
    default:
      return { from: whole(0, 5), to: whole(5, SIZE) };
  }
}

/** Calls back for requests that give a curve; answers the part of those about sound terms that did. */
function forCurves(
  drawn: typeof drawRequest,
  numRuns: number,
  property: (curve: PayoffCurve, request: Drawn) => void,
): number {
  let asked = 0;
  let answered = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const request = drawn(draw);
      if (request === undefined) return;
      asked += 1;
      const scenario = payoffCurve(request);
      if (!scenario.ok) return;
      answered += 1;
      property(scenario.value, request);
    }),
    { numRuns },
  );
  return answered / asked;
}

describe.each([
  ['of format 1', drawRequest, 100],
  ['of format 2, after an early end', drawWhatIf, 40],
] as const)('a payoff curve over terms %s', (_, draw, runs) => {
  it('rises, adds up at every point, keeps its thresholds within the range, and is drawn the same again', () => {
    let some = 0;
    const drawn = forCurves(draw, runs, (curve, request) => {
      const { points, caps, thresholds } = curve;
      expect(points.length).toBeLessThanOrEqual(500);
      for (const [index, { x, xExact, total, payers }] of points.entries()) {
        const before = points[index - 1];
        expect(payers.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
        expect(x).toBe(exact(xExact).valueOf());
        if (before === undefined) continue;
        expect(x).toBeGreaterThan(before.x);
        expect(total).toBeGreaterThanOrEqual(before.total);
      }
      const [first, last] = [points[0]!, points.at(-1)!];
      expect(last.total).toBeLessThanOrEqual(caps.find(({ cap }) => cap === 'overall')?.limit ?? Infinity);
      const xs = thresholds.map(({ x }) => x);
      expect(xs).toEqual(xs.filter((x) => x >= first.x && x <= last.x).toSorted((a, b) => a - b));
      some += xs.length;
      expect(JSON.stringify(payoffCurve(structuredClone(request)))).toBe(
        JSON.stringify({ ok: true, value: curve }),
      );
    });
    expect(drawn).toBeGreaterThan(0.8);
    expect(some).toBeGreaterThan(runs / 5);
  });
});

describe('any JSON', () => {
  const answers = (request: unknown) => {
    const scenario = payoffCurve(request);
    expect(scenario.ok || scenario.faults.length > 0).toBe(true);
  };

  it('is answered, with a curve or with faults', () => {
    fc.assert(fc.property(fc.jsonValue(), answers), { numRuns: 300 });
  });

  it('is answered in each part of a sound request', () => {
    const figure = fc.oneof(fc.jsonValue(), fc.integer(), fc.double(), fc.constant('12.5'));
    const vary = fc.record(
      {
        metric: fc.constantFrom<unknown>(...EVERYTHING.metrics.map(({ code }) => code), null),
        cohort: fc.constantFrom<unknown>('one', 'two', 'ten', 3),
        from: figure,
        to: figure,
        points: fc.oneof(fc.integer({ min: 2, max: 9 }), fc.jsonValue()),
        baseline: fc.oneof(fc.constant({ events: 1550, persons: 1000 }), fc.jsonValue()),
        persons: fc.oneof(fc.nat(80), fc.jsonValue()),
      },
      { requiredKeys: ['metric'] },
    );
    const others = fc.oneof(fc.jsonValue(), fc.array(fc.constantFrom<unknown>(...MEASURED.measurements, 1)));
    const ending = fc.record(
      {
        lastDay: fc.oneof(fc.constantFrom('2028-12-31', '2027-01-01', '2031-12-31'), fc.jsonValue()),
        neverOpened: fc.oneof(fc.array(fc.constantFrom<unknown>('one', 'two', 3)), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const inFormat2: OutcomeTerms = {
      ...EVERYTHING,
      format: 2,
      termination: { guarantees: 'by-days', laterObservation: ['jobs'] },
      caps: { ...EVERYTHING.caps, order: 'overall-first' },
    };
    fc.assert(
      fc.property(vary, others, fc.boolean(), ending, (varied, measurements, isSized, assumedEnd) =>
        answers({
          terms: inFormat2,
          measurements,
          vary: varied,
          ...(isSized ? { cohorts: MEASURED.cohorts } : {}),
          ...assumedEnd,
        }),
      ),
      { numRuns: 300 },
    );
  });
});
