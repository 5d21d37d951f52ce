import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Measurements } from '#pilots/contract/measurements.js';
import type { OutcomeSettlement } from '#pilots/contract/settlement.js';
import type { MetricTerms, OutcomeTerms, TerminationClause } from '#pilots/contract/terms.js';
import * as examples from '#pilots/http/examples/pilots.js';
import {
  openPilotScheme,
  payoutsOf,
  pilotCastOf,
  refusedAs,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import {
  about,
  approves,
  concludes,
  instructs,
  isPaid,
  PILOT_STATES,
  pilotIn,
  records,
  signs,
  type PilotStep,
} from '#test/support/pilot-states.js';
import { done, YEAR } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';

const kr = (kroner: number) => kroner * 100;

/** The pilot ran until the middle of last year; its contract until the end of the year after next. */
const LAST_DAY = `${YEAR - 1}-06-30`;
const BEFORE = { from: `${YEAR - 1}-01-01`, to: LAST_DAY };
const AFTER = { from: `${YEAR - 1}-07-01`, to: `${YEAR - 1}-12-31` };
const ACROSS = { from: BEFORE.from, to: AFTER.to };
const daysUntil = (day: string) => (Date.parse(day) - Date.parse(BEFORE.from)) / 86_400_000 + 1;

const described = (code: string, pricing: MetricTerms['pricing']): MetricTerms => ({
  ...examples.terms.metrics[0]!,
  code,
  title: code,
  pricing,
});

/** 10 000 kroner for each job, 300 000 guaranteed, and 30 000 for each sentence avoided that the pool alone can show. */
const METRICS: readonly MetricTerms[] = [
  described('jobs', { form: 'per-unit', unit: 'person', price: kr(10_000) }),
  described('start', { form: 'guaranteed', amount: kr(300_000) }),
  described('sentences', {
    form: 'rate-reduction',
    measure: 'frequency',
    threshold: '90',
    pays: { per: 'avoided', price: kr(60_000) },
    pooled: { threshold: '5', pays: { per: 'avoided', price: kr(30_000) } },
  }),
];

/** The state alone pays; nothing of the whole reaches a cap. */
function termsWith(termination: TerminationClause | undefined): OutcomeTerms {
  const { termination: _, ...terms } = examples.terms;
  return {
    ...terms,
    metrics: METRICS,
    payers: terms.payers.slice(0, 1),
    split: { by: 'percentages', shares: [{ payer: 'state', percent: '100' }] },
    caps: { state: examples.terms.caps.state },
    ...(termination === undefined ? { format: 1 } : { format: 2, termination }),
  };
}

const found = (metric: string, period: object, figures: object) => ({
  metric,
  cohort: 'first',
  period,
  evidence: 'ab'.repeat(32),
  ...figures,
});
const jobs = (period: object, count: number) => found('jobs', period, { kind: 'count', count });
const sentences = (period: object, events: number) =>
  found('sentences', period, {
    kind: 'rate',
    intervention: { events, persons: 40 },
    baseline: { events: 70, persons: 100 },
  });

/** Recorded, and verified by another. */
const measured = (outcome: ReturnType<typeof found>): readonly PilotStep[] => [
  records(outcome),
  about(outcome.metric, 'validator', 'verification'),
];

const ends: readonly PilotStep[] = [
  ({ cast, send }) =>
    send(cast.otherDecisionMaker, 'termination', { lastDay: LAST_DAY, grounds: 'Too few.' }),
  ({ cast, send }) => send(cast.decisionMaker, 'termination/approval'),
];

/** Of two cohorts the first was opened and counted; 28 sentences were expected of its 40. */
function agreedOn(terms: OutcomeTerms): readonly PilotStep[] {
  const contract = { ...examples.contract, terms, payers: {}, targets: [] };
  return [
    ...PILOT_STATES['partners joined'],
    ({ cast, send }) => send(cast.caseworker, 'contract', contract),
    signs('town'),
    signs('provider'),
    signs('otherDecisionMaker'),
    signs('decisionMaker'),
    ({ cast, send }) => send(cast.caseworker, 'cohorts', examples.cohort),
    ({ cast, send }) => send(cast.caseworker, 'cohorts/first/closure', examples.cohortClosure),
  ];
}

describe('a settlement by terms of format 2', () => {
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'ended');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  interface Shown {
    readonly measurements: Measurements;
    readonly settlement: OutcomeSettlement;
    readonly recalculation: { readonly identical: boolean };
  }

  async function settled(id: string, final: boolean, version = 1) {
    done(await cast.caseworker.post(`/v1/pilots/${id}/settlements`, { final }));
    const { body } = await cast.provider.get<Shown>(`/v1/pilots/${id}/settlements/${version}`);
    return body;
  }

  /** Kroner by metric, the lines of one added up. */
  const paid = ({ settlement: { lines } }: Shown) =>
    Object.fromEntries(
      METRICS.map(({ code }) => {
        const own = lines.filter(({ metric }) => metric === code);
        return [code, own.reduce((sum, { amount }) => sum + amount, 0) / 100];
      }),
    );

  /** Two jobs and eight sentences fewer until the last day, three jobs and no sentence fewer after it. */
  const told = [
    ...measured(jobs(BEFORE, 2)),
    ...measured(sentences(BEFORE, 20)),
    ...measured(jobs(AFTER, 3)),
    ...measured(sentences(AFTER, 28)),
  ];
  const ended = (terms: OutcomeTerms) => pilotIn([...agreedOn(terms), ...told, ...ends], cast, 'ended');
  const wholeDays = daysUntil(`${YEAR + 2}-12-31`);

  it('pays nothing that came later, the guarantee by days, and a pool in which no cohort is missing', async () => {
    const { id } = await ended(termsWith({ guarantees: 'by-days', laterObservation: [] }));
    const shown = await settled(id, true);
    expect(shown.measurements).toMatchObject({ lastDay: LAST_DAY, neverOpened: ['second'] });
    const guaranteed = Math.round((kr(300_000) * daysUntil(LAST_DAY)) / wholeDays) / 100;
    expect(paid(shown)).toEqual({ jobs: 20_000, start: guaranteed, sentences: 8 * 30_000 });
    expect(shown.recalculation.identical).toBe(true);
    const [jobsLine] = shown.settlement.lines;
    expect(jobsLine).toMatchObject({ notCounted: [AFTER] });
    expect(jobsLine!.explanation).toContain('2 persons; not counted, since it reaches beyond the early end');
    expect(shown.settlement.lines.at(-1)!.explanation).toContain('never opened: second');
  });

  it('pays what was observed later where the terms count it, and a guarantee in full or not at all', async () => {
    const full = await ended(termsWith({ guarantees: 'in-full', laterObservation: ['jobs', 'sentences'] }));
    expect(paid(await settled(full.id, true))).toEqual({
      jobs: 50_000,
      start: 300_000,
      sentences: 8 * 30_000,
    });
    const none = await ended(termsWith({ guarantees: 'nothing', laterObservation: ['jobs'] }));
    expect(paid(await settled(none.id, true))).toEqual({ jobs: 50_000, start: 0, sentences: 8 * 30_000 });
  });

  it('pays by terms of format 1 what it always did', async () => {
    const { id } = await ended(termsWith(undefined));
    const shown = await settled(id, true);
    expect(paid(shown)).toEqual({ jobs: 50_000, start: 300_000, sentences: 0 });
    expect(shown.measurements).not.toHaveProperty('lastDay');
    expect(shown.settlement.lines.at(-1)!.explanation).toContain('not all cohorts are measured (second)');
  });

  it('guarantees nothing of a pilot that ended before it began; without a clause on early ends it does not', async () => {
    const never = `${YEAR - 2}-12-31`;
    const termination = { lastDay: never, grounds: 'It never began.' };
    const proposed = (its: { id: string }) =>
      cast.otherDecisionMaker.post(`/v1/pilots/${its.id}/termination`, termination);
    const its = await pilotIn(
      agreedOn(termsWith({ guarantees: 'in-full', laterObservation: [] })),
      cast,
      'ended',
    );
    done(await proposed(its));
    done(await cast.decisionMaker.post(`/v1/pilots/${its.id}/termination/approval`));
    const shown = await settled(its.id, true);
    expect(paid(shown)).toEqual({ jobs: 0, start: 0, sentences: 0 });
    expect(shown.settlement.lines.map(({ explanation }) => explanation).join(' ')).toContain(
      `ended on ${never}, before it began: nothing is guaranteed`,
    );
    done(await cast.otherCaseworker.post(`/v1/pilots/${its.id}/settlements/1/review`));
    expect(await payoutsOf(cast.finance, its.id, await its.take(...approves(1)))).toEqual([]);
    const unclaused = await pilotIn(agreedOn(termsWith(undefined)), cast, 'ended');
    expect(await proposed(unclaused)).toMatchObject(refusedAs(422, 'date-out-of-range'));
  });

  it('is calculated anew when the end comes after it, and then its difference is paid', async () => {
    const terms = termsWith({ guarantees: 'in-full', laterObservation: [] });
    const its = await pilotIn([...agreedOn(terms), ...measured(jobs(BEFORE, 2))], cast, 'ended');
    await its.take(...concludes(1), instructs, isPaid, ...measured(sentences(BEFORE, 20)));
    await settled(its.id, false, 2);
    await its.take(...ends);
    const review = (version: number) =>
      cast.otherCaseworker.post(`/v1/pilots/${its.id}/settlements/${version}/review`);
    expect(await review(2)).toMatchObject(refusedAs(409, 'settlement-outdated'));
    expect(paid(await settled(its.id, true, 3))).toEqual({
      jobs: 20_000,
      start: 300_000,
      sentences: 240_000,
    });
    done(await review(3));
    const payouts = await payoutsOf(cast.finance, its.id, await its.take(...approves(3)));
    expect(payouts.map(({ amount }) => amount.amount)).toEqual([kr(320_000), kr(240_000)]);
  });

  it('waits for what reaches across the end to be told apart, and takes no more of it', async () => {
    const terms = termsWith({ guarantees: 'in-full', laterObservation: [] });
    const steps = [...agreedOn(terms), ...measured(jobs(ACROSS, 5)), ...ends];
    const its = await pilotIn(steps, cast, 'ended');
    const final = await cast.caseworker.post(`/v1/pilots/${its.id}/settlements`, { final: true });
    const jobsAcross = [its.measured.get('jobs')];
    expect(final).toMatchObject(
      refusedAs(409, 'measurements-open', { open: jobsAcross, acrossEnd: jobsAcross }),
    );
    expect(paid(await settled(its.id, false))).toMatchObject({ jobs: 0 });
    const across = await cast.evaluator.post(`/v1/pilots/${its.id}/measurements`, {
      outcome: sentences(ACROSS, 20),
    });
    expect(across).toMatchObject(
      refusedAs(422, 'measurement-invalid', { faults: [{ path: '/outcome/period' }] }),
    );
    const until = { outcome: jobs(BEFORE, 4), grounds: 'One began after the end.' };
    await its.take(
      about('jobs', 'evaluator', 'correction', () => until),
      about('jobs', 'validator', 'verification'),
    );
    expect(paid(await settled(its.id, true, 2))).toMatchObject({ jobs: 40_000 });
  });

  it('waits with the pool for a cohort that may still open, until no further results are expected', async () => {
    const terms = termsWith({ guarantees: 'in-full', laterObservation: [] });
    const its = await pilotIn([...agreedOn(terms), ...measured(sentences(BEFORE, 20))], cast, 'ended');
    expect(paid(await settled(its.id, false))).toMatchObject({ sentences: 0 });
    const final = await settled(its.id, true, 2);
    expect(paid(final)).toMatchObject({ sentences: 240_000 });
    expect(final.settlement.pools).toEqual([
      { metric: 'sentences', counts: 'pool', own: kr(300_000), pool: kr(540_000) },
    ]);
    done(await cast.otherCaseworker.post(`/v1/pilots/${its.id}/settlements/2/review`));
    await its.take(({ send }) => send(cast.caseworker, 'cohorts', { ...examples.cohort, cohort: 'second' }));
    expect(await cast.otherDecisionMaker.post(`/v1/pilots/${its.id}/settlements/2/approval`)).toMatchObject(
      refusedAs(409, 'settlement-outdated'),
    );
  });

  describe('whose contract', () => {
    it('is refused without what the format needs, and one in format 1 with it, each at its place', async () => {
      const { id } = await pilotIn('partners joined', cast, 'ended');
      const { termination, ...unsaid } = {
        ...examples.terms,
        caps: { ...examples.terms.caps, overall: kr(1e6) },
      };
      const faultsOf = async (terms: object) => {
        const body = { ...examples.contract, terms };
        const answer = await cast.caseworker.post<{ faults: object[] }>(`/v1/pilots/${id}/contract`, body);
        expect(answer).toMatchObject(refusedAs(422, 'contract-invalid'));
        return answer.body.faults;
      };
      expect(await faultsOf(unsaid)).toEqual([
        { path: '/terms/termination', message: 'This member is missing.' },
        { path: '/terms/caps/order', message: 'This member is missing.' },
      ]);
      const caps = { ...unsaid.caps, order: 'overall-first' };
      expect(await faultsOf({ ...unsaid, caps, termination, format: 1 })).toEqual([
        { path: '/terms/termination', message: 'This member is known from format 2 on.' },
        { path: '/terms/caps/order', message: 'This member is known from format 2 on.' },
      ]);
    });

    it('is tried out before it is drafted: what would be paid if the pilot ended early', async () => {
      const { id } = await pilotIn([], cast, 'ended');
      const request = {
        terms: termsWith({ guarantees: 'nothing', laterObservation: [] }),
        cohorts: [{ cohort: 'first', persons: 40 }],
        lastDay: LAST_DAY,
        neverOpened: ['second'],
        vary: { metric: 'jobs', from: 0, to: 10 },
      };
      const answer = await cast.caseworker.post<{ points: { x: number; total: number }[] }>(
        `/v1/pilots/${id}/scenarios`,
        request,
      );
      expect(answer.body.points.at(0)).toMatchObject({ x: 0, total: 0 });
      expect(answer.body.points.at(-1)).toMatchObject({ x: 10, total: kr(100_000) });
      const late = { ...request, lastDay: `${YEAR + 2}-12-31` };
      expect(await cast.caseworker.post(`/v1/pilots/${id}/scenarios`, late)).toMatchObject(
        refusedAs(422, 'scenario-invalid', { faults: [{ document: 'measurements', path: '/lastDay' }] }),
      );
    });
  });
});
