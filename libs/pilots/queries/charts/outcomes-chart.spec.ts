import { describe, expect, it } from '@jest/globals';
import { barChart } from '#charts/bar-chart.js';
import type { OutcomeAgainstTarget } from '../../contract/dashboard.js';
import { outcomesChart } from './outcomes-chart.js';

const JOBS = { metric: { code: 'jobs', title: 'Persons in work' }, unit: 'persons' } as const;
const FIRST = { code: 'one', title: 'First cohort' };
const OUTCOMES: readonly OutcomeAgainstTarget[] = [
  { ...JOBS, cohort: FIRST, target: 120, recorded: 96, verified: 81 },
  {
    metric: { code: 'savings', title: 'Savings' },
    unit: 'minor units',
    currency: 'NOK',
    target: null,
    recorded: 5_000,
    verified: null,
  },
  { ...JOBS, cohort: { code: 'two', title: 'Second cohort' }, target: 140, recorded: null, verified: null },
];
const chart = outcomesChart(OUTCOMES, 'outcomes', 'Outcomes');

describe('the chart of outcomes against targets', () => {
  it('has a panel for each metric with a bar for each cohort', () => {
    expect(chart.panels.map(({ title, bars }) => [title, bars.map(({ label }) => label)])).toEqual([
      ['Persons in work', ['First cohort', 'Second cohort']],
      ['Savings', ['Whole contract']],
    ]);
    expect(chart.panels[0]!.bars[0]).toEqual({ label: 'First cohort', outline: 120, solid: 81, hatched: 96 });
  });

  it('measures each panel in its own unit', () => {
    expect(chart.panels.map(({ measure }) => measure)).toEqual([
      { kind: 'number', unit: 'persons', isWhole: true },
      { kind: 'money', currency: 'NOK' },
    ]);
  });

  it('says in words what there is to see', () => {
    expect(chart.description).toBe(
      'Persons in work: First cohort – verified 81, recorded 96, target 120; ' +
        'Second cohort – nothing verified, nothing recorded, target 140. ' +
        'Savings: Whole contract – nothing verified, recorded NOK\u00a050.00, no target.',
    );
    expect(outcomesChart([], 'outcomes', 'Outcomes').description).toBe('No data yet.');
  });

  it.each([
    [
      'nb-NO',
      'Persons in work: First cohort – bekreftet 81, registrert 96, mål 120; ' +
        'Second cohort – ingenting bekreftet, ingenting registrert, mål 140. ' +
        'Savings: Hele kontrakten – ingenting bekreftet, registrert kr\u00a050,00, ikke noe mål.',
      'personer',
    ],
    [
      'nn-NO',
      'Persons in work: First cohort – stadfesta 81, registrert 96, mål 120; ' +
        'Second cohort – ingenting stadfesta, ingenting registrert, mål 140. ' +
        'Savings: Heile kontrakten – ingenting stadfesta, registrert kr\u00a050,00, ikkje noko mål.',
      'personar',
    ],
  ] as const)('speaks %s where that is asked', (locale, description, unit) => {
    const spoken = outcomesChart(OUTCOMES, 'outcomes', 'Outcomes', locale);
    expect(spoken).toMatchObject({ locale, description });
    expect(spoken.panels[0]!.measure).toMatchObject({ unit });
    expect(barChart(spoken)).toContain(`Persons in work (${unit})`);
  });

  it('can be drawn', () => {
    expect(barChart(chart)).toContain('verified: 81 · recorded: 96 · target: 120');
  });
});
