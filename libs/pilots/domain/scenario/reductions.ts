import type { Fault, Reading } from '../../contract/faults.js';
import type { ArmCounts } from '../../contract/measurements.js';
import type { RateReductionPricing, ReductionPrice } from '../../contract/terms.js';
import { tooSmall } from '../earned.js';
import { decimalIn, exact, moneyTextIn, rounded, type Exact } from '../exact.js';
import { reductionOf } from '../rate-reduction.js';
import { pooled, type CohortTally } from '../tallies.js';
import type { Border, Course } from './course.js';
import { decimalEnds } from './read-variation.js';
import {
  assumedContext,
  axisLabel,
  returnConditions,
  takenAsVerified,
  variedCohorts,
  type Setting,
} from './setting.js';

const MOST_EVENTS = 1_000_000_000n;

/** Events avoided one by one; the position is their number, negated, so that it grows with the reduction. */
export function reductionCourse(setting: Setting, pricing: RateReductionPricing): Reading<Course> {
  const { vary, words } = setting;
  const ends = decimalEnds(vary);
  const faults = [...armFaults(vary), ...(ends.ok ? [] : ends.faults)];
  if (ends.ok && ends.to.compare(100) > 0)
    faults.push({ path: '/to', message: 'There is no more than 100 per cent to avoid.' });
  if (!ends.ok || faults.length > 0) return { ok: false, faults };
  const baseline = vary.baseline!;
  const persons = vary.persons!;
  const { most, least } = eventsWithin(ends, baseline, persons);
  if (most > MOST_EVENTS)
    return {
      ok: false,
      faults: [{ path: '/from', message: `That would be more than ${MOST_EVENTS} events.` }],
    };
  const common = { kind: 'rate', ...takenAsVerified(setting), baseline } as const;
  const cohorts = variedCohorts(setting);
  const at = tallyAt(baseline, persons);
  return {
    ok: true,
    value: {
      axis: {
        label: words.reduction(axisLabel(setting)),
        unit: 'per cent',
        from: ends.from.valueOf(),
        to: ends.to.valueOf(),
      },
      first: 0 - Number(most),
      last: 0 - Number(least),
      x: (position) => reductionOf(at(position))!,
      measured: (position) =>
        cohorts.map((cohort) => ({ ...common, cohort, intervention: { events: 0 - position, persons } })),
      borders: borders(setting, pricing, at),
    },
  };
}

function armFaults({ baseline, persons }: Setting['vary']): Fault[] {
  const missing = Object.entries({ baseline, persons })
    .filter(([, value]) => value === undefined)
    .map(([name]) => ({ path: `/${name}`, message: 'A rate cannot be varied without this member.' }));
  const empty = Object.entries({
    '/baseline/events': baseline?.events,
    '/baseline/persons': baseline?.persons,
    '/persons': persons,
  })
    .filter(([, value]) => value === 0)
    .map(([path]) => ({ path, message: 'With none there is nothing to compare.' }));
  return [...missing, ...empty];
}

/** The most and the least events whose reduction lies in the range; the nearest to its end where none does. */
function eventsWithin(
  { from, to }: { readonly from: Exact; readonly to: Exact },
  { events, persons: of }: ArmCounts,
  persons: number,
): { readonly most: bigint; readonly least: bigint } {
  const at = (percent: Exact) => exact(events).div(of).mul(persons).mul(exact(100).sub(percent)).div(100);
  const most = rounded(at(from), 'down');
  const below = rounded(at(to), 'down');
  const least = at(to).equals(below) ? below : below + 1n;
  if (least <= most) return { most, least };
  const nearest = rounded(at(to), 'half-up');
  return { most: nearest, least: nearest };
}

function tallyAt({ events, persons: of }: ArmCounts, persons: number): (position: number) => CohortTally {
  const baseline = { events: BigInt(events), persons: BigInt(of) };
  return (position) => ({
    count: 0n,
    evidence: [],
    intervention: { events: BigInt(0 - position), persons: BigInt(persons) },
    baseline,
  });
}

function borders(
  setting: Setting,
  pricing: RateReductionPricing,
  at: (position: number) => CohortTally,
): readonly Border[] {
  const { terms, words } = setting;
  const context = assumedContext(setting);
  const cohorts = variedCohorts(setting);
  const elsewhere = [...context.tally.cohorts.values()];
  const poolAt = (position: number) => pooled([...elsewhere, ...cohorts.map(() => at(position))]);
  const own = cohorts.some((cohort) => tooSmall(context, cohort) === undefined)
    ? steps(pricing.threshold, pricing.pays, setting)
    : [];
  const unopened = context.tallies.neverOpened.length;
  const isComplete = elsewhere.length + cohorts.length + unopened === terms.cohorts.length;
  const together =
    pricing.pooled === undefined || !isComplete
      ? []
      : steps(pricing.pooled.threshold, pricing.pooled.pays, setting);
  const conditions = returnConditions(setting).map(({ atLeast, of }) => ({
    percent: atLeast,
    label: words.returnOn(of, `${decimalIn(atLeast, words.locale)} %`),
  }));
  // Where others are in the pool, the varied cohort reaches the pool's threshold elsewhere than at its per cent.
  const exactly = (percent: Exact) => (elsewhere.length === 0 ? { at: percent } : {});
  return [
    ...own.map(({ percent, label }) => ({
      ...border(label, exact(percent), at),
      at: exact(percent),
    })),
    ...together.map(({ percent, label }) => ({
      ...border(words.pooled(label), exact(percent), poolAt),
      ...exactly(exact(percent)),
    })),
    ...conditions.map(({ percent, label }) => ({
      ...border(label, exact(percent), poolAt),
      ...exactly(exact(percent)),
    })),
  ];
}

function border(label: string, percent: Exact, at: (position: number) => CohortTally): Border {
  return { label, jump: true, isReached: (position) => reductionOf(at(position))!.compare(percent) >= 0 };
}

function steps(
  threshold: string,
  pays: ReductionPrice,
  { terms: { currency }, words }: Setting,
): readonly { readonly percent: string; readonly label: string }[] {
  const percentIn = (percent: string) => decimalIn(percent, words.locale);
  if (pays.per === 'avoided') return [{ percent: threshold, label: words.paidFrom(percentIn(threshold)) }];
  return pays.steps.map(({ from, amount }) => ({
    percent: from,
    label: words.amountFrom(moneyTextIn(exact(amount), currency, words.locale), percentIn(from)),
  }));
}
