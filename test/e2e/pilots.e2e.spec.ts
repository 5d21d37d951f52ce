import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import * as examples from '#pilots/http/examples/pilots.js';
import {
  CORRECTIONS,
  openPilotScheme,
  PARTNERS,
  payoutsOf,
  pilotCastOf,
  refusedAs,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import { pilotIn, signs, type PilotStep } from '#test/support/pilot-states.js';
import { DIRECTORATE, done, YEAR } from '#test/support/scheme.js';
import { startSystem, TODAY, type Person, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const adoption = { version: examples.framework.version };
const termination = { lastDay: `${YEAR}-01-31`, grounds: 'Too few are released' };

describe('a pilot of two directorates', () => {
  let system: System;
  let cast: PilotCast;
  /** Somebody with a token of either directorate. */
  let both: { readonly here: Person; readonly there: Person };

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    both = {
      here: await system.as('kjersti', 'decision-maker', DIRECTORATE),
      there: cast.otherDecisionMaker,
    };
    await openPilotScheme(cast, 'life');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const at = (id: string, path = '') => `/v1/pilots/${id}${path}`;

  /** The pilot once all read models know of it. */
  async function shown<Body = Record<string, unknown>>(id: string) {
    return cast.auditor.get<Body>(at(id, `?after=${await headOf(system)}`));
  }

  describe('its framework', () => {
    it('is adopted by both, by other persons than the one who drafted it', async () => {
      const { id } = await pilotIn('framework drafted', cast, 'life');
      const drafter = await system.as('kari', 'decision-maker', CORRECTIONS);
      const adopt = (person: Person) => person.post(at(id, '/framework/adoption'), adoption);
      expect(await adopt(drafter)).toMatchObject(refusedAs(403, 'four-eyes'));
      done(await adopt(cast.otherDecisionMaker));
      expect(await adopt(cast.otherSecondDecisionMaker)).toMatchObject(refusedAs(403, 'other-directorate'));
      expect(await adopt(both.here)).toMatchObject(refusedAs(403, 'four-eyes'));
      expect(await shown(id)).toMatchObject({
        body: { state: 'established', framework: { inForce: false, adoptions: [{ adoptedBy: 'kjersti' }] } },
      });
      done(await adopt(cast.decisionMaker));
      expect(await shown(id)).toMatchObject({
        body: { state: 'framework-adopted', framework: { inForce: true } },
      });
    });

    it('is adopted as it was drafted last: a later draft lets adoptions lapse', async () => {
      const { id } = await pilotIn('framework adopted by one', cast, 'life');
      done(await cast.manager.post(at(id, '/framework'), { ...examples.framework, version: 'another' }));
      expect(await cast.decisionMaker.post(at(id, '/framework/adoption'), adoption)).toMatchObject(
        refusedAs(409, 'framework-version'),
      );
      const { body } = await shown<{ framework: { adoptions: unknown[] } }>(id);
      expect(body.framework.adoptions).toEqual([]);
    });

    it('is drafted by a pilot’s own directorates, of which there are two', async () => {
      expect(
        await cast.manager.post('/v1/pilots', {
          ...examples.pilot,
          code: 'alone',
          schemeId: 'life',
          together: DIRECTORATE,
        }),
      ).toMatchObject(refusedAs(422, 'same-directorates'));
      const again = { ...examples.pilot, code: (await pilotIn([], cast, 'life')).id, schemeId: 'life' };
      expect(await cast.manager.post('/v1/pilots', again)).toMatchObject(refusedAs(409, 'pilot-exists'));
    });
  });

  describe('its contract', () => {
    it('is refused with the path of each fault, and nothing is drafted', async () => {
      const { id } = await pilotIn('partners joined', cast, 'life');
      const { terms } = examples.contract;
      const wrong = {
        ...examples.contract,
        terms: { ...terms, caps: { ...terms.caps, state: terms.caps.state + 1 } },
        payers: { village: PARTNERS.town },
        statePayee: PARTNERS.provider,
      };
      const answer = await cast.caseworker.post<{ faults: { path: string }[] }>(at(id, '/contract'), wrong);
      expect(answer).toMatchObject(refusedAs(422, 'contract-invalid'));
      expect(answer.body.faults.map(({ path }) => path)).toEqual([
        '/payers/village',
        '/payers/town',
        '/statePayee',
        '/liability',
      ]);
      const tiny = { ...terms, metrics: [{ ...terms.metrics[0], pricing: { form: 'per-unit' } }] };
      const malformed = await cast.caseworker.post<{ faults: { path: string }[] }>(at(id, '/contract'), {
        ...examples.contract,
        terms: tiny,
      });
      expect(malformed.status).toBe(422);
      expect(malformed.body.faults.map(({ path }) => path)).toContain('/terms/metrics/0/pricing/price');
      expect(await shown(id)).toMatchObject({ body: { contract: null } });
    });

    it('needs everyone to take part first, and lapses when others do', async () => {
      const { id } = await pilotIn('framework adopted', cast, 'life');
      expect(await cast.caseworker.post(at(id, '/contract'), examples.contract)).toMatchObject(
        refusedAs(409, 'partner-missing', {
          roles: ['municipality', 'service-provider', 'evaluator', 'validator'],
        }),
      );
      const joined = await pilotIn('signed by the parties', cast, 'life');
      const investor = { organisation: 'fund', name: 'The fund', role: 'investor' };
      done(await cast.caseworker.post(at(joined.id, '/partners'), investor));
      expect(await shown(joined.id)).toMatchObject({
        body: { state: 'framework-adopted', contract: null },
      });
    });

    it('is signed by the parties first, then by both directorates, by each of them once', async () => {
      const { id, take } = await pilotIn('contract drafted', cast, 'life');
      const { body } = await shown<{ contract: { digest: string } }>(id);
      const sign = (person: Person, digest = body.contract.digest) =>
        person.post(at(id, '/contract/signature'), { digest });
      expect(await sign(cast.decisionMaker)).toMatchObject(
        refusedAs(409, 'parties-first', { missing: [PARTNERS.town, PARTNERS.provider] }),
      );
      expect(await sign(cast.town, '0'.repeat(64))).toMatchObject(refusedAs(409, 'other-contract'));
      await take(signs('town'));
      expect(await sign(cast.town)).toMatchObject(refusedAs(409, 'already-signed'));
      const townToo = await system.as('tone', 'partner', PARTNERS.provider);
      expect(await sign(townToo)).toMatchObject(refusedAs(403, 'four-eyes'));
      await take(signs('provider'));
      const drafter = await system.as('anna', 'decision-maker', DIRECTORATE);
      expect(await sign(drafter)).toMatchObject(refusedAs(403, 'four-eyes'));
      await take(signs('otherDecisionMaker'));
      expect(await sign(both.here)).toMatchObject(refusedAs(403, 'four-eyes'));
      expect(await sign(cast.otherSecondDecisionMaker)).toMatchObject(refusedAs(409, 'already-signed'));
      await take(signs('decisionMaker'));
      expect(await shown(id)).toMatchObject({ body: { state: 'agreed' } });
    });

    it('reserves what the state may have to pay with the last signature, and not before', async () => {
      await openPilotScheme(cast, 'reserves');
      const { take, position } = await pilotIn('signed by all but one', cast, 'reserves');
      expect(await reservedIn('reserves', position())).toEqual([0, 0]);
      await take(signs('decisionMaker'));
      expect(await reservedIn('reserves', position())).toEqual([70_000_000, 50_000_000]);
    });

    it('stays unsigned, and nothing reserved, where the budget has no room', async () => {
      await openPilotScheme(cast, 'narrow', 60_000_000);
      const { id, position } = await pilotIn('signed by all but one', cast, 'narrow');
      const { body } = await shown<{ contract: { digest: string } }>(id);
      const { digest } = body.contract;
      expect(await cast.decisionMaker.post(at(id, '/contract/signature'), { digest })).toMatchObject(
        refusedAs(409, 'budget-exceeded'),
      );
      expect(await shown(id)).toMatchObject({
        body: { state: 'contract-drafted', contract: { agreed: false } },
      });
      expect(await reservedIn('narrow', position())).toEqual([0, 0]);
      const more = { year: YEAR, amount: { amount: 90_000_000, currency: 'NOK' } };
      done(await cast.manager.post('/v1/budgets/narrow/appropriations', more));
      done(await cast.decisionMaker.post(at(id, '/contract/signature'), { digest }));
      expect(await reservedIn('narrow', await headOf(system))).toEqual([70_000_000, 50_000_000]);
    });
  });

  describe('a visit', () => {
    it('is held on a day from that of its planning on, which has come', async () => {
      const { id } = await pilotIn('cohort open, visit planned, risk raised', cast, 'life');
      const held = (heldOn: string) =>
        cast.caseworker.post(at(id, '/visits/1/report'), { heldOn, findings: 'As agreed.' });
      for (const day of ['2199-12-31', addDays(TODAY, 1), addDays(TODAY, -1)])
        expect(await held(day)).toMatchObject(refusedAs(422, 'date-out-of-range'));
      done(await held(TODAY));
    });
  });

  describe('its early end', () => {
    it('is decided by the other directorate and another person, and the pilot can still be settled', async () => {
      const { id, take, position } = await pilotIn('cohort open, visit planned, risk raised', cast, 'life');
      done(await cast.otherDecisionMaker.post(at(id, '/termination'), termination));
      const approve = (person: Person) => person.post(at(id, '/termination/approval'));
      expect(await approve(cast.otherSecondDecisionMaker)).toMatchObject(refusedAs(403, 'other-directorate'));
      expect(await approve(both.here)).toMatchObject(refusedAs(403, 'four-eyes'));
      done(await cast.decisionMaker.post(at(id, '/termination/rejection'), { grounds: 'It has only begun' }));
      expect(await approve(cast.decisionMaker)).toMatchObject(refusedAs(409, 'termination-unknown'));
      done(await cast.decisionMaker.post(at(id, '/termination'), termination));
      done(await approve(cast.otherDecisionMaker));
      expect(await shown(id)).toMatchObject({
        body: { state: 'terminated', termination: { lastDay: termination.lastDay } },
      });
      expect(
        await cast.caseworker.post(at(id, '/cohorts'), { ...examples.cohort, cohort: 'second' }),
      ).toMatchObject(refusedAs(409, 'wrong-state'));
      const ends: PilotStep[] = [
        ({ send }) => send(cast.caseworker, 'cohorts/first/closure', examples.cohortClosure),
        ({ send }) => send(cast.evaluator, 'measurements', { outcome: examples.outcome }),
      ];
      await take(...ends);
      expect((await cast.auditor.get(at(id, `/dashboard?after=${position()}`))).body).toMatchObject({
        state: 'terminated',
        measurements: { recorded: 1 },
      });
    });
  });

  it('is told step by step in its history, each with its actor, and under which framework', async () => {
    const { id, position } = await pilotIn('closed', cast, 'life');
    const { body } = await cast.auditor.get<{ items: Entry[] }>(at(id, `/history?after=${position()}`));
    const told = body.items.map(({ type, actor }) => `${type} ${actor.subject}`);
    const declared = told.filter((each) => each.startsWith('PilotImpartialityDeclared'));
    expect(declared.map((each) => each.split(' ')[1])).toEqual([
      'kari',
      'kjersti',
      'berit',
      'anna',
      'vidar',
      'knut',
      'carl',
      'beate',
    ]);
    expect(told.filter((each) => !declared.includes(each))).toEqual([
      'PilotEstablished mette',
      'FrameworkDrafted kari',
      'FrameworkAdopted kjersti',
      'FrameworkAdopted berit',
      'PartnerJoined anna',
      'PartnerJoined anna',
      'PartnerJoined anna',
      'PartnerJoined anna',
      'ContractDrafted anna',
      'ContractSigned tone',
      'ContractSigned per',
      'ContractSigned kjersti',
      'CommitmentReserved berit',
      'ContractSigned berit',
      'ContractAgreed berit',
      'CohortOpened anna',
      'CohortClosed anna',
      'ServiceDelivered per',
      'MeasurementRecorded eva',
      'MeasurementRecorded eva',
      'MeasurementVerified vidar',
      'MeasurementVerified vidar',
      'SettlementCalculated anna',
      'SettlementReviewed knut',
      'SettlementApproved kjersti',
      'SettlementApproved berit',
      'SettlementConcluded berit',
      'ShareClaimed berit',
      'StateShareOrdered process:carry-out-settlements',
      'PayoutOpened process:pay-state-shares',
      'CommitmentAdjusted process:carry-out-settlements',
      'PayoutAttested carl',
      'PayoutApproved beate',
      'PayoutInstructed dina',
      'PayoutSettled dina',
      'PilotClosed berit',
    ]);
    const under = Map.groupBy(body.items, ({ regulationVersion }) => regulationVersion);
    const { version } = examples.framework;
    expect(under.get(null)!.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['PilotEstablished', 'FrameworkDrafted']),
    );
    expect(under.get(version)!.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['ContractAgreed', 'MeasurementVerified', 'PilotClosed']),
    );
    for (const { what } of body.items) expect(what).toMatch(/\S/);
    expect(body.items.at(-1)).toMatchObject({ why: 'The town goes on with it.' });
  });

  it('is shown from the log, and listed with what was last done about it', async () => {
    const { id, position } = await pilotIn('paid to the end', cast, 'life');
    await settled(system);
    const list = await cast.otherCaseworker.get<{ items: { id: string }[] }>(
      `/v1/pilots?scheme=life&state=agreed&after=${position()}`,
    );
    expect(list.body.items.find((each) => each.id === id)).toMatchObject({
      directorates: [DIRECTORATE, CORRECTIONS],
      state: 'agreed',
      stateCap: { amount: 120_000_000, currency: 'NOK' },
      openCohorts: 0,
      unverified: 0,
      disputed: 0,
      settlement: { version: 1, state: 'concluded' },
      settled: { amount: 56_000_000, currency: 'NOK' },
    });
    const [payout] = await payoutsOf(cast.finance, id, position());
    expect(payout).toMatchObject({ status: 'settled', amount: { amount: 33_600_000 } });
  });

  interface Entry {
    readonly type: string;
    readonly actor: { readonly subject: string };
    readonly regulationVersion: string | null;
    readonly what: string;
    readonly why: string | null;
  }

  async function reservedIn(scheme: string, position: string): Promise<number[]> {
    const { body } = await cast.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${scheme}?after=${position}`,
    );
    return body.years.map(({ reserved }) => reserved.amount);
  }
});
