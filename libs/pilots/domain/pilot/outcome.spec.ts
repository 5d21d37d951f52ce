import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { PilotEvent } from '../../contract/events.js';
import { readMeasurements } from '../read-measurements.js';
import { basisOf } from './basis.js';
import { readOutcome } from './outcome.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { REOFFENDING, SET_UP, TERMS, TODAY } from './testing/contract.js';
import { measuring } from './testing/measuring.js';
import { and, samples, under } from './testing/samples.js';

const { states } = samples;
const { RecordMeasurement } = measuring;
const closed = states['cohort closed'];

/** Places of the faults for which what an evaluator handed in is refused; none where it is recorded. */
function placesOf(
  outcome: unknown,
  history: readonly PilotEvent[] = closed,
  today = TODAY,
): readonly string[] {
  const command = { ...RecordMeasurement, measurementId: 'new', outcome, today };
  const decision = pilot.decide(command, fold(pilot, history));
  if (!('refused' in decision)) return [];
  expect(decision.refused.code).toBe('measurement-invalid');
  return (decision.refused.facts!['faults'] as readonly { readonly path: string }[]).map(({ path }) => path);
}

const countedTerms = {
  ...TERMS,
  minimumCohortSize: 0,
  metrics: [
    { ...TERMS.metrics[0]!, code: 'jobs', pricing: { form: 'per-unit', unit: 'person', price: 100 } },
    { ...TERMS.metrics[1]!, code: 'base', pricing: { form: 'guaranteed', amount: 100 } },
    { ...TERMS.metrics[0]!, code: 'visits', pricing: { form: 'per-unit', unit: 'event', price: 100 } },
  ],
} as const satisfies typeof TERMS;
const JOBS = {
  kind: 'count',
  metric: 'jobs',
  cohort: 'first',
  period: REOFFENDING.period,
  count: 60,
  evidence: 'd'.repeat(64),
} as const;

describe('what an evaluator hands in', () => {
  it('is recorded as it is', () => {
    const decision = pilot.decide(RecordMeasurement, fold(pilot, closed));
    expect(decision).toEqual({
      events: [
        {
          type: 'MeasurementRecorded',
          data: {
            pilotId: 'p',
            measurementId: 'm1',
            outcome: REOFFENDING,
            organisation: 'institute',
            recordedBy: 'eva',
          },
        },
      ],
    });
  });

  it.each([[undefined], [null], [7], ['count'], [[]], [[REOFFENDING]]])('is an object, not %j', (outcome) => {
    expect(placesOf(outcome)).toEqual(['/outcome']);
  });

  it('says nothing about whether it is verified', () => {
    expect(placesOf({ ...REOFFENDING, status: 'verified' })).toEqual(['/outcome/status']);
  });

  it('names no more than its kind has', () => {
    expect(placesOf({ ...REOFFENDING, participant: 'Ola' })).toEqual(['/outcome/participant']);
  });

  it('is told with its evidence, by a digest', () => {
    const { evidence: _, ...bare } = REOFFENDING;
    expect(placesOf(bare)).toEqual(['/outcome/evidence']);
    expect(placesOf({ ...REOFFENDING, evidence: 'a report' })).toEqual(['/outcome/evidence']);
  });

  it('is of the kind that the metric is priced by', () => {
    expect(placesOf({ ...JOBS, metric: 'reoffending' })).toEqual(['/outcome/kind']);
    expect(placesOf({ ...SET_UP, kind: 'opinion' })).toEqual(['/outcome/kind']);
    const { kind: _, ...kindless } = SET_UP;
    expect(placesOf(kindless)).toEqual(['/outcome/kind']);
  });

  it('refers to metrics and cohorts of the terms', () => {
    expect(placesOf({ ...REOFFENDING, metric: 'jobs' })).toEqual(['/outcome/metric']);
    expect(placesOf({ ...REOFFENDING, cohort: 'third' })).toEqual(['/outcome/cohort']);
  });

  it('measures nothing that is guaranteed', () => {
    const history = under(countedTerms, closed);
    expect(placesOf({ ...JOBS, metric: 'base' }, history)).toEqual(['/outcome/metric']);
  });

  it('lies within the contract', () => {
    const from = (day: string, to: string = REOFFENDING.period.to) => ({
      ...REOFFENDING,
      period: { from: day, to },
    });
    expect(placesOf(from('2026-12-31'))).toEqual(['/outcome/period/from']);
    expect(placesOf(from('2027-07-01', '2032-01-01'), closed, '2032-06-01')).toEqual(['/outcome/period/to']);
    expect(placesOf(from('2027-07-01', '2027-06-30'))).toEqual(['/outcome/period/to']);
    expect(placesOf(from('2027-02-30'))).toEqual(['/outcome/period/from']);
  });

  it('is about a period that is over', () => {
    const until = (to: string) => ({ ...REOFFENDING, period: { from: '2027-07-01', to } });
    expect(placesOf(until(TODAY))).toEqual(['/outcome/period/to']);
    expect(placesOf(until('2029-05-31'))).toEqual([]);
  });

  it.each(['agreed', 'cohort open'] as const)('waits until the cohort is closed: %s', (state) => {
    expect(placesOf(REOFFENDING, states[state])).toEqual(['/outcome/cohort']);
    expect(placesOf({ ...JOBS, metric: 'visits' }, under(countedTerms, states[state]))).toEqual([
      '/outcome/cohort',
    ]);
  });

  it('does not wait where the metric is not measured by cohort', () => {
    expect(placesOf(SET_UP, states.agreed)).toEqual([]);
  });

  it('is not over before the cohort was opened', () => {
    expect(placesOf({ ...REOFFENDING, period: { from: '2027-01-01', to: '2027-01-14' } })).toEqual([
      '/outcome/period',
    ]);
    expect(placesOf({ ...REOFFENDING, period: { from: '2027-01-01', to: '2027-01-15' } })).toEqual([]);
  });

  it('counts no day that another measurement counts, recorded, disputed or verified', () => {
    const day = (from: string, to: string) => ({ ...REOFFENDING, period: { from, to } });
    for (const state of ['measurement recorded', 'measurement disputed', 'measurement verified'] as const) {
      expect(placesOf(REOFFENDING, states[state])).toEqual(['/outcome/period']);
      expect(placesOf(day('2027-02-01', '2027-07-01'), states[state])).toEqual(['/outcome/period']);
      expect(placesOf(day('2028-12-31', '2029-01-31'), states[state])).toEqual(['/outcome/period']);
      expect(placesOf(day('2029-01-01', '2029-01-31'), states[state])).toEqual([]);
    }
  });

  it('counts no more persons than the cohort has, alone and with what was counted before', () => {
    const arm = { ...REOFFENDING, intervention: { events: 1, persons: 101 } };
    expect(placesOf(arm)).toEqual(['/outcome/intervention/persons']);
    const history = under(countedTerms, closed);
    expect(placesOf({ ...JOBS, count: 101 }, history)).toEqual(['/outcome/count']);
    const before = and(history, { ...RecordMeasurement, outcome: JOBS });
    const later = { ...JOBS, period: { from: '2029-01-01', to: '2029-03-31' } };
    expect(placesOf({ ...later, count: 41 }, before)).toEqual(['/outcome/count']);
    expect(placesOf({ ...later, count: 40 }, before)).toEqual([]);
  });

  it('is read under a contract', () => {
    const { contract: _, ...without } = fold(pilot, states['partners joined']) as KnownPilot;
    expect(readOutcome(SET_UP, 'm1', without, TODAY)).toMatchObject({
      ok: false,
      faults: [{ path: '/outcome' }],
    });
  });
});

const anyJson = fc.jsonValue({ maxDepth: 4 });
const MEMBERS = [...Object.keys(REOFFENDING), 'achieved', 'count', 'status', 'constructor', '__proto__'];
/** Something sound with up to two members exchanged for anything: most are faulty, some stay sound. */
const nearlySound = fc
  .record({
    sound: fc.constantFrom<object>(REOFFENDING, SET_UP),
    exchanged: fc.array(fc.tuple(fc.constantFrom(...MEMBERS), fc.oneof(anyJson, fc.nat())), { maxLength: 2 }),
  })
  .map(({ sound, exchanged }): unknown =>
    JSON.parse(JSON.stringify(Object.fromEntries([...Object.entries(sound), ...exchanged]))),
  );

describe('whatever JSON is handed in', () => {
  it('is refused at places below /outcome, or is settled on once verified', () => {
    let recorded = 0;
    fc.assert(
      fc.property(
        fc.oneof(anyJson, nearlySound),
        fc.constantFrom(...(['cohort closed', 'measurement verified', 'agreed'] as const)),
        (outcome, state) => {
          const history = states[state];
          for (const place of placesOf(outcome, history)) expect(place).toMatch(/^\/outcome(?:\/|$)/);
          const command = { ...RecordMeasurement, measurementId: 'new', outcome };
          const decision = pilot.decide(command, fold(pilot, history));
          if ('refused' in decision) return;
          recorded += 1;
          const verified = and(history, command, { ...measuring.VerifyMeasurement, measurementId: 'new' });
          const { measurements } = basisOf(fold(pilot, verified) as KnownPilot, false);
          expect(readMeasurements(measurements, TERMS)).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 1000 },
    );
    expect(recorded).toBeGreaterThan(20);
  });
});
