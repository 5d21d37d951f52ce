import type { Reading } from '../../contract/faults.js';
import type { CountedUnit, PerUnitPricing, TieredPricing } from '../../contract/terms.js';
import { tooSmall } from '../earned.js';
import { decimalIn, exact, moneyTextIn } from '../exact.js';
import type { Border, Course } from './course.js';
import { wholeEnds } from './read-variation.js';
import {
  assumedContext,
  axisLabel,
  returnConditions,
  strangers,
  takenAsVerified,
  variedCohorts,
  type Setting,
} from './setting.js';

const UNITS: Readonly<Record<CountedUnit, 'persons' | 'events'>> = { person: 'persons', event: 'events' };

/** Outcomes counted one by one: in one cohort, or so many in each. */
export function countCourse(setting: Setting, pricing: PerUnitPricing | TieredPricing): Reading<Course> {
  const ends = wholeEnds(setting.vary, 1_000_000_000);
  const faults = [...strangers(setting.vary, ['baseline', 'persons']), ...(ends.ok ? [] : ends.faults)];
  if (!ends.ok || faults.length > 0) return { ok: false, faults };
  const common = { kind: 'count', ...takenAsVerified(setting) } as const;
  const cohorts = variedCohorts(setting);
  return {
    ok: true,
    value: {
      axis: { label: axisLabel(setting), unit: UNITS[pricing.unit], from: ends.from, to: ends.to },
      first: ends.from,
      last: ends.to,
      x: exact,
      measured: (count) => cohorts.map((cohort) => ({ ...common, cohort, count })),
      borders: [
        ...(pricing.form === 'tiered' ? tierBorders(setting, pricing) : []),
        ...conditionBorders(setting, pricing.unit),
      ],
    },
  };
}

function tierBorders(setting: Setting, { tiers }: TieredPricing): readonly Border[] {
  const { terms, words } = setting;
  const context = assumedContext(setting);
  const counted = countAt(setting, (cohort) => tooSmall(context, cohort) === undefined);
  return tiers.slice(1).map(({ from, price }) => ({
    label: words.eachAfter(moneyTextIn(exact(price), terms.currency, words.locale), `${from - 1}`),
    jump: false,
    isReached: (count) => counted(count) >= BigInt(from - 1),
  }));
}

function conditionBorders(setting: Setting, unit: CountedUnit): readonly Border[] {
  const { words } = setting;
  const counted = countAt(setting, () => true);
  return returnConditions(setting).map(({ atLeast, of }) => ({
    label: words.returnOn(of, `${decimalIn(atLeast, words.locale)} ${words.units[UNITS[unit]]}`),
    jump: true,
    isReached: (count) => exact(counted(count)).compare(exact(atLeast)) >= 0,
  }));
}

/** How many outcomes there are over those cohorts that count, those assumed elsewhere included. */
function countAt(setting: Setting, counts: (cohort: string) => boolean): (position: number) => bigint {
  const { tally } = assumedContext(setting);
  const elsewhere = [...tally.cohorts]
    .filter(([cohort]) => counts(cohort))
    .reduce((sum, [, { count }]) => sum + count, 0n);
  const varied = BigInt(variedCohorts(setting).filter(counts).length);
  return (count) => elsewhere + varied * BigInt(count);
}
