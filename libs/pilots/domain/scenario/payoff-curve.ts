import type { Locale } from '#money/format.js';
import type { Fault, Reading } from '../../contract/faults.js';
import type { PayoffCurve, PayoffPoint, Scenario, Variation } from '../../contract/scenario.js';
import type { MetricTerms, OutcomeTerms } from '../../contract/terms.js';
import { fractionText } from '../exact.js';
import { readTerms } from '../read-terms.js';
import { isRecord, readAssumed } from './assumed.js';
import { milestoneCourse, savingsCourse } from './contract-wide.js';
import { countCourse } from './counts.js';
import type { Course } from './course.js';
import { payoffCaps } from './payoff-caps.js';
import { pointsOf } from './points.js';
import { readVariation } from './read-variation.js';
import { reductionCourse } from './reductions.js';
import { variedCohorts, type Setting } from './setting.js';
import { endFaults, settler, type Settler } from './settled-at.js';
import { curveWords } from './words/words.js';

/**
 * What terms would pay over a range of outcomes of one metric, all others as assumed. The request may be any JSON;
 * members other than those of `ScenarioRequest` are not looked at. The same request gives the same curve, its labels in
 * the language that is asked.
 */
export function payoffCurve(request: unknown, locale: Locale = 'en-GB'): Scenario {
  const all = isRecord(request) ? request : {};
  const { terms: given, cohorts, measurements, lastDay, neverOpened, vary } = all;
  const terms = readTerms(given);
  if (!terms.ok) return refused('terms', terms.faults);
  const variation = readVaried(vary, terms.value);
  const assumed = readAssumed({ cohorts, measurements, lastDay, neverOpened }, terms.value);
  if (!variation.ok || !assumed.ok)
    return {
      ok: false,
      faults: [
        ...(assumed.ok
          ? []
          : assumed.faults.map((fault) => ({ document: 'measurements', ...fault }) as const)),
        ...(variation.ok ? [] : variation.faults.map((fault) => ({ document: 'vary', ...fault }) as const)),
      ],
    };
  const setting = {
    terms: terms.value,
    ...variation.value,
    assumed: assumed.value,
    words: curveWords(locale),
  };
  const unsound = [...nothingLeft(setting), ...assumedTwice(setting)];
  if (unsound.length > 0) return refused('measurements', unsound);
  const course = courseOf(setting);
  if (!course.ok) return refused('vary', course.faults);
  const faults = endFaults(terms.value, assumed.value, course.value);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: curveOf(setting, course.value) };
}

interface Varied {
  readonly metric: MetricTerms;
  readonly vary: Variation;
}

function readVaried(document: unknown, terms: OutcomeTerms): Reading<Varied> {
  const reading = readVariation(document);
  if (!reading.ok) return reading;
  const vary = reading.value;
  const metric = terms.metrics.find(({ code }) => code === vary.metric);
  const faults: Fault[] = [];
  if (metric === undefined) faults.push({ path: '/metric', message: `There is no metric "${vary.metric}".` });
  if (metric?.pricing.form === 'guaranteed')
    faults.push({ path: '/metric', message: 'This metric is guaranteed: nothing varies.' });
  if (vary.cohort !== undefined && !terms.cohorts.some(({ code }) => code === vary.cohort))
    faults.push({ path: '/cohort', message: `There is no cohort "${vary.cohort}".` });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { metric: metric!, vary } };
}

function nothingLeft(setting: Setting): readonly Fault[] {
  const isOfCohorts = !['milestone', 'savings-share'].includes(setting.metric.pricing.form);
  return isOfCohorts && variedCohorts(setting).length === 0
    ? [{ path: '/neverOpened', message: 'No cohort is left in which anything could vary.' }]
    : [];
}

/** Assumed results of what is varied; those of the same metric in other cohorts may stand. */
function assumedTwice(setting: Setting): readonly Fault[] {
  const cohorts = variedCohorts(setting);
  return setting.assumed.measurements.flatMap((measured, index) =>
    measured.metric === setting.metric.code && (!('cohort' in measured) || cohorts.includes(measured.cohort))
      ? [
          {
            path: `/measurements/${index}`,
            message: 'This is what is varied, so it cannot be assumed as well.',
          },
        ]
      : [],
  );
}

function courseOf(setting: Setting): Reading<Course> {
  const { pricing } = setting.metric;
  switch (pricing.form) {
    case 'per-unit':
    case 'tiered':
      return countCourse(setting, pricing);
    case 'rate-reduction':
      return reductionCourse(setting, pricing);
    case 'milestone':
      return milestoneCourse(setting);
    case 'savings-share':
      return savingsCourse(setting, pricing);
    case 'guaranteed':
      throw new Error('Nothing varies in what is guaranteed.');
  }
}

function curveOf({ terms, metric, vary, assumed }: Setting, course: Course): PayoffCurve {
  const settled = settler(terms, assumed, course);
  const { positions, thresholds } = pointsOf(terms, course, settled, vary.points);
  return {
    currency: terms.currency,
    metric: { code: metric.code, title: metric.title, form: metric.pricing.form },
    axis: course.axis,
    points: positions.map((position) => pointAt(position, course, settled)),
    payers: terms.payers,
    thresholds,
    caps: payoffCaps(terms, settled.at(course.first), settled.at(course.last)),
  };
}

function pointAt(position: number, course: Course, settled: Settler): PayoffPoint {
  const x = course.x(position);
  const { total, shares, caps } = settled.at(position);
  return {
    x: x.valueOf(),
    xExact: fractionText(x),
    total,
    payers: shares.map(({ payer, amount }) => ({ payer, amount })),
    capped: [...new Set(caps.filter(({ bit }) => bit).map(({ cap }) => cap))],
  };
}

function refused(document: 'terms' | 'measurements' | 'vary', faults: readonly Fault[]): Scenario {
  return { ok: false, faults: faults.map((fault) => ({ document, ...fault })) };
}
