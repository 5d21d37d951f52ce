import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '#access/roles.js';
import { filled, routesOf, type Ids, type Route } from '#test/support/api-routes.js';
import { PARTNERS, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotIn, pilotOfEverything } from '#test/support/pilot-states.js';
import { DIRECTORATE, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const OFFICIALS = ROLES.filter((role) => !['applicant', 'auditor', 'administrator'].includes(role));
const TAKING_PART = ['partner', 'evaluator', 'validator'] as const;
const FUND = { organisation: 'fund-of-another-pilot', name: 'The fund', role: 'investor' };

const STRANGERS = {
  'an official with every role in another directorate': (system: System) =>
    system.as('utro', OFFICIALS, 'another-directorate'),
  'an official of no directorate': (system: System) => system.as('utro', OFFICIALS),
  'a partner, evaluator and validator of other pilots': (system: System) =>
    system.as('annen', TAKING_PART, 'fund-of-another-pilot'),
  'the town as an applicant only': (system: System) => system.as('ola', 'applicant', PARTNERS.town),
  'an applicant': (system: System) => system.as('ola', 'applicant', '987654325'),
  'a partner who claims a directorate': (system: System) => system.as('ola', TAKING_PART, DIRECTORATE),
  'somebody without a role, of the town': (system: System) => system.as('ingen', [], PARTNERS.town),
} as const;

/** Whose roles count nowhere is told so before anything is looked at; of all others, nothing is there. */
const statusOf = (who: keyof typeof STRANGERS) => (who === 'an official of no directorate' ? 403 : 404);

describe('who has nothing to do with a pilot', () => {
  let system: System;
  let cast: PilotCast;
  let ids: Ids;
  let routes: Route[];

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    ids = await pilotOfEverything(cast, 'hidden');
    const other = await pilotIn('framework adopted', cast, 'hidden');
    done(await cast.caseworker.post(`/v1/pilots/${other.id}/partners`, FUND));
    routes = (await routesOf(system)).filter(({ path }) => path.startsWith('/v1/pilots'));
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
    const type = answer.headers.get('content-type');
    const { correlationId: _, instance: __, ...problem } = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, type, problem };
  };

  it.each(Object.keys(STRANGERS) as (keyof typeof STRANGERS)[])(
    '%s gets on every route what a pilot that does not exist answers, and finds it in no list',
    async (who) => {
      const person = await STRANGERS[who](system);
      const before = await headOf(system);
      const own = routes.filter(({ path }) => path.includes('{id}'));
      expect(own.length).toBeGreaterThan(40);
      for (const route of own) {
        const path = filled(route.path, ids);
        const real = await ask(person, route, path);
        expect({ path, ...real }).toMatchObject({ path, status: statusOf(who) });
        const none = await ask(person, route, filled(route.path, ids, { id: 'no-such-pilot' }));
        expect({ path, ...real }).toEqual({ path, ...none });
      }
      const list = await person.get<{ items?: { id: string }[] }>(`/v1/pilots?after=${before}`);
      expect((list.body.items ?? []).map(({ id }) => id)).not.toContain(ids['pilots']);
      expect(await headOf(system)).toBe(before);
    },
  );

  it('is also who took part in it, and was removed', async () => {
    const { id } = await pilotIn('framework adopted', cast, 'hidden');
    const at = `/v1/pilots/${id}`;
    const person = await system.as('eks', TAKING_PART, FUND.organisation);
    const sees = async () => {
      const list = await person.get<{ items: { id: string }[] }>(`/v1/pilots?after=${await headOf(system)}`);
      const { status } = await person.get(`${at}?after=${await headOf(system)}`);
      return [status, list.body.items.some((each) => each.id === id)];
    };
    expect(await sees()).toEqual([404, false]);
    done(await cast.caseworker.post(`${at}/partners`, FUND));
    expect(await sees()).toEqual([200, true]);
    const { name: _, ...removal } = FUND;
    done(await cast.caseworker.post(`${at}/partners/removal`, { ...removal, grounds: 'It withdrew.' }));
    expect(await sees()).toEqual([404, false]);
  });
});
