import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as examples from '#pilots/http/examples/pilots.js';
import { OPERATORS, type Choose, type Invalid } from '#pilots/testing/invalidating.js';
import { EVERYTHING, MEASURED } from '#pilots/testing/sample.js';
import { randomOf } from '#test/support/bad-input.js';
import { openPilotScheme, PARTNERS, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotIn, signs, type PilotUnderTest } from '#test/support/pilot-states.js';
import { done } from '#test/support/scheme.js';
import { startSystem, type Answer, type Problem, type System } from '#test/support/system.js';

/** In the contract's third year, so that results of its second one can be measured. */
const YEAR = 2029;
const DRAWS = 4;

const CONTRACT = {
  terms: EVERYTHING,
  payers: { town: PARTNERS.town },
  statePayee: PARTNERS.town,
  liability: [{ year: YEAR, amount: EVERYTHING.caps.state }],
};

type Faulty = Answer<Problem & { readonly faults?: readonly { readonly path: string }[] }>;

/** Documents made wrong in every way there is, each with its name. */
const drawn = Object.entries(OPERATORS).flatMap(([name, operator]) =>
  Array.from({ length: DRAWS }, (_, draw) => ({
    name: `${name}, ${draw}`,
    ...operator(chooser(`${name} ${draw}`)),
  })),
);

describe('terms and measurements that cannot be settled on', () => {
  let system: System;
  let cast: PilotCast;
  let joined: PilotUnderTest;
  let measured: PilotUnderTest;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-06-01T10:00:00Z` });
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'documents');
    const amount = { amount: EVERYTHING.caps.state, currency: 'NOK' };
    done(await cast.manager.post('/v1/budgets/documents/appropriations', { year: YEAR, amount }));
    joined = await pilotIn('partners joined', cast, 'documents');
    measured = await pilotIn('partners joined', cast, 'documents');
    const { from: inForceFrom } = EVERYTHING.period;
    const wider = { ...examples.framework, version: 'wider', inForceFrom, maxParticipants: 200 };
    const adoption = { version: wider.version };
    await measured.take(
      ({ send }) => send(cast.manager, 'framework', wider),
      ({ send }) => send(cast.decisionMaker, 'framework/adoption', adoption),
      ({ send }) => send(cast.otherDecisionMaker, 'framework/adoption', adoption),
      ({ send }) => send(cast.caseworker, 'contract', CONTRACT),
      ...(['town', 'provider', 'otherDecisionMaker', 'decisionMaker'] as const).map(signs),
    );
    for (const { cohort, persons } of MEASURED.cohorts!)
      await measured.take(
        ({ send }) => send(cast.caseworker, 'cohorts', { cohort, openedOn: '2027-02-01' }),
        ({ send }) => send(cast.caseworker, `cohorts/${cohort}/closure`, { closedOn: '2027-12-31', persons }),
      );
    for (const measurement of MEASURED.measurements)
      await measured.take(({ send }) =>
        send(cast.evaluator, 'measurements', { outcome: handedIn(measurement) }),
      );
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** What of these are refused without the place of the fault, or not at all. */
  async function mistaken(
    invalid: readonly (Invalid & { readonly name: string })[],
    send: (one: Invalid) => Promise<Faulty>,
    placeOf: (one: Invalid) => string,
  ): Promise<string[]> {
    const mistakes: string[] = [];
    for (const one of invalid) {
      const { status, body } = await send(one);
      const places = body.faults?.map(({ path }) => path);
      // What is no object at all does not get as far as to be read.
      const isSaid = status === 422 ? places?.includes(placeOf(one)) : status === 400;
      if (isSaid !== true)
        mistakes.push(`${one.name}: ${placeOf(one)}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
    }
    return mistakes;
  }

  it('are refused as a contract, each with the path of its fault, and none is drafted', async () => {
    const invalid = drawn.filter(({ document }) => document === 'terms');
    expect(invalid.length).toBeGreaterThan(80);
    const at = `/v1/pilots/${joined.id}`;
    const mistakes = await mistaken(
      invalid,
      ({ terms }) => cast.caseworker.post(`${at}/contract`, { ...CONTRACT, terms }),
      ({ path }) => `/terms${path}`,
    );
    expect(mistakes).toEqual([]);
    const { body } = await cast.auditor.get(`${at}?after=${joined.position()}`);
    expect(body).toMatchObject({ state: 'framework-adopted', contract: null });
  });

  it('are refused as a scenario, terms and assumed results alike', async () => {
    const ask = ({ terms, measurements }: Pick<Invalid, 'terms' | 'measurements'>) => {
      const { cohorts, measurements: all } = (measurements ?? {}) as Partial<typeof MEASURED>;
      return cast.caseworker.post<Faulty['body']>(`/v1/pilots/${joined.id}/scenarios`, {
        terms,
        cohorts,
        measurements: Array.isArray(all) ? all.filter((_, index) => index !== SAVINGS) : all,
        vary: { metric: 'savings', from: 0, to: 20_000_000 },
      });
    };
    expect(await ask({ terms: EVERYTHING, measurements: MEASURED })).toMatchObject({ status: 200 });
    const invalid = drawn.filter(
      ({ document, path, name }) =>
        document === 'terms' ||
        /^\/cohorts\/./.test(path) ||
        // What is assumed needs neither day nor status.
        (isOfMeasurement(path) && !/^required.*(?:period|status)/.test(`${name} ${path}`)),
    );
    expect(invalid.length).toBeGreaterThan(100);
    expect(await mistaken(invalid, ask, ({ path }) => path)).toEqual([]);
  });

  it('are refused as measurements, each with the path of its fault, and none is settled on', async () => {
    const invalid = drawn.filter(
      ({ document, path, name }) =>
        document === 'measurements' &&
        isOfMeasurement(path) &&
        // The evaluator does not say how a measurement stands.
        !(path.endsWith('/status') && name.startsWith('required')),
    );
    expect(invalid.length).toBeGreaterThan(30);
    const at = `/v1/pilots/${measured.id}`;
    const before = await system.standalone.stores.log.head();
    const mistakes = await mistaken(
      invalid,
      ({ measurements, path }) => {
        const [, , index] = path.split('/');
        const one = (measurements as typeof MEASURED).measurements[Number(index)];
        const outcome = path.endsWith('/status') ? { evidence: EVIDENCE, ...one } : handedIn(one);
        return cast.evaluator.post(`${at}/measurements`, { outcome });
      },
      ({ path }) => path.replace(/^\/measurements\/\d+/, '/outcome'),
    );
    expect(mistakes).toEqual([]);
    expect(await system.standalone.stores.log.head()).toBe(before);
  });
});

const EVIDENCE = 'e'.repeat(64);

/** Where the sample's savings are measured, which a scenario varies. */
const SAVINGS = MEASURED.measurements.findIndex(({ kind }) => kind === 'savings');

/** In one of the measurements that are sent. */
function isOfMeasurement(path: string): boolean {
  const [, index] = /^\/measurements\/(\d+)(?:\/|$)/.exec(path) ?? [];
  return index !== undefined && Number(index) < SAVINGS;
}

/** A measurement as the evaluator sends it: with evidence, and without a word on how it stands. */
function handedIn(measurement: unknown): unknown {
  if (typeof measurement !== 'object' || measurement === null || Array.isArray(measurement))
    return measurement;
  const { status: _, ...outcome } = measurement as Record<string, unknown>;
  return { evidence: EVIDENCE, ...outcome };
}

function chooser(seed: string): Choose {
  const random = randomOf(seed);
  return (from) => from[Math.floor(random() * from.length)]!;
}
