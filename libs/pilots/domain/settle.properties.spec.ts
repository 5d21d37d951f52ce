import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#event-store/canonical.js';
import type { Json } from '#eventsourcing/event.js';
import type { Measurements } from '../contract/measurements.js';
import type { OutcomeSettlement } from '../contract/settlement.js';
import type { OutcomeTerms } from '../contract/terms.js';
import { readMeasurements } from './read-measurements.js';
import { readTerms } from './read-terms.js';
import { settle } from './settle.js';
import { drawBetter, drawMeasurements, drawTerms } from '../testing/generated.js';

const RUNS = { numRuns: 500 };
const bytes = (settlement: OutcomeSettlement) => canonicalJson(settlement as unknown as Json);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Settles what the documents say, as anybody would: read and checked. */
function settled(terms: OutcomeTerms, measured: Measurements): OutcomeSettlement {
  const reading = readMeasurements(measured, terms);
  expect(reading).toMatchObject({ ok: true });
  return settle(terms, measured);
}

/** Calls back for sound terms with results under them; answers which part of the generated terms was sound. */
function forSoundTerms(
  property: (terms: OutcomeTerms, measured: Measurements, draw: fc.GeneratorValue) => void,
): number {
  let sound = 0;
  let drawn = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const terms = drawTerms(draw);
      drawn += 1;
      if (!readTerms(terms).ok) return;
      sound += 1;
      property(terms, drawMeasurements(draw, terms), draw);
    }),
    RUNS,
  );
  return sound / drawn;
}

describe('a settlement', () => {
  it('never pays less for more verified success', () => {
    let more = 0;
    const sound = forSoundTerms((terms, measured, draw) => {
      const less = settled(terms, measured).total;
      const better = settled(terms, drawBetter(draw, measured)).total;
      expect(better).toBeGreaterThanOrEqual(less);
      more += Number(better > less);
    });
    expect(sound).toBeGreaterThanOrEqual(0.8);
    expect(more).toBeGreaterThan(RUNS.numRuns / 10);
  });

  it('is never above any cap, and every kind of cap bites somewhere', () => {
    const bitten = new Set<string>();
    const sound = forSoundTerms((terms, measured) => {
      const settlement = settled(terms, measured);
      for (const [paid, limit] of limited(terms, measured, settlement))
        expect(paid).toBeLessThanOrEqual(limit);
      for (const { cap, bit } of settlement.caps) if (bit) bitten.add(cap);
      for (const { capped } of settlement.lines) for (const { cap } of capped) bitten.add(cap);
    });
    expect(sound).toBeGreaterThanOrEqual(0.8);
    expect([...bitten].toSorted()).toEqual([
      'cohort',
      'metric',
      'overall',
      'participant',
      'payer',
      'pooled',
      'state',
    ]);
  });

  it('adds up: shares to the total, lines to the subtotal, cuts to what was earned', () => {
    forSoundTerms((terms, measured) => {
      const { lines, subtotal, shares, total, caps } = settled(terms, measured);
      expect(sum(shares.map(({ amount }) => amount))).toBe(total);
      expect(sum(lines.map(({ amount }) => amount))).toBe(subtotal);
      for (const { rounded, capped, amount } of lines) {
        expect(amount + sum(capped.map(({ by }) => by))).toBe(rounded);
        expect(amount).toBeGreaterThanOrEqual(0);
      }
      const cutAfterLines = caps.some(({ cap, bit }) => bit && ['payer', 'state', 'overall'].includes(cap));
      expect(total < subtotal).toBe(cutAfterLines);
    });
  });

  it('is the same to the byte when calculated again, in any order of measurements', () => {
    forSoundTerms((terms, measured, draw) => {
      const first = bytes(settled(terms, measured));
      expect(bytes(settled(structuredClone(terms), structuredClone(measured)))).toBe(first);
      const measurements = draw(fc.shuffledSubarray, [...measured.measurements], {
        minLength: measured.measurements.length,
      });
      const cohorts = measured.cohorts!.toReversed();
      expect(bytes(settled(terms, { ...measured, cohorts, measurements }))).toBe(first);
    });
  });
});

/** What is paid under each cap, reckoned from the lines and shares alone. */
function limited(
  { caps, payers }: OutcomeTerms,
  { cohorts }: Measurements,
  { lines, shares, total }: OutcomeSettlement,
): (readonly [paid: number, limit: number])[] {
  const of = (matches: (line: OutcomeSettlement['lines'][number]) => boolean) =>
    sum(lines.filter(matches).map(({ amount }) => amount));
  const share = (code: string) => shares.find(({ payer }) => payer === code)!.amount;
  const state = payers.find(({ role }) => role === 'state')!.code;
  const everybody = sum(cohorts!.map(({ persons }) => persons));
  const participants =
    caps.participant === undefined
      ? []
      : [
          ...cohorts!.map(
            ({ cohort, persons }) =>
              [of((line) => line.cohort === cohort), persons * caps.participant!] as const,
          ),
          ...lines
            .filter(({ form, scope }) => scope === 'pooled' || form === 'tiered')
            .map(({ amount }) => [amount, everybody * caps.participant!] as const),
        ];
  return [
    ...participants,
    ...Object.entries(caps.metrics ?? {}).map(
      ([code, limit]) => [of(({ metric }) => metric === code), limit] as const,
    ),
    ...Object.entries(caps.cohorts ?? {}).map(
      ([code, limit]) => [of(({ cohort }) => cohort === code), limit] as const,
    ),
    ...Object.entries(caps.payers ?? {}).map(([code, limit]) => [share(code), limit] as const),
    [share(state), caps.state],
    ...(caps.overall === undefined ? [] : [[total, caps.overall] as const]),
  ];
}
