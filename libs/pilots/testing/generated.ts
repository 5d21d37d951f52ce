import fc from 'fast-check';
import type { ArmCounts, Measurement, Measurements } from '../contract/measurements.js';
import type {
  Caps,
  MetricTerms,
  OutcomeTerms,
  PayerSplit,
  Pricing,
  ReductionPrice,
} from '../contract/terms.js';
import { metric, termsOf } from './sample.js';

type Draw = fc.GeneratorValue;

/** Terms, most of them sound: caps below a guarantee come up too. Amounts are small, so that every cap can bite. */
export function drawTerms(draw: Draw): OutcomeTerms {
  const cohorts = ['one', 'two', 'three'].slice(0, whole(draw, 1, 3)).map((code) => ({ code, title: code }));
  const forms = draw(fc.array, fc.constantFrom(...FORMS), { minLength: 1, maxLength: 5 });
  const metrics = forms.map((form, index) => metric(`m${index}`, drawPricing(draw, form, index)));
  return termsOf(conditioned(draw, metrics), {
    cohorts,
    minimumCohortSize: draw(fc.constantFrom, 0, 0, 5, 20),
    rounding: draw(fc.constantFrom, 'half-up' as const, 'half-even' as const, 'down' as const),
    payers: [
      { code: 'state', name: 'The state', role: 'state' },
      { code: 'town', name: 'The town', role: 'municipality' },
      { code: 'fund', name: 'A foundation', role: 'other' },
    ],
    split: drawSplit(draw),
    caps: drawCaps(
      draw,
      metrics,
      cohorts.map(({ code }) => code),
    ),
  });
}

/** Results under these terms; the cohorts have at least five persons. */
export function drawMeasurements(draw: Draw, { metrics, cohorts }: OutcomeTerms): Measurements {
  const sizes = cohorts.map(({ code }) => ({ cohort: code, persons: whole(draw, 5, 40) }));
  const years: readonly number[] = draw(fc.boolean) ? [2028] : [2028, 2029];
  const measurements = years.flatMap((year) =>
    metrics.flatMap(({ code, pricing }): Measurement[] => {
      const common = {
        metric: code,
        period: { from: `${year}-01-01`, to: `${year}-12-31` },
        status: 'verified' as const,
        evidence: String(whole(draw, 1, 9)).repeat(64),
      };
      switch (pricing.form) {
        case 'guaranteed':
          return [];
        case 'milestone':
          return [{ kind: 'milestone', ...common, achieved: draw(fc.boolean) }];
        case 'savings-share':
          return [{ kind: 'savings', ...common, savings: whole(draw, 0, 900) }];
        case 'rate-reduction':
          return sizes.map(({ cohort, persons }) => ({
            kind: 'rate',
            ...common,
            cohort,
            intervention: drawArm(draw, persons),
            baseline: drawArm(draw, whole(draw, 1, 90)),
          }));
        default:
          return sizes
            .filter(() => whole(draw, 0, 5) > 0)
            .map(({ cohort, persons }) => ({
              kind: 'count',
              ...common,
              cohort,
              // Persons count once over all years.
              count: whole(draw, 0, Math.floor(persons / years.length)),
            }));
      }
    }),
  );
  return { format: 1, cohorts: sizes, measurements };
}

/** The same with more success here and there: more outcomes, fewer events, more savings, a milestone reached. */
export function drawBetter(draw: Draw, measured: Measurements): Measurements {
  const sizeOf = (code: string) => measured.cohorts!.find(({ cohort }) => cohort === code)!.persons;
  const years = new Set(measured.measurements.map(({ period }) => period.from)).size;
  const better = (one: Measurement): Measurement => {
    if (draw(fc.boolean)) return one;
    switch (one.kind) {
      case 'count':
        return {
          ...one,
          count: whole(draw, one.count, Math.max(one.count, Math.floor(sizeOf(one.cohort) / years))),
        };
      case 'rate':
        return {
          ...one,
          intervention: { ...one.intervention, events: whole(draw, 0, one.intervention.events) },
        };
      case 'milestone':
        return { ...one, achieved: true };
      case 'savings':
        return { ...one, savings: one.savings + whole(draw, 0, 400) };
    }
  };
  return { ...measured, measurements: measured.measurements.map(better) };
}

const FORMS = [
  'per-unit',
  'per-unit',
  'tiered',
  'rate-reduction',
  'milestone',
  'guaranteed',
  'savings-share',
] as const;

function drawPricing(draw: Draw, form: Pricing['form'], index: number): Pricing {
  switch (form) {
    case 'per-unit':
      return { form, unit: draw(fc.constantFrom, 'person', 'event'), price: drawPrice(draw) };
    case 'tiered': {
      const first = whole(draw, 1, 15);
      const second = first + whole(draw, 1, 15);
      return {
        form,
        unit: draw(fc.constantFrom, 'person', 'event'),
        tiers: [
          { from: 1, to: first, price: drawPrice(draw) },
          { from: first + 1, to: second, price: drawPrice(draw) },
          { from: second + 1, price: drawPrice(draw) },
        ],
      };
    }
    case 'rate-reduction': {
      const threshold = whole(draw, 0, 30);
      const pool = whole(draw, 0, 30);
      return {
        form,
        measure: draw(fc.constantFrom, 'frequency', 'share'),
        threshold: `${threshold}`,
        pays: drawReductionPrice(draw, threshold),
        ...(draw(fc.boolean)
          ? { pooled: { threshold: `${pool}.5`, pays: drawReductionPrice(draw, pool + 1) } }
          : {}),
      };
    }
    case 'milestone':
    case 'guaranteed':
      return { form, amount: whole(draw, 0, 200 + index) };
    case 'savings-share': {
      const guaranteed = whole(draw, 0, 100);
      const breakEven = guaranteed + whole(draw, 0, 300);
      return {
        form,
        guaranteed,
        share: `${whole(draw, 1, 99)}.5`,
        breakEven,
        ...(draw(fc.boolean)
          ? { return: { share: `${whole(draw, 0, 100)}`, upTo: breakEven + whole(draw, 0, 200) } }
          : {}),
      };
    }
  }
}

function conditioned(draw: Draw, metrics: readonly MetricTerms[]): readonly MetricTerms[] {
  const shown = metrics.find(({ pricing: { form } }) => form !== 'guaranteed' && form !== 'savings-share');
  if (shown === undefined) return metrics;
  const atLeast = shown.pricing.form === 'milestone' ? {} : { atLeast: `${whole(draw, 0, 30)}` };
  return metrics.map((one) => {
    if (one.pricing.form !== 'savings-share' || one.pricing.return === undefined) return one;
    const back = { ...one.pricing.return, condition: { metric: shown.code, ...atLeast } };
    return { ...one, pricing: { ...one.pricing, return: back } };
  });
}

function drawReductionPrice(draw: Draw, least: number): ReductionPrice {
  if (draw(fc.boolean)) return { per: 'avoided', price: drawPrice(draw) };
  const first = whole(draw, 0, 200);
  return {
    per: 'steps',
    steps: [
      { from: `${least}`, amount: first },
      { from: `${least + 10}`, amount: first + whole(draw, 0, 300) },
    ],
  };
}

function drawSplit(draw: Draw): PayerSplit {
  const shares = () => {
    const state = whole(draw, 0, 100);
    const town = whole(draw, 0, 100 - state);
    return [
      { payer: 'fund', percent: `${100 - state - town}` },
      { payer: 'state', percent: `${state}` },
      { payer: 'town', percent: `${town}` },
    ];
  };
  if (draw(fc.boolean)) return { by: 'percentages', shares: shares() };
  const upTo = whole(draw, 1, 600);
  return {
    by: 'tranches',
    tranches: [
      { upTo, shares: shares() },
      { upTo: upTo + whole(draw, 1, 600), shares: shares() },
      { shares: shares() },
    ],
  };
}

function drawCaps(draw: Draw, metrics: readonly MetricTerms[], cohorts: readonly string[]): Caps {
  const some = (codes: readonly string[], least: number) =>
    Object.fromEntries(
      codes.filter(() => draw(fc.boolean)).map((code) => [code, whole(draw, least, least + 400)]),
    );
  return {
    state: whole(draw, 200, 1500),
    metrics: some(
      metrics.map(({ code }) => code),
      190,
    ),
    cohorts: some(cohorts, 0),
    payers: some(['town', 'fund'], 200),
    ...(draw(fc.boolean) ? { participant: whole(draw, 0, 30) } : {}),
    ...(draw(fc.boolean) ? { overall: whole(draw, 400, 1500) } : {}),
  };
}

function drawArm(draw: Draw, persons: number): ArmCounts {
  return { events: whole(draw, 0, persons), persons };
}

function drawPrice(draw: Draw): number | string {
  return draw(fc.boolean) ? whole(draw, 0, 60) : `${whole(draw, 0, 60)}.${whole(draw, 0, 9)}5`;
}

function whole(draw: Draw, min: number, max: number): number {
  return draw(fc.integer, { min, max });
}
