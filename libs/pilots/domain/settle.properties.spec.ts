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
import { drawEnding, drawFormat2 } from '../testing/generated-endings.js';

const RUNS = { numRuns: 500 };
const bytes = (settlement: OutcomeSettlement) => canonicalJson(settlement as unknown as Json);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Settles what the documents say, as anybody would: read and checked. */
function settled(terms: OutcomeTerms, measured: Measurements): OutcomeSettlement {
  const reading = readMeasurements(measured, terms);
  expect(reading).toMatchObject({ ok: true });
  return settle(terms, measured);
}

type Property = (terms: OutcomeTerms, measured: Measurements, draw: fc.GeneratorValue) => void;

/** Calls back for sound terms with results under them; answers which part of the generated terms was sound. */
function forTermsOf(format: OutcomeTerms['format'], property: Property): number {
  let sound = 0;
  let drawn = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const drawnTerms = drawTerms(draw);
      const terms = format === 1 ? drawnTerms : drawFormat2(draw, drawnTerms);
      drawn += 1;
      if (!readTerms(terms).ok) return;
      sound += 1;
      const measured = drawMeasurements(draw, terms);
      property(terms, format === 1 ? measured : drawEnding(draw, terms, measured), draw);
    }),
    RUNS,
  );
  return sound / drawn;
}

describe.each([1, 2] as const)('a settlement by terms of format %d', (format) => {
  const forSoundTerms = (property: Property) => forTermsOf(format, property);

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

/** The same terms with one side of each pool alone, for every choice of sides. */
function oneSided(terms: OutcomeTerms): OutcomeTerms[] {
  return terms.metrics.reduce<OutcomeTerms[]>(
    (choices, { code, pricing }) => {
      if (pricing.form !== 'rate-reduction' || pricing.pooled === undefined) return choices;
      const { pooled, ...own } = pricing;
      const pool = { ...pricing, pays: { per: 'avoided', price: 0 } } as const;
      return choices.flatMap((each) =>
        [own, pool].map((side) => ({
          ...each,
          metrics: each.metrics.map((metric) =>
            metric.code === code ? { ...metric, pricing: side } : metric,
          ),
        })),
      );
    },
    [terms],
  );
}

describe('the higher counts', () => {
  it('in format 2: the total is the greatest with one side of each pool, after all caps, and says which side', () => {
    const winners = new Set<string>();
    forTermsOf(2, (terms, measured) => {
      const { total, pools = [], lines } = settled(terms, measured);
      expect(total).toBe(Math.max(...oneSided(terms).map((each) => settled(each, measured).total)));
      for (const { metric, counts, own, pool } of pools) {
        expect(counts === 'own' ? own : pool).toBe(total);
        expect(counts).toBe(pool > own ? 'pool' : 'own');
        const idle = counts === 'own' ? 'pooled' : 'cohort';
        const left = lines.filter((line) => line.metric === metric && line.scope === idle);
        expect(sum(left.map(({ amount }) => amount))).toBe(0);
        winners.add(counts);
      }
      const { termination, ...before } = terms;
      const { order, ...caps } = terms.caps;
      const { lastDay, neverOpened, ...alike } = measured;
      if (pools.length === 0 || termination === undefined || order === 'overall-first') return;
      if (lastDay !== undefined || neverOpened?.length !== 0) return;
      const asBefore = settled({ ...before, format: 1, caps }, alike).total;
      expect(total).toBeLessThanOrEqual(asBefore);
    });
    expect([...winners].toSorted()).toEqual(['own', 'pool']);
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
