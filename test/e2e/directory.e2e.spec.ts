import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#access/roles.js';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { documentOf, done } from '#test/support/scheme.js';
import { nameOf, opaque, withNames } from '#test/support/named-cast.js';
import { startSystem, TODAY, type Person, type System } from '#test/support/system.js';

const DIRECTORATE = 'directorate';
/** Long after the day on which tests run. */
const SUMMER = { from: '2199-07-06', to: '2199-07-31' };

interface PersonView {
  readonly subject: string;
  readonly name: string | null;
  readonly absence: object | null;
}

describe('the directory of people', () => {
  let unnamed: System;
  let system: System;
  let cast: Cast;

  beforeAll(async () => {
    unnamed = await startSystem();
    system = withNames(unnamed);
    cast = await castOf(system);
    for (const who of ['caseworker', 'decisionMaker', 'superior', 'applicant'] as const)
      await cast[who].get('/v1/me');
  });
  afterAll(async () => {
    await unnamed.stop();
    unnamed.remove();
  });

  const at = (who: string) => `/v1/people/${encodeURIComponent(opaque(who))}`;
  const away = (person: Person, who: string, body: object) =>
    person.put<PersonView>(`${at(who)}/absence`, body);
  const back = async (person: Person, who: string) => {
    const answer = await person.send(`${at(who)}/absence`, { method: 'DELETE' });
    return { status: answer.status, body: (await answer.json()) as PersonView };
  };
  const namesIn = async (person: Person, query = '') => {
    const { status, body } = await person.get<{ items?: PersonView[] }>(`/v1/people${query}`);
    return { status, names: body.items?.map(({ name }) => name) };
  };

  it('lists the people of one’s own organisation by name, from their first request on', async () => {
    const names = [nameOf('anna'), nameOf('berit'), nameOf('sigrid')];
    expect(await namesIn(cast.caseworker)).toEqual({ status: 200, names });
    await cast.attester.get('/v1/me');
    expect(await namesIn(cast.caseworker)).toEqual({
      status: 200,
      names: [nameOf('anna'), nameOf('berit'), nameOf('carl'), nameOf('sigrid')],
    });
  });

  it('is given in pages', async () => {
    const first = await cast.caseworker.get<{ items: PersonView[]; next: string }>('/v1/people?limit=1');
    expect(first.body.items.map(({ name }) => name)).toEqual([nameOf('anna')]);
    const second = await cast.caseworker.get<{ items: PersonView[] }>(
      `/v1/people?limit=1&cursor=${first.body.next}`,
    );
    expect(second.body.items.map(({ name }) => name)).toEqual([nameOf('berit')]);
  });

  it('shows a person with what they are in the organisation, and no other organisation of theirs', async () => {
    const roles: readonly Role[] = ['caseworker'];
    const memberships = [
      { organisation: DIRECTORATE, roles },
      { organisation: 'another', roles },
    ];
    const twice = await unnamed.holding(
      { subject: 'two', name: 'To Steder', roles: [], memberships },
      DIRECTORATE,
    );
    expect((await twice.get('/v1/people/me')).body).toMatchObject({ memberships: memberships.toReversed() });
    expect((await cast.caseworker.get('/v1/people/two')).body).toEqual({
      subject: 'two',
      name: 'To Steder',
      title: null,
      memberships: [memberships[0]],
      seenOn: TODAY,
      absence: null,
      away: false,
      people: { two: { name: 'To Steder' } },
    });
  });

  it.each([
    ['a caseworker of another directorate', 'caseworker', 'another-directorate'],
    ['an applicant who claims the directorate', 'applicant', DIRECTORATE],
    ['somebody without a role', 'partner', 'elsewhere'],
  ] as const)('is closed to %s', async (_, role, organisation) => {
    const stranger = await unnamed.as('fremmed', role, organisation);
    const listed = await namesIn(stranger, `?organisation=${DIRECTORATE}`);
    expect([403, 404]).toContain(listed.status);
    for (const who of ['anna', 'nobody']) {
      expect(await stranger.get(at(who))).toMatchObject({ status: 404 });
      expect(await away(stranger, who, SUMMER)).toMatchObject({ status: 404 });
      expect(await back(stranger, who)).toMatchObject({ status: 404 });
    }
  });

  it('is open to those who oversee everything, of whatever organisation', async () => {
    const { names } = await namesIn(cast.auditor, `?organisation=${DIRECTORATE}`);
    expect(names).toContain(nameOf('anna'));
    expect(await cast.auditor.get(at('ola'))).toMatchObject({ status: 200, body: { name: nameOf('ola') } });
    expect(await away(cast.auditor, 'anna', SUMMER)).toMatchObject({ status: 403 });
  });

  it('knows nobody whose token tells no name, but when they say that they are away', async () => {
    const nameless = await unnamed.as('nameless', 'caseworker', DIRECTORATE);
    expect(await nameless.get('/v1/people/me')).toMatchObject({ body: { name: null, absence: null } });
    expect(await cast.caseworker.get('/v1/people/nameless')).toMatchObject({ status: 404 });
    expect(await nameless.put('/v1/people/me/absence', SUMMER)).toMatchObject({ status: 200 });
    expect(await cast.caseworker.get('/v1/people/nameless')).toMatchObject({ body: { absence: SUMMER } });
  });

  it('knows no program, and lets none say who is away, nor anybody who acts for another', async () => {
    const about = { roles: ['superior'], organisation: DIRECTORATE } as const;
    const program = await unnamed.holding({ subject: 'erp', client: 'erp', name: 'ERP', ...about });
    const behalf = await unnamed.holding({ subject: 'sis', name: 'Sissel', actedBy: ['erp'], ...about });
    for (const [holder, subject, code] of [
      [program, 'erp', 'not-a-person'],
      [behalf, 'sis', 'acts-for-another'],
    ] as const) {
      for (const whose of ['me', opaque('anna')])
        expect(await holder.put(`/v1/people/${whose}/absence`, SUMMER)).toMatchObject({
          status: 403,
          body: { type: `urn:tilsagn:problem:${code}` },
        });
      expect(await cast.caseworker.get(`/v1/people/${subject}`)).toMatchObject({ status: 404 });
    }
  });

  it('tells nobody’s name to those who write a subject somewhere', async () => {
    const secret = await unnamed.holding({
      subject: 'hidden-1', name: 'Vera Hemmelig', roles: ['applicant'], organisation: '983887457',
    }); // prettier-ignore
    await secret.get('/v1/me');
    const call = await openRichScheme(cast, 'typed');
    const typed = { ...documentOf(1_000), title: 'subject:hidden-1' };
    const { id } = done(await cast.applicant.post('/v1/applications', { callId: call, ...typed }));
    done(await cast.applicant.post(`/v1/applications/${id}/submission`));
    const administrator = await unnamed.as('adam', 'administrator');
    const representatives = '/v1/organisations/987654325/representatives';
    for (const person of [opaque('ola'), 'hidden-1'])
      done(await administrator.post(representatives, { person, powers: ['all'], from: '2020-01-01' }));
    for (const path of [
      `/v1/applications/${id}`,
      `/v1/cases/${id}`,
      `/v1/cases/${id}/history`,
      representatives,
    ]) {
      const { body } = await cast.applicant.get(path);
      expect(JSON.stringify(body)).not.toContain('Vera');
    }
    const { body } = await cast.caseworker.get(`/v1/cases/${id}/history`);
    expect(JSON.stringify(body)).not.toContain('Vera');
    expect(JSON.stringify(body)).toContain('“subject:hidden-1”');
  });

  it('tells who is away wherever they are named, to their colleagues alone', async () => {
    const { id } = await caseIn('awaiting supplement', cast, await openRichScheme(cast, 'away'));
    await cast.caseworker.put('/v1/people/me/absence', { from: TODAY });
    const seenBy = async (person: Person, path: string) =>
      (await person.get<{ people: Record<string, object> }>(path)).body.people[opaque('anna')];
    const anna = { name: nameOf('anna'), title: 'rådgiver' };
    expect(await seenBy(cast.decisionMaker, `/v1/cases/${id}`)).toEqual({ ...anna, away: true });
    expect(await seenBy(cast.decisionMaker, '/v1/queue')).toEqual({ ...anna, away: true });
    expect(await seenBy(cast.applicant, `/v1/cases/${id}`)).toEqual(anna);
    await back(cast.caseworker, 'anna');
    expect(await seenBy(cast.decisionMaker, `/v1/cases/${id}`)).toEqual(anna);
  });

  describe('an absence', () => {
    it('is announced by the person, seen by colleagues, and taken back', async () => {
      expect(await cast.caseworker.put('/v1/people/me/absence', SUMMER)).toMatchObject({
        status: 200,
        body: { absence: SUMMER, away: false },
      });
      expect((await cast.decisionMaker.get(at('anna'))).body).toMatchObject({ absence: SUMMER });
      expect((await cast.caseworker.put('/v1/people/me/absence', { from: TODAY })).body).toMatchObject({
        absence: { from: TODAY },
        away: true,
      });
      expect(await back(cast.caseworker, 'anna')).toMatchObject({ status: 200, body: { absence: null } });
      expect((await cast.decisionMaker.get(at('anna'))).body).toMatchObject({ absence: null, away: false });
    });

    it('of another is announced by a superior of the organisation, and by nobody else', async () => {
      expect(await away(cast.superior, 'anna', SUMMER)).toMatchObject({ status: 200 });
      expect(await away(cast.decisionMaker, 'anna', { from: TODAY })).toMatchObject({ status: 403 });
      expect(await back(cast.decisionMaker, 'anna')).toMatchObject({ status: 403 });
      const other = await system.as('stig', 'superior', 'another-directorate');
      expect(await away(other, 'anna', { from: TODAY })).toMatchObject({ status: 404 });
      expect((await cast.caseworker.get('/v1/people/me')).body).toMatchObject({ absence: SUMMER });
      expect(await back(cast.superior, 'anna')).toMatchObject({ status: 200 });
    });

    it.each([
      ['ends before it begins', { from: '2199-07-31', to: '2199-07-06' }, 422],
      ['is over', { from: '2020-01-01', to: '2020-01-02' }, 422],
      ['begins on no day', { from: '2199-02-30' }, 400],
      ['does not begin', { to: '2199-07-06' }, 400],
      ['says more', { ...SUMMER, why: 'ill' }, 400],
    ])('that %s is refused', async (_, body, status) => {
      expect(await cast.caseworker.put('/v1/people/me/absence', body)).toMatchObject({ status });
    });
  });

  it('takes a name that changed at the next request', async () => {
    const before = await unnamed.holding({
      subject: 'gift', name: 'Gunn Dahl', roles: ['caseworker'], organisation: DIRECTORATE,
    }); // prettier-ignore
    await before.get('/v1/me');
    const after = await unnamed.holding({
      subject: 'gift', name: 'Gunn Dahl Lie', title: 'rådgiver', roles: ['caseworker'], organisation: DIRECTORATE,
    }); // prettier-ignore
    await after.get('/v1/me');
    expect((await cast.caseworker.get('/v1/people/gift')).body).toMatchObject({
      name: 'Gunn Dahl Lie',
      title: 'rådgiver',
    });
  });

  it('forgets who is erased, and a letter that was sent still says who wrote it', async () => {
    const { id } = await caseIn('awaiting supplement', cast, await openRichScheme(cast, 'erased'));
    const letter = async () => {
      const { body } = await cast.auditor.get<{ items: { sha256: string; href?: string; id: string }[] }>(
        `/v1/cases/${id}/letters`,
      );
      const answer = await cast.auditor.send(`/v1/cases/${id}/letters/${body.items[0]!.id}`, {
        method: 'GET',
      });
      return Buffer.from(await answer.arrayBuffer());
    };
    const whatIn = async () => {
      const { body } = await cast.auditor.get<{ items: { what: string }[]; people?: object }>(
        `/v1/cases/${id}/history`,
      );
      return { texts: body.items.map(({ what }) => what).join('\n'), people: body.people };
    };
    const sent = await letter();
    expect((await whatIn()).texts).toContain(nameOf('anna'));
    const administrator = await unnamed.as('adam', 'administrator');
    const erase = (person: Person) => person.send(at('anna'), { method: 'DELETE' });
    expect((await erase(cast.superior)).status).toBe(403);
    expect((await erase(administrator)).status).toBe(204);
    expect((await erase(administrator)).status).toBe(404);
    const { texts, people } = await whatIn();
    expect(texts).not.toContain(nameOf('anna'));
    expect(texts).toContain('N.N.');
    expect(people).not.toHaveProperty([opaque('anna')]);
    expect(await letter()).toEqual(sent);
  });

  it('is no condition for being served: a person who cannot be written down is', async () => {
    await unnamed.standalone.stores.people.close();
    const late = await system.as('late', 'caseworker', DIRECTORATE);
    expect(await late.get('/v1/me')).toMatchObject({ status: 200 });
  });
});

describe('the people of a folder', () => {
  it('are there again after a restart, and writing them down anew is not needed', async () => {
    let system = await startSystem();
    await (await withNames(system).as('anna', 'caseworker', DIRECTORATE)).get('/v1/me');
    await system.stop();
    system = await system.restart();
    const auditor = await system.as('revi', 'auditor');
    expect((await auditor.get(`/v1/people/${opaque('anna')}`)).body).toMatchObject({ name: nameOf('anna') });
    await system.stop();
    system.remove();
  });
});
