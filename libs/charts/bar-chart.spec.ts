import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { barChart } from './bar-chart.js';
import type { Bar, BarChartSpec } from './bar-chart-spec.js';
import { elements, numberIn, parsed, texts } from './testing/parsed.js';

const WORDS = {
  outline: 'target',
  solid: 'verified',
  hatched: 'recorded',
  beyond: 'not yet verified',
  noSolid: 'nothing verified yet',
  noOutline: 'no target',
};
const spec = (...bars: Bar[]): BarChartSpec => ({
  id: 'outcomes',
  title: 'Outcomes',
  description: 'Against targets.',
  locale: 'en-GB',
  words: WORDS,
  panels: [{ title: 'Persons in work', measure: { kind: 'number', unit: 'persons', isWhole: true }, bars }],
});
const FULL: Bar = { label: 'First cohort', outline: 120, solid: 60, hatched: 90 };

/** The boxes of the bars, below those of the legend. */
function boxes(svg: string) {
  return elements(svg, 'rect')
    .filter((one) => numberIn(one, 'x') > 200)
    .map((one) => ({
      x: numberIn(one, 'x'),
      width: numberIn(one, 'width'),
      fill: one.getAttribute('fill'),
    }))
    .slice(1);
}

describe('a chart of bars', () => {
  it('fills what is certain, hatches what is not, and outlines what is to be reached', () => {
    const [hatched, solid, outline] = boxes(barChart(spec(FULL)));
    expect([hatched!.fill, outline!.fill]).toEqual(['url(#outcomes-hatch)', 'none']);
    expect(hatched!.width / solid!.width).toBeCloseTo(1.5, 3);
    expect(outline!.width / solid!.width).toBeCloseTo(2, 3);
  });

  it('writes the values at each bar, and says what is missing', () => {
    const said = texts(
      barChart(
        spec(
          FULL,
          { label: 'b', outline: null, solid: 4, hatched: 4 },
          { label: 'c', outline: 9, solid: null, hatched: 3 },
          { label: 'd', outline: null, solid: null, hatched: null },
        ),
      ),
    );
    expect(said.filter((text) => text.includes('·'))).toEqual([
      'verified: 60 · recorded: 90 · target: 120',
      'verified: 4 · no target',
      'recorded: 3 · nothing verified yet · target: 9',
      'no data yet · no target',
    ]);
    expect(said).toEqual(
      expect.arrayContaining(['Persons in work (persons)', 'not yet verified', 'First cohort']),
    );
  });

  it('goes to the left of zero where things got worse', () => {
    const [hatched, outline] = boxes(barChart(spec({ label: 'a', outline: 10, solid: null, hatched: -5 })));
    expect(hatched!.x + hatched!.width).toBeCloseTo(outline!.x, 1);
  });

  it('has a scale and a unit for each panel', () => {
    const svg = barChart({
      ...spec(FULL),
      panels: [
        {
          title: 'Savings',
          measure: { kind: 'money', currency: 'NOK' },
          bars: [{ ...FULL, outline: 500_000_00 }],
        },
        {
          title: 'School',
          measure: { kind: 'states', names: ['no', 'yes'] },
          bars: [{ ...FULL, outline: 1, solid: 1, hatched: 1 }],
        },
      ],
    });
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'Savings (NOK)',
        '500,000',
        'verified: NOK\u00a00.60 · recorded: NOK\u00a00.90 · target: NOK\u00a0500,000.00',
        'School',
        'verified: yes · target: yes',
      ]),
    );
  });

  it('breaks or cuts what is too long', () => {
    const said = texts(barChart(spec({ ...FULL, label: 'A cohort of many words '.repeat(20) })));
    expect(said.filter((text) => text.startsWith('A cohort'))).toHaveLength(1);
    expect(said.some((text) => text.endsWith('…'))).toBe(true);
  });

  it('says that there is nothing where there is nothing', () => {
    expect(texts(barChart({ ...spec(), panels: [] }))).toContain('No data yet.');
    expect(texts(barChart(spec()))).toContain('No data yet.');
    const half = { ...spec(FULL), panels: [...spec(FULL).panels, ...spec().panels] };
    expect(texts(barChart(half))).toContain('No data yet.');
  });

  it('is the same bytes for the same specification, and well-formed for any', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const value = fc.option(
      fc.oneof(fc.integer(), fc.maxSafeNat(), fc.double({ min: -100, max: 100, noNaN: true })),
    );
    const bars = fc.array(fc.record({ label: text, outline: value, solid: value, hatched: value }), {
      maxLength: 4,
    });
    const measure = fc.constantFrom(
      { kind: 'number' as const, unit: '%' },
      { kind: 'money' as const, currency: 'NOK' },
      { kind: 'states' as const, names: ['no', 'yes'] },
    );
    const any = fc.record({
      id: fc.constant('any'),
      title: text,
      description: text,
      locale: fc.constantFrom('nb-NO' as const, 'nn-NO' as const, 'en-GB' as const),
      words: fc.constant(WORDS),
      panels: fc.array(fc.record({ title: text, measure, bars }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(any, (one) => {
        const svg = barChart(one);
        expect(parsed(svg).documentElement!.getAttribute('role')).toBe('img');
        expect(barChart(structuredClone(one))).toBe(svg);
      }),
      { numRuns: 60 },
    );
  });
});
