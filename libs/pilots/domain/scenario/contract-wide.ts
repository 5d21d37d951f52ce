import type { Reading } from '../../contract/faults.js';
import type { SavingsSharePricing } from '../../contract/terms.js';
import { exact } from '../exact.js';
import type { Border, Course, Settled } from './course.js';
import { wholeEnds } from './read-variation.js';
import { strangers, takenAsVerified, type Setting } from './setting.js';

/** Not reached, then reached. */
export function milestoneCourse(setting: Setting): Reading<Course> {
  const { metric, vary, words } = setting;
  const ends = wholeEnds({ ...vary, from: vary.from ?? 0, to: vary.to ?? 1 }, 1);
  const faults = [...strangers(vary, ['cohort', 'baseline', 'persons']), ...(ends.ok ? [] : ends.faults)];
  if (!ends.ok || faults.length > 0) return { ok: false, faults };
  const common = { kind: 'milestone', ...takenAsVerified(setting) } as const;
  return {
    ok: true,
    value: {
      axis: { label: metric.title, unit: 'reached', from: ends.from, to: ends.to },
      first: ends.from,
      last: ends.to,
      x: exact,
      measured: (position) => [{ ...common, achieved: position === 1 }],
      borders: [{ label: words.reached, jump: true, isReached: (position) => position === 1 }],
    },
  };
}

/** Savings of the whole contract, in minor units. */
export function savingsCourse(setting: Setting, pricing: SavingsSharePricing): Reading<Course> {
  const { metric, vary } = setting;
  const ends = wholeEnds(vary);
  const faults = [...strangers(vary, ['cohort', 'baseline', 'persons']), ...(ends.ok ? [] : ends.faults)];
  if (!ends.ok || faults.length > 0) return { ok: false, faults };
  const common = { kind: 'savings', ...takenAsVerified(setting) } as const;
  return {
    ok: true,
    value: {
      axis: { label: metric.title, unit: 'minor units', from: ends.from, to: ends.to },
      first: ends.from,
      last: ends.to,
      x: exact,
      measured: (savings) => [{ ...common, savings }],
      borders: savingsBorders(setting, pricing),
    },
  };
}

/** Read off the settlement's own line, so that break-even is worked out in one place. */
function savingsBorders(
  { metric, words }: Setting,
  { breakEven, return: back }: SavingsSharePricing,
): readonly Border[] {
  const earns = (amount: number) => (position: number, settled: Settled) =>
    exact(settled(position).lines.find((line) => line.metric === metric.code)!.exact).compare(amount) >= 0;
  return [
    { label: words.breakEven, jump: false, isReached: earns(breakEven) },
    ...(back === undefined || back.upTo === breakEven
      ? []
      : [{ label: words.capOfReturn, jump: false, isReached: earns(back.upTo) }]),
  ];
}
