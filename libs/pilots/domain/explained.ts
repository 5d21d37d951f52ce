import type { CapKind, ComparedPool } from '../contract/settlement.js';
import type { OutcomeTerms } from '../contract/terms.js';
import { exact, moneyText } from './exact.js';
import type { CappedLine } from './line-caps.js';

const CAP_WORDS: Readonly<Record<CapKind, string>> = {
  participant: 'the cap per participant',
  metric: 'the cap of the metric',
  cohort: 'the cap of the cohort',
  pooled: 'what the cohorts’ own lines already pay',
  payer: 'the cap of the payer',
  state: 'the cap of the state',
  overall: 'the overall cap',
};

/** A line in one sentence: what was measured, what the terms say of it, and what is left of that. */
export function explained(
  { earned, rounded: whole, capped, amount }: CappedLine,
  { currency, rounding }: OutcomeTerms,
  pool: ComparedPool | undefined,
): string {
  const { metric, scope, cohort, input, term, arithmetic } = earned;
  const money = (value: bigint | number) => moneyText(exact(value), currency);
  const where = scope === 'cohort' ? `, ${cohort}` : scope === 'pooled' ? ', all cohorts pooled' : '';
  const steps = [input, `terms: ${term}`, arithmetic];
  if (!earned.exact.equals(exact(whole))) steps.push(`rounded ${rounding} to ${money(whole)}`);
  if (pool !== undefined)
    steps.push(
      `the higher counts, after all caps: own lines ${money(pool.own)} in all against pool ${money(pool.pool)} in all`,
    );
  for (const { cap, by } of capped) {
    const because = cap === 'pooled' && pool !== undefined ? WINNER_WORDS[pool.counts] : CAP_WORDS[cap];
    steps.push(`less ${money(by)} for ${because}`);
  }
  return `${metric.title}${where}: ${steps.join('; ')}; pays ${money(amount)}.`;
}

const WINNER_WORDS: Readonly<Record<ComparedPool['counts'], string>> = {
  own: 'the cohorts’ own lines, which count',
  pool: 'the pool, which counts',
};
