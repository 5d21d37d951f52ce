import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Membership } from '#access/identity/identity.js';
import { ROLES, type Role } from '#access/roles.js';
import { caseOfEverything, filled, routesOf, type Ids, type Route } from '#test/support/api-routes.js';
import { caseIn, castOf, type Cast } from '#test/support/case-states.js';
import { PARTNERS, pilotCastOf, refusedAs } from '#test/support/pilot-cast.js';
import { pilotOfEverything } from '#test/support/pilot-states.js';
import { DIRECTORATE, documentOf, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

/** Rooms whose ids belong to a case or a pilot. */
const OF_CASES = ['applications', 'awards', 'cases', 'appeals', 'payouts', 'reports', 'recoveries', 'pilots'];

/** Lists of what everybody may see. */
const OPEN = ['/v1/schemes', '/v1/calls'];

/** Where a person in a role has to do with the case and the pilot. */
const HOMES: Readonly<Record<Role, string>> = {
  applicant: '987654325',
  caseworker: DIRECTORATE,
  'decision-maker': DIRECTORATE,
  attester: DIRECTORATE,
  finance: DIRECTORATE,
  'scheme-manager': DIRECTORATE,
  superior: DIRECTORATE,
  'appeal-body': '974760673',
  partner: PARTNERS.town,
  evaluator: PARTNERS.evaluator,
  validator: PARTNERS.validator,
  auditor: 'auditor-general',
  administrator: 'auditor-general',
};

/** Everything that a person can be in an organisation that has to do with nothing of it. */
const ELSEWHERE: Membership = {
  organisation: 'another-directorate',
  roles: ROLES.filter((role) => role !== 'auditor' && role !== 'administrator'),
};

describe('a person of two organisations', () => {
  let system: System;
  let cast: Cast;
  let ids: Ids;
  let forwarded: Ids;
  let routes: Route[];
  let ofCases: Route[];
  let questions: Route[];

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    ids = {
      ...(await caseOfEverything(cast, 'two')),
      ...(await pilotOfEverything(await pilotCastOf(system), 'two-pilots')),
    };
    const { id, position } = await caseIn('appeal forwarded', cast, ids['calls']!);
    const { body } = await cast.caseworker.get<{ items: { id: string }[] }>(
      `/v1/appeals?case=${id}&after=${position}`,
    );
    forwarded = { ...ids, cases: id, applications: id, appeals: body.items[0]!.id };
    routes = (await routesOf(system)).filter(({ path }) => path.startsWith('/v1/') && path !== '/v1/me');
    ofCases = routes.filter(
      ({ path, examples, method }) =>
        OF_CASES.includes(path.split('/')[2]!) &&
        path.includes('{') &&
        (method !== 'POST' || examples.length > 0),
    );
    questions = routes.filter(({ method }) => method === 'GET');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** Who is all of this; with `chosen` they say which of it with each request. */
  const tove = (memberships: readonly Membership[], chosen?: string): Promise<Person> =>
    system.holding({ subject: 'tove', roles: [], memberships }, chosen);
  const at = (role: Role): Membership => ({ organisation: HOMES[role], roles: [role] });
  const idsFor = (role: Role): Ids => (role === 'appeal-body' ? forwarded : ids);

  /** What a route answers, but for what differs each time. */
  const answered = async (person: Person, { method, examples }: Route, path: string) => {
    const answer = await person.send(path, {
      method,
      ...(examples.length === 0
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(examples[0]) }),
    });
    const text = (await answer.text()).replaceAll(/(?<="correlationId":")[^"]*/g, '');
    return { route: `${method} ${path}`, status: answer.status, text };
  };

  /** The questions as they are asked of every list and of each thing. */
  const asked = ({ path, operation }: Route, of: Ids): string[] => {
    const plain = filled(path, of);
    const takes = (parameter: string) =>
      operation.parameters?.some((each) => each.in === 'query' && each.name === parameter) === true;
    return [
      plain,
      ...(takes('case') ? [`${plain}?case=${of['cases']!}`] : []),
      ...(takes('assignee') ? [`${plain}?assignee=me&open=any`] : []),
    ];
  };

  it.each(ROLES)(
    'who is %s where that matters, and chooses elsewhere, is a stranger to every route',
    async (role) => {
      const both = [at(role), ELSEWHERE];
      const [chosen, stranger] = [await tove(both, ELSEWHERE.organisation), await tove([ELSEWHERE])];
      const before = await headOf(system);
      expect(ofCases.length).toBeGreaterThan(100);
      for (const route of ofCases) {
        const path = filled(route.path, idsFor(role));
        expect(await answered(chosen, route, path)).toMatchObject({ status: 404 });
      }
      for (const route of questions)
        for (const path of asked(route, idsFor(role)))
          expect(await answered(chosen, route, path)).toEqual(await answered(stranger, route, path));
      expect(await headOf(system)).toBe(before);
    },
  );

  it.each(ROLES)(
    'who is everything elsewhere, and chooses where they are %s, is that and no more',
    async (role) => {
      const both = [ELSEWHERE, at(role)];
      const [chosen, only] = [await tove(both, HOMES[role]), await tove([at(role)])];
      let seen = 0;
      for (const route of questions)
        for (const path of asked(route, idsFor(role))) {
          const answer = await answered(chosen, route, path);
          expect(answer).toEqual(await answered(only, route, path));
          if (route.path.includes('{') && answer.status === 200) seen++;
        }
      // Among the answers are the commands of the case and of the pilot, each judged for who asks.
      expect({ role, seen: seen > 5 }).toEqual({ role, seen: true });
    },
  );

  it('has to choose, for every route alike, and chooses only between what is theirs', async () => {
    const undecided = await tove([ELSEWHERE, at('caseworker')]);
    const other = await tove([ELSEWHERE, at('caseworker')], '987654325');
    for (const route of routes) {
      const path = filled(route.path, ids);
      const refused = async (person: Person) => {
        const { status, text } = await answered(person, route, path);
        const { type, detail } = JSON.parse(text) as { readonly type: string; readonly detail: string };
        return { path, status, type, detail };
      };
      expect(await refused(undecided)).toEqual({
        path,
        status: 403,
        type: 'urn:tilsagn:problem:organisation-not-chosen',
        detail: `choose for whom you act with Tilsagn-Organisation: another-directorate, ${DIRECTORATE}`,
      });
      expect(await refused(other)).toMatchObject({
        path,
        status: 403,
        type: 'urn:tilsagn:problem:not-a-member',
        detail: expect.not.stringContaining('987654325'),
      });
    }
  });

  it('goes on in a list where they were, and still sees nothing of the other organisation', async () => {
    const both = [at('caseworker'), ELSEWHERE];
    const [official, stranger] = [await tove(both, DIRECTORATE), await tove(both, ELSEWHERE.organisation)];
    interface Listed {
      readonly items: readonly { readonly id: string }[];
      readonly next?: string;
    }
    let cursors = 0;
    for (const { path, operation } of questions.filter((each) => !each.path.includes('{'))) {
      if (operation.parameters?.some(({ name }) => name === 'cursor') !== true) continue;
      const first = await official.get<Listed>(`${path}?limit=1`);
      const { next } = first.body;
      if (next === undefined) continue;
      cursors++;
      const on = `${path}?limit=200&cursor=${next}`;
      const [theirs, others] = [await official.get<Listed>(on), await stranger.get<Listed>(on)];
      const alone = await (await tove([ELSEWHERE])).get<Listed>(on);
      expect({ path, items: theirs.body.items.length > 0 }).toEqual({ path, items: true });
      expect({ path, items: others.body.items }).toEqual({ path, items: alone.body.items });
      expect({ path, items: OPEN.includes(path) ? [] : others.body.items }).toEqual({ path, items: [] });
    }
    expect(cursors).toBeGreaterThan(3);
  });

  it('is assigned to cases of the one organisation only', async () => {
    const both = [at('caseworker'), ELSEWHERE];
    const [official, stranger] = [await tove(both, DIRECTORATE), await tove(both, ELSEWHERE.organisation)];
    const { id } = await caseIn('submitted', cast, ids['calls']!);
    const { position } = done(await official.post(`/v1/applications/${id}/assignment`));
    const mine = async (person: Person) => {
      const { body } = await person.get<{ items: { id: string }[] }>(
        `/v1/queue?assignee=me&after=${position}`,
      );
      return body.items.map((each) => each.id);
    };
    expect(await mine(official)).toEqual([id]);
    expect(await mine(stranger)).toEqual([]);
  });

  it('writes a draft for one applicant, which is not there for the other', async () => {
    const applicants = ['987654325', '123456785'].map((organisation): Membership => ({
      organisation,
      roles: ['applicant'],
    }));
    const [one, other] = [await tove(applicants, '987654325'), await tove(applicants, '123456785')];
    const body = { callId: ids['calls'], ...documentOf(1000) };
    const key = { 'idempotency-key': 'a-draft-each' };
    const draft = done(await one.post('/v1/applications', body, key));
    const second = done(await other.post('/v1/applications', body, key));
    expect(second.id).not.toBe(draft.id);
    expect(done(await one.post('/v1/applications', body, key)).id).toBe(draft.id);
    const changed = documentOf(2000);
    for (const [person, id] of [
      [other, draft.id],
      [one, second.id],
    ] as const) {
      expect(await person.get(`/v1/applications/${id}`)).toMatchObject({ status: 404 });
      expect(await person.put(`/v1/applications/${id}`, changed)).toMatchObject({ status: 404 });
      expect(await person.post(`/v1/applications/${id}/submission`)).toMatchObject({ status: 404 });
      const { body: list } = await person.get<{ items: { id: string }[] }>('/v1/applications?limit=200');
      expect(list.items.map((each) => each.id)).not.toContain(id);
    }
    expect(await one.get(`/v1/applications/${draft.id}`)).toMatchObject({
      body: { amount: { amount: 1000 }, applicant: { organisation: '987654325' } },
    });
    done(await other.post(`/v1/applications/${second.id}/submission`));
    expect(await one.get(`/v1/cases/${second.id}`)).toMatchObject({ status: 404 });
    expect(await other.get(`/v1/cases/${second.id}`)).toMatchObject({ status: 200 });
  });

  it('says nothing about the organisation not chosen in what is recorded', async () => {
    const both = [at('caseworker'), ELSEWHERE];
    const official = await tove(both, DIRECTORATE);
    const { id } = await caseIn('submitted', cast, ids['calls']!);
    done(await official.post(`/v1/applications/${id}/assignment`));
    const events = await system.standalone.stores.log.readStream(`application-${id}`);
    expect(events.at(-1)!.metadata.actor).toEqual({
      subject: 'tove',
      roles: ['caseworker'],
      organisation: DIRECTORATE,
    });
  });
});

describe('an official of no organisation', () => {
  it('leaves nothing behind, whatever else they are', async () => {
    const system = await startSystem();
    const before = await system.standalone.stores.log.head();
    const attempts: readonly (readonly [readonly Role[], string])[] = [
      [['scheme-manager'], 'organisation-missing'],
      [['scheme-manager', 'caseworker'], 'organisation-missing'],
      [['scheme-manager', 'applicant'], 'forbidden'],
      [['scheme-manager', 'administrator'], 'forbidden'],
    ];
    for (const [roles, code] of attempts) {
      const person = await system.as('mette', roles);
      const scheme = { code: 'own', template: 'social-entrepreneurship', inForceFrom: '2027-01-01' };
      expect(await person.post('/v1/schemes', scheme)).toMatchObject(refusedAs(403, code));
    }
    expect(await system.standalone.stores.log.head()).toBe(before);
    await system.stop();
    system.remove();
  });
});
