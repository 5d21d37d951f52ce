import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '#access/roles.js';
import { caseOfEverything, filled, routesOf, type Ids, type Route } from '#test/support/api-routes.js';
import { caseIn, castOf, type Cast } from '#test/support/case-states.js';
import { pilotCastOf } from '#test/support/pilot-cast.js';
import { pilotOfEverything } from '#test/support/pilot-states.js';
import { documentOf, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

/** Rooms whose ids belong to a case: that they are there is personal already. */
const OF_CASES = ['applications', 'awards', 'cases', 'appeals', 'payouts', 'reports', 'recoveries', 'pilots'];
const OFFICIALS = ROLES.filter((role) => !['applicant', 'auditor', 'administrator'].includes(role));
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** It has no part in the case but what it may take up of its own motion: a review, once it has told the party. */
const APPEAL_BODY = 'an appeal body nothing was forwarded to';
const STRANGERS = {
  'another applicant': (system: System) => system.as('fremmed', 'applicant', '123456785'),
  'an applicant for nobody': (system: System) => system.as('fremmed', 'applicant'),
  'an applicant who claims the directorate': (system: System) =>
    system.as('fremmed', 'applicant', 'directorate'),
  'an official with every role in another directorate': (system: System) =>
    system.as('utro', OFFICIALS, 'another-directorate'),
  'an official with every role who claims the applicant': (system: System) =>
    system.as('utro', OFFICIALS, '987654325'),
  'an official of no directorate': (system: System) => system.as('utro', OFFICIALS),
  [APPEAL_BODY]: (system: System) => system.as('kim', 'appeal-body', '974760673'),
  'an appeal body of other schemes': (system: System) => system.as('kai', 'appeal-body', 'another-board'),
  'somebody without a role': (system: System) => system.as('ingen', [], 'directorate'),
} as const;

/** Whose roles count nowhere is told so before anything is looked at; of all others, nothing is there. */
const statusOf = (who: keyof typeof STRANGERS) => (who === 'an official of no directorate' ? 403 : 404);

describe('somebody who has nothing to do with a case', () => {
  let system: System;
  let cast: Cast;
  let ids: Ids;
  let routes: Route[];

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    ids = {
      ...(await caseOfEverything(cast, 'strangers')),
      ...(await pilotOfEverything(await pilotCastOf(system), 'strange-pilots')),
    };
    routes = await routesOf(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const ask = async (person: Person, { method, examples }: Route, path: string) => {
    const answer = await person.send(path, {
      method,
      ...(examples.length === 0
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(examples[0]) }),
    });
    const { correlationId: _, instance: __, ...problem } = (await answer.json()) as Record<string, unknown>;
    return { route: `${method} ${path}`, status: answer.status, problem };
  };

  it.each(Object.keys(STRANGERS) as (keyof typeof STRANGERS)[])(
    '%s gets for each id of the case what one that does not exist gets',
    async (who) => {
      const person = await STRANGERS[who](system);
      const before = await system.standalone.stores.log.head();
      const own = routes.filter(
        ({ path, examples, method }) =>
          OF_CASES.includes(path.split('/')[2]!) &&
          !(who === APPEAL_BODY && path.endsWith('/review-notice')) &&
          path.includes('{') &&
          (method !== 'POST' || examples.length > 0),
      );
      expect(own.length).toBeGreaterThan(60);
      for (const route of own) {
        const path = filled(route.path, ids);
        const real = await ask(person, route, path);
        expect(real).toMatchObject({ route: `${route.method} ${path}`, status: statusOf(who) });
        const none = await ask(person, route, filled(route.path, ids, { id: NOBODY }));
        expect({ path, problem: real.problem }).toEqual({ path, problem: none.problem });
      }
      expect(await system.standalone.stores.log.head()).toBe(before);
    },
  );

  it.each(Object.keys(STRANGERS) as (keyof typeof STRANGERS)[])(
    '%s finds nothing of it in any list or answer',
    async (who) => {
      const person = await STRANGERS[who](system);
      const hidden = [
        ...OF_CASES.map((room) => ids[room]!),
        ids['appealed']!,
        ids['attached']!,
        ids['attachment']!,
        ids['letter']!,
        'Verkstedet',
        'Kari Nordmann',
      ];
      for (const route of routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1'))) {
        const parameters = route.operation.parameters ?? [];
        const queries = [
          '',
          ...(parameters.some(({ name }) => name === 'case') ? [`?case=${ids['cases']!}`] : []),
          ...(parameters.some(({ name }) => name === 'scheme' && route.path !== '/v1/calls')
            ? ['?scheme=strangers']
            : []),
        ];
        for (const query of queries) {
          const path = filled(route.path, ids) + query;
          const answer = await person.send(path, {});
          const { instance: _, ...body } = (await answer.json()) as Record<string, unknown>;
          const text = JSON.stringify(body);
          expect({
            path,
            status: answer.status < 500,
            leaks: hidden.filter((word) => text.includes(word)),
          }).toEqual({ path, status: true, leaks: [] });
        }
      }
    },
  );

  it('is the applicant of another case too: their own id opens no part of this one', async () => {
    const other = { ...cast, applicant: await system.as('per', 'applicant', '123456785') };
    const { id } = await caseIn('paid', other, ids['calls']!);
    for (const path of [
      `/v1/cases/${id}/letters/${ids['letter']!}`,
      `/v1/applications/${id}/attachments/${ids['attachment']!}`,
    ]) {
      expect({ path, status: (await other.applicant.send(path, {})).status }).toEqual({ path, status: 404 });
      const right = path.replace(id, path.includes('letters') ? ids['cases']! : ids['attached']!);
      expect({ right, status: (await cast.applicant.send(right, {})).status }).toEqual({
        right,
        status: 200,
      });
      expect({ right, status: (await other.applicant.send(right, {})).status }).toEqual({
        right,
        status: 404,
      });
    }
    const draft = done(
      await other.applicant.post('/v1/applications', { callId: ids['calls'], ...documentOf(1000) }),
    );
    const attachment = `/v1/applications/${draft.id}/attachments/${ids['attachment']!}`;
    // What is not there is removed already; what is elsewhere stays.
    expect((await other.applicant.send(attachment, { method: 'DELETE' })).status).toBe(200);
    const there = `/v1/applications/${ids['attached']!}/attachments/${ids['attachment']!}`;
    expect((await cast.applicant.send(there, {})).status).toBe(200);
  });
});
