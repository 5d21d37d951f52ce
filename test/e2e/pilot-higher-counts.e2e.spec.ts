import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutcomeSettlement } from '#pilots/contract/settlement.js';
import type { MetricTerms, OutcomeTerms } from '#pilots/contract/terms.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { openPilotScheme, payoutsOf, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import {
  about,
  concludes,
  MEASURED_IN,
  PILOT_STATES,
  pilotIn,
  records,
  signs,
  type PilotStep,
} from '#test/support/pilot-states.js';
import { startSystem, type System } from '#test/support/system.js';

const kr = (kroner: number) => kroner * 100;

const described = (code: string, pricing: MetricTerms['pricing']): MetricTerms => ({
  ...examples.terms.metrics[0]!,
  code,
  title: code,
  pricing,
});

/** A cohort pays 100 000 kroner from 10 % fewer, the pool 50 000 from 7.5 %, and each job 10 000; a cohort no more than 100 000. */
const TERMS: OutcomeTerms = {
  ...examples.terms,
  format: 2,
  metrics: [
    described('sentences', {
      form: 'rate-reduction',
      measure: 'frequency',
      threshold: '10',
      pays: { per: 'steps', steps: [{ from: '10', amount: kr(100_000) }] },
      pooled: { threshold: '7.5', pays: { per: 'steps', steps: [{ from: '7.5', amount: kr(50_000) }] } },
    }),
    described('jobs', { form: 'per-unit', unit: 'person', price: kr(10_000) }),
  ],
  payers: examples.terms.payers.slice(0, 1),
  split: { by: 'percentages', shares: [{ payer: 'state', percent: '100' }] },
  caps: { state: examples.terms.caps.state, cohorts: { first: kr(100_000) } },
};

/** Recorded, and verified by another: of 40 persons of a cohort 28 sentences were expected. */
const found = (metric: string, cohort: string, figures: object): readonly PilotStep[] => [
  records({ metric, cohort, period: MEASURED_IN, evidence: 'ab'.repeat(32), ...figures } as {
    metric: string;
  }),
  about(metric, 'validator', 'verification'),
];
const sentences = (cohort: string, events: number) =>
  found('sentences', cohort, {
    kind: 'rate',
    intervention: { events, persons: 40 },
    baseline: { events: 70, persons: 100 },
  });

/** A quarter fewer in the first cohort, none in the second, an eighth in all; 30 000 kroner for jobs. */
function measuredBy(terms: OutcomeTerms): readonly PilotStep[] {
  const opened = ['first', 'second'].flatMap((cohort): PilotStep[] => [
    ({ cast, send }) => send(cast.caseworker, 'cohorts', { ...examples.cohort, cohort }),
    ({ cast, send }) => send(cast.caseworker, `cohorts/${cohort}/closure`, examples.cohortClosure),
  ]);
  return [
    ...PILOT_STATES['partners joined'],
    ({ cast, send }) =>
      send(cast.caseworker, 'contract', { ...examples.contract, terms, payers: {}, targets: [] }),
    signs('town'),
    signs('provider'),
    signs('otherDecisionMaker'),
    signs('decisionMaker'),
    ...opened,
    ...sentences('first', 21),
    ...sentences('second', 28),
    ...found('jobs', 'first', { kind: 'count', count: 3 }),
  ];
}

describe('where the higher of own lines and pool counts', () => {
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'higher');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  async function settledBy(terms: OutcomeTerms) {
    const its = await pilotIn(measuredBy(terms), cast, 'higher');
    const position = await its.take(...concludes(1, true));
    const { body } = await cast.provider.get<{ settlement: OutcomeSettlement }>(
      `/v1/pilots/${its.id}/settlements/1`,
    );
    const payouts = await payoutsOf(cast.finance, its.id, position);
    return { settlement: body.settlement, payouts: payouts.map(({ amount }) => amount.amount) };
  }

  it('the whole with the own line is held against the whole with the pool, after all caps: 100 000, not 130 000', async () => {
    const { settlement, payouts } = await settledBy(TERMS);
    expect(settlement.total).toBe(kr(100_000));
    expect(settlement.pools).toEqual([
      { metric: 'sentences', counts: 'own', own: kr(100_000), pool: kr(80_000) },
    ]);
    expect(payouts).toEqual([kr(100_000)]);
  });

  it('terms of format 1 pay what they always did', async () => {
    const { termination: _, ...former } = TERMS;
    const { settlement, payouts } = await settledBy({ ...former, format: 1 });
    expect(settlement.total).toBe(kr(130_000));
    expect(payouts).toEqual([kr(130_000)]);
  });
});
