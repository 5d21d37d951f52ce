import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineChart } from './line-chart.js';
import type { LineChartSpec } from './line-chart-spec.js';
import { CHIEF, strokeOf } from './marks.js';
import { elements, numberIn, parsed, texts } from './testing/parsed.js';
import { FAINT_INK, INK } from './text.js';

const SPEC: LineChartSpec = {
  id: 'payoff',
  title: 'What is paid',
  description: 'More for more.',
  locale: 'en-GB',
  x: { label: 'Persons in work', measure: { kind: 'number', unit: 'persons', isWhole: true } },
  y: { label: 'Pays', currency: 'NOK' },
  series: [
    {
      name: 'Total',
      isChief: true,
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 100_000 },
        { x: 20, y: 100_000 },
      ],
    },
    {
      name: 'The state',
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 60_000 },
        { x: 20, y: 60_000 },
      ],
    },
  ],
  verticals: [{ at: 10, label: 'last tier' }],
  horizontals: [{ at: 100_000, label: 'overall cap' }],
};
const pathsOf = (svg: string) => elements(svg, 'path').map((path) => path.getAttribute('d'));

describe('a chart of lines', () => {
  it('is a picture with a name and a description, and fetches nothing', () => {
    const svg = lineChart(SPEC);
    const { documentElement } = parsed(svg);
    expect(documentElement!.getAttribute('role')).toBe('img');
    expect(documentElement!.getAttribute('aria-labelledby')).toBe('payoff-title payoff-desc');
    expect(['title', 'desc'].map((name) => elements(svg, name)[0]!.textContent)).toEqual([
      'What is paid',
      'More for more.',
    ]);
    const size = ['width', 'height'].map((name) => documentElement!.getAttribute(name));
    expect(documentElement!.getAttribute('viewBox')).toBe(`0 0 ${size.join(' ')}`);
    expect(svg).not.toMatch(/<script|<style|<image|<use|href|url\(|@import|on[a-z]+=/);
  });

  it('has axes with units, a legend, and a label at each marker', () => {
    expect(texts(lineChart(SPEC))).toEqual(
      expect.arrayContaining([
        'Pays (NOK)',
        'Persons in work (persons)',
        'Total',
        'The state',
        'last tier',
        'overall cap',
        '1,000',
        '0',
        '20',
      ]),
    );
  });

  it('tells lines apart by colour and by dashes', () => {
    const strokes = Array.from({ length: 77 }, (_, index) => strokeOf(index));
    expect(new Set(strokes.map(({ colour, dashes }) => `${colour} ${dashes}`)).size).toBe(77);
    expect(CHIEF.dashes).toBeUndefined();
    for (const { colour } of [...strokes, CHIEF, { colour: INK }, { colour: FAINT_INK }])
      expect(contrastWithWhite(colour)).toBeGreaterThanOrEqual(4.5);
  });

  it('draws a level with strokes standing on it and a place solid and thin, so that no line is taken for one', () => {
    const series = Array.from({ length: 77 }, (_, index) => strokeOf(index).dashes);
    const drawn = elements(lineChart(SPEC), 'line').map((one) => ({
      isLevel: numberIn(one, 'y1') === numberIn(one, 'y2'),
      width: numberIn(one, 'stroke-width'),
      colour: one.getAttribute('stroke'),
      dashes: one.getAttribute('stroke-dasharray'),
    }));
    const levels = drawn.filter(({ isLevel, colour, width }) => isLevel && colour === FAINT_INK && width > 1);
    expect(levels).toMatchObject([
      { width: 1.5, dashes: null },
      { width: 8, dashes: '1.5 10.5' },
    ]);
    const places = drawn.filter(({ isLevel, colour }) => !isLevel && colour === FAINT_INK);
    expect(new Set(places.map(({ width, dashes }) => `${width} ${dashes}`))).toEqual(new Set(['1 null']));
    expect(series).not.toContain(undefined);
    expect(Math.min(...series.map((dashes) => Number(dashes!.split(' ')[0])))).toBeGreaterThan(1.5);
  });

  it('begins and ends its axis where asked, and says where that is', () => {
    const ranged = (from: number, to: number) =>
      lineChart({ ...SPEC, x: { label: 'Reduction', measure: { kind: 'number' }, range: [from, to] } });
    const [wide, narrow] = [ranged(-2, 41.5), ranged(5, 12)];
    const axis = (svg: string) =>
      elements(svg, 'line').find(
        (one) => one.getAttribute('stroke') === INK && numberIn(one, 'x1') < numberIn(one, 'x2'),
      )!;
    const placeOf = (svg: string, text: string) =>
      numberIn(
        elements(svg, 'text').find(({ textContent }) => textContent === text)!,
        'x',
      );
    expect(placeOf(wide, '−2')).toBeCloseTo(numberIn(axis(wide), 'x1'), 1);
    expect(placeOf(wide, '41.5')).toBeCloseTo(numberIn(axis(wide), 'x2'), 1);
    expect(texts(wide)).not.toContain('40');
    // Points that lie outside are seen all the same.
    expect(placeOf(narrow, '20')).toBeCloseTo(numberIn(axis(narrow), 'x2'), 1);
  });

  it('goes level up to where a line jumps, and then straight up', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 100_000, jumpsAt: 9 },
      { x: 20, y: 100_000 },
    ];
    const [path] = pathsOf(lineChart({ ...SPEC, series: [{ name: 'Steps', points }] }));
    const corners = path!
      .slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number) as [number, number]);
    expect(corners).toHaveLength(5);
    expect(corners[0]![1]).toBe(corners[1]![1]);
    expect(corners[1]![0]).toBe(corners[2]![0]);
    expect(corners[2]![1]).toBe(corners[3]![1]);
  });

  it('says below what lies outside the picture, and what has no room in it', () => {
    const verticals = Array.from({ length: 30 }, (_, index) => ({
      at: 10 + index / 100,
      label: `tier ${index} of many`,
    }));
    const svg = lineChart({
      ...SPEC,
      verticals: [...verticals, { at: 99, label: 'beyond' }],
      horizontals: [{ at: 10_000_000, label: 'cap NOK\u00a0100,000.00' }],
    });
    const notes = texts(svg).join(' ');
    expect(notes).toContain('Not labelled above: ');
    expect(notes).toContain('Outside the picture: beyond (at 99); cap NOK\u00a0100,000.00.');
  });

  it('writes its own words and every number in the language that is asked', () => {
    const { verticals, horizontals } = SPEC;
    const svg = lineChart({
      ...SPEC,
      locale: 'nn-NO',
      x: { label: 'Nedgang', measure: { kind: 'number', unit: '%' }, range: [-2.5, 20] },
      y: { label: 'Betaling', currency: 'NOK' },
      verticals: [...verticals, { at: 1234.5, label: 'utanfor' }],
      horizontals: [...horizontals, { at: 10_000_000, label: 'langt oppe' }],
    });
    expect(parsed(svg).documentElement!.getAttribute('lang')).toBe('nn-NO');
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'Betaling (kr)',
        'Nedgang (%)',
        '−2,5',
        '1\u00a0000',
        'Utanfor biletet: utanfor (ved 1\u00a0234,5); langt oppe (ved kr\u00a0100\u00a0000,00).',
      ]),
    );
    expect(texts(lineChart({ ...SPEC, locale: 'nb-NO', series: [] }))).toContain('Ingen tall ennå.');
  });

  it('says that there is nothing where there is nothing', () => {
    expect(texts(lineChart({ ...SPEC, series: [] }))).toContain('No data yet.');
    expect(texts(lineChart({ ...SPEC, series: [{ name: 'Total', points: [] }] }))).toContain('No data yet.');
  });

  it('shows a single point as a dot', () => {
    const svg = lineChart({ ...SPEC, series: [{ name: 'Total', points: [{ x: 5, y: 500 }] }] });
    expect(pathsOf(svg)).toEqual([]);
    expect(elements(svg, 'circle')).toHaveLength(1);
  });

  it.each([
    ['nothing', 0],
    ['one øre', 1],
    ['all that can be carried exactly', Number.MAX_SAFE_INTEGER],
  ])('can show %s', (_, y) => {
    const svg = lineChart({
      ...SPEC,
      series: [
        {
          name: 'Total',
          points: [
            { x: 0, y: 0 },
            { x: 9, y },
          ],
        },
      ],
    });
    expect(isWithin(svg)).toBe(true);
  });

  it('is the same bytes for the same specification, and well-formed and within its edges for any', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    const marker = fc.record({ at: fc.integer({ min: -10, max: 3000 }), label: text });
    const points = fc
      .uniqueArray(fc.record({ x: fc.nat(2000), y: fc.maxSafeNat() }), { selector: ({ x }) => x })
      .map((some) => some.toSorted((a, b) => a.x - b.x));
    const spec = fc.record({
      id: fc.constant('any'),
      title: text,
      description: text,
      locale: fc.constantFrom('nb-NO' as const, 'nn-NO' as const, 'en-GB' as const),
      x: fc.record({
        label: text,
        measure: fc.constantFrom(SPEC.x.measure, { kind: 'money' as const, currency: 'ISK' }),
      }),
      y: fc.record({ label: text, currency: fc.constantFrom('NOK', 'TND') }),
      series: fc.array(fc.record({ name: text, points }), { maxLength: 5 }),
      verticals: fc.array(marker, { maxLength: 12 }),
      horizontals: fc.array(marker, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(spec, (one) => {
        const svg = lineChart(one);
        expect(isWithin(svg)).toBe(true);
        expect(lineChart(structuredClone(one))).toBe(svg);
      }),
      { numRuns: 60 },
    );
  });

  it('takes no id that could break out of its place', () => {
    expect(() => lineChart({ ...SPEC, id: 'a b' })).toThrow(RangeError);
    expect(() => lineChart({ ...SPEC, id: '' })).toThrow(RangeError);
  });
});

/** Whether every text and line begins within the picture. */
function isWithin(svg: string): boolean {
  const root = parsed(svg).documentElement!;
  const [width, height] = [numberIn(root, 'width'), numberIn(root, 'height')];
  const places = [
    ...elements(svg, 'text').map((one) => [numberIn(one, 'x'), numberIn(one, 'y')] as const),
    ...elements(svg, 'line').map((one) => [numberIn(one, 'x2'), numberIn(one, 'y2')] as const),
    ...elements(svg, 'circle').map((one) => [numberIn(one, 'cx'), numberIn(one, 'cy')] as const),
  ];
  return places.every(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
}

/** As WCAG 2 reckons it. */
function contrastWithWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
