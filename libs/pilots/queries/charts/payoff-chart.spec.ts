import { describe, expect, it } from '@jest/globals';
import { lineChart } from '#charts/line-chart.js';
import type { PayoffCurve } from '../../contract/scenario.js';
import { payoffChart } from './payoff-chart.js';

const point = (
  x: number,
  state: number,
  town: number,
  capped: PayoffCurve['points'][number]['capped'] = [],
) => ({
  x,
  xExact: `${x}`,
  total: state + town,
  payers: [
    { payer: 'state', amount: state },
    { payer: 'town', amount: town },
  ],
  capped,
});
const CURVE: PayoffCurve = {
  currency: 'NOK',
  metric: { code: 'rate', title: 'Offences', form: 'rate-reduction' },
  axis: { label: 'Offences: reduction', unit: 'per cent', from: 0, to: 20 },
  points: [
    point(0, 0, 0),
    point(9.9, 0, 0),
    point(10.1, 5_000_000, 4_000_000),
    point(20, 6_000_000, 9_000_000, ['state']),
  ],
  payers: [
    { code: 'state', name: 'The state', role: 'state' },
    { code: 'town', name: 'The town', role: 'municipality' },
  ],
  thresholds: [
    { x: 10, label: 'paid from 10 %', jump: true },
    { x: 20, label: 'last tier', jump: false },
  ],
  caps: [
    { cap: 'participant', limit: 1_000 },
    { cap: 'metric', of: 'rate', name: 'Offences', limit: 14_000_000, totalAtLimit: 15_000_000 },
    { cap: 'metric', of: 'other', name: 'Something else', limit: 1_000_000 },
    { cap: 'state', of: 'state', name: 'The state', limit: 6_000_000 },
    { cap: 'overall', limit: 90_000_000, totalAtLimit: 90_000_000 },
  ],
};
const chart = payoffChart(CURVE, 'payoff', 'What is paid');

describe('the chart of a payoff curve', () => {
  it('has a line for the total and one for each payer', () => {
    expect(chart.series.map(({ name, isChief }) => [name, isChief === true])).toEqual([
      ['Total', true],
      ['The state', false],
      ['The town', false],
    ]);
    expect(chart.series[2]!.points.map(({ y }) => y)).toEqual([0, 0, 4_000_000, 9_000_000]);
  });

  it('jumps where the terms say so, between whole outcomes too, and bends elsewhere', () => {
    for (const { points } of chart.series)
      expect(points.map(({ jumpsAt }) => jumpsAt)).toEqual([undefined, undefined, 10, undefined]);
    expect(chart.verticals).toEqual([
      { at: 10, label: 'paid from 10 %' },
      { at: 20, label: 'last tier' },
    ]);
  });

  it('has an axis over the range that was asked', () => {
    expect(chart.x.range).toEqual([0, 20]);
  });

  it('marks the caps that a line can run into, the amount first and in one piece', () => {
    expect(chart.horizontals).toEqual([
      { at: 15_000_000, label: 'NOK\u00a0140,000.00 cap, NOK\u00a0150,000.00 in all: Offences' },
      { at: 6_000_000, label: 'NOK\u00a060,000.00 cap: The state' },
      { at: 90_000_000, label: 'NOK\u00a0900,000.00 cap: overall' },
    ]);
  });

  it('says in words what there is to see', () => {
    expect(chart.description).toBe(
      'What is paid in all for outcomes of Offences: NOK\u00a00.00 at 0 %, NOK\u00a0150,000.00 at 20 %. ' +
        'Terms change at: paid from 10 %; last tier. Caps that bite: state (The state), NOK\u00a060,000.00.',
    );
  });

  it.each([
    [
      'nb-NO',
      ['I alt', 'Betaling', 'til sammen'],
      'Det som blir betalt i alt for resultater av Offences: kr\u00a00,00 ved 0 %, kr\u00a0150\u00a0000,00 ved 20 %. ' +
        'Vilkårene endrer seg her: paid from 10 %; last tier. Tak som slår inn: staten (The state), kr\u00a060\u00a0000,00.',
    ],
    [
      'nn-NO',
      ['I alt', 'Betaling', 'til saman'],
      'Det som blir betalt i alt for resultat av Offences: kr\u00a00,00 ved 0 %, kr\u00a0150\u00a0000,00 ved 20 %. ' +
        'Vilkåra endrar seg her: paid from 10 %; last tier. Tak som slår inn: staten (The state), kr\u00a060\u00a0000,00.',
    ],
  ] as const)('speaks %s where that is asked', (locale, [total, pays, overall], description) => {
    const spoken = payoffChart(CURVE, 'payoff', 'Title', locale);
    expect(spoken).toMatchObject({ locale, description, y: { label: pays } });
    expect(spoken.series[0]!.name).toBe(total);
    expect(spoken.horizontals[0]!.label).toBe(
      'kr\u00a0140\u00a0000,00 tak, kr\u00a0150\u00a0000,00 i alt: Offences',
    );
    expect(spoken.horizontals.at(-1)!.label).toBe(`kr\u00a0900\u00a0000,00 tak: ${overall}`);
    expect(payoffChart(CURVE, 'payoff', 'Title').locale).toBe('en-GB');
  });

  it('counts whole outcomes, money in its currency, and a milestone as reached or not', () => {
    const measured = (unit: PayoffCurve['axis']['unit']) =>
      payoffChart({ ...CURVE, axis: { ...CURVE.axis, unit } }, 'a', 'b').x.measure;
    expect(measured('persons')).toEqual({ kind: 'number', unit: 'persons', isWhole: true });
    expect(measured('minor units')).toEqual({ kind: 'money', currency: 'NOK' });
    expect(measured('reached')).toEqual({ kind: 'states', names: ['not reached', 'reached'] });
    expect(payoffChart({ ...CURVE, axis: { ...CURVE.axis, unit: 'reached' } }, 'a', 'b').verticals).toEqual(
      [],
    );
  });

  it('can be drawn', () => {
    expect(lineChart(chart)).toContain('paid from 10 %');
  });
});
