import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#eventsourcing/event.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { openPilotScheme, PARTNERS, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { concludes, delivered, instructs, isPaid, pilotIn } from '#test/support/pilot-states.js';
import { done, openScheme, submitApplication } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const VILLAGE = {
  organisation: 'village',
  name: 'The village',
  role: 'municipality',
  account: '12345678911',
} as const;

describe('what those who take part see of a pilot', () => {
  let system: System;
  let cast: PilotCast;
  let village: Person;
  let id: string;
  let grants: { readonly town: string; readonly village: string };

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'open');
    village = await system.as('vigdis', ['partner', 'applicant'], VILLAGE.organisation);
    const callId = await openScheme(cast.manager, 'development', 1_000_000);
    grants = {
      town: await submitApplication(cast.town, callId, 1000),
      village: await submitApplication(village, callId, 1000),
    };
    const pilot = await pilotIn('partners joined', cast, 'open');
    id = pilot.id;
    const sign = async (person: Person) => {
      const { body } = await cast.auditor.get<Shown>(`/v1/pilots/${id}?after=${await headOf(system)}`);
      return person.post(`/v1/pilots/${id}/contract/signature`, { digest: body.contract.digest });
    };
    await pilot.take(
      ({ send }) => send(cast.caseworker, 'partners', VILLAGE),
      ({ send }) => send(cast.caseworker, 'development-grants', { applicationId: grants.town }),
      ({ send }) => send(cast.caseworker, 'development-grants', { applicationId: grants.village }),
      ({ send }) => send(cast.caseworker, 'contract', examples.contract),
    );
    const { town, provider, otherDecisionMaker, decisionMaker } = cast;
    for (const person of [town, village, provider, otherDecisionMaker, decisionMaker])
      done(await sign(person));
    await pilot.take(...delivered, ...concludes(1), instructs, isPaid);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  interface Shown {
    readonly contract: { readonly digest: string };
    readonly partners: readonly { readonly organisation: string; readonly account?: string }[];
    readonly developmentGrants: readonly { readonly applicationId: string }[];
    readonly commands: readonly { readonly href: string }[];
  }
  interface Entry {
    readonly stream: string;
    readonly type: string;
    readonly data: JsonObject;
  }

  const read = async <Body>(person: Person, part = '') =>
    (await person.get<Body>(`/v1/pilots/${id}${part}?after=${await headOf(system)}`)).body;
  const history = async (person: Person) => (await read<{ items: Entry[] }>(person, '/history')).items;

  it('is every account number for the directorates, and for a partner its own', async () => {
    const accounts = async (person: Person) => {
      const shown = (await read<Shown>(person)).partners;
      const told = (await history(person)).filter(({ type }) => type === 'PartnerJoined');
      const inHistory = told.flatMap(({ data }) => ('account' in data ? [data['account']] : []));
      return [shown.flatMap(({ account }) => account ?? []), inHistory];
    };
    const all = [examples.partner.account, VILLAGE.account];
    for (const person of [cast.caseworker, cast.otherCaseworker, cast.auditor])
      expect(await accounts(person)).toEqual([all, all]);
    expect(await accounts(cast.town)).toEqual([[examples.partner.account], [examples.partner.account]]);
    expect(await accounts(village)).toEqual([[VILLAGE.account], [VILLAGE.account]]);
    for (const person of [cast.provider, cast.evaluator, cast.validator])
      expect(await accounts(person)).toEqual([[], []]);
  });

  it('is the history without the budget, the payouts and what is claimed back', async () => {
    const rooms = async (person: Person) =>
      [...new Set((await history(person)).map(({ stream }) => stream.split('-')[0]!))].toSorted();
    for (const person of [cast.caseworker, cast.otherDecisionMaker, cast.auditor])
      expect(await rooms(person)).toEqual(['budget', 'payout', 'pilot', 'settlement']);
    for (const person of [cast.town, village, cast.provider, cast.evaluator, cast.validator])
      expect(await rooms(person)).toEqual(['pilot', 'settlement']);
  });

  it('is the grants for development costs for the directorates, and for a municipality its own', async () => {
    const shown = async (person: Person) => {
      const { items } = await read<{ items: { caseId: string }[] }>(person, '/development-grants');
      const { developmentGrants } = await read<Shown>(person);
      const linked = (await history(person)).filter(({ type }) => type === 'DevelopmentGrantLinked');
      return [
        items.map(({ caseId }) => caseId),
        developmentGrants.map(({ applicationId }) => applicationId),
        linked.flatMap(({ data }) => ('applicationId' in data ? [data['applicationId']] : [])),
      ];
    };
    const all = [grants.town, grants.village];
    for (const person of [cast.caseworker, cast.otherCaseworker, cast.auditor])
      expect(await shown(person)).toEqual([all, all, all]);
    expect(await shown(cast.town)).toEqual([[grants.town], [grants.town], [grants.town]]);
    expect(await shown(village)).toEqual([[grants.village], [grants.village], [grants.village]]);
    for (const person of [cast.provider, cast.evaluator, cast.validator])
      expect(await shown(person)).toEqual([[], [], []]);
  });

  it('is no step of a payout, which is not theirs', async () => {
    const rooms = async (person: Person) =>
      new Set((await read<Shown>(person)).commands.map(({ href }) => href.split('/')[2]));
    expect(await rooms(cast.finance)).toEqual(new Set(['pilots', 'payouts']));
    for (const person of [cast.town, cast.provider, cast.evaluator])
      expect(await rooms(person)).toEqual(new Set(['pilots']));
    const { status, body } = await cast.provider.get<{ items?: unknown[] }>(`/v1/payouts?case=${id}`);
    expect([status, body.items ?? []]).toEqual([403, []]);
  });

  it('is everything else: framework, contract, measurements, settlement and dashboard', async () => {
    for (const person of [cast.town, cast.provider, cast.evaluator, cast.validator]) {
      expect(await read(person)).toMatchObject({
        state: 'agreed',
        framework: { inForce: true },
        contract: { agreed: true, terms: { title: examples.terms.title } },
        measurements: [{ state: 'verified' }, { state: 'verified' }],
      });
      expect(await read(person, '/settlements/1')).toMatchObject({ state: 'concluded' });
      expect(await read(person, '/dashboard')).toMatchObject({
        payers: [{ paid: { amount: 33_600_000 } }, {}],
      });
      expect(await person.post(`/v1/pilots/${id}/scenarios`, examples.scenario)).toMatchObject({
        status: 403,
      });
    }
    expect(PARTNERS.town).toBe(examples.contract.statePayee);
  });
});
