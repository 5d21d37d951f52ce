import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Identity, Membership } from '#access/identity/identity.js';
import { AppointmentsByName } from '#grants/application/organisations/appointments-by-name.js';
import { createLogger } from '#hosting/logging.js';
import { personReference } from '#sealing/key-store.js';
import { clearIn } from '#test/support/clear-text.js';
import { refusedAs } from '#test/support/pilot-cast.js';
import { documentOf, done, officialsOf, openScheme, submitApplication, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const NAME = 'Kari Ås-Nordmann';
const MANDATE = { powers: ['apply'], from: `${YEAR}-01-01` };
/** Fictitious numbers, with the right check digit; one for each test. */
const NUMBERS = [
  '987654325',
  '889640782',
  '974760673',
  '983887457',
  '123456785',
  '910000004',
  '910000012',
  '910000020',
  '910000039',
  '910000047',
];

interface Shown {
  readonly state: string;
  readonly items: readonly {
    readonly naming?: string;
    readonly person?: string;
    readonly name?: string | null;
  }[];
}

describe('a representative who is named before anybody knows their subject', () => {
  const lines: string[] = [];
  const numbers = NUMBERS.values();
  let system: System;
  let administrator: Person;
  let call: string;

  beforeAll(async () => {
    system = await startSystem({}, createLogger('info', { write: (line) => void lines.push(line) }));
    administrator = await system.as('adam', 'administrator');
    call = await openScheme((await officialsOf(system)).manager, 'named', 1_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const at = (organisation: string) => `/v1/organisations/${organisation}/representatives`;
  const named = async (organisation: string, name = NAME) =>
    done(await administrator.post(at(organisation), { name, ...MANDATE })).id;
  const shown = async (organisation: string, reader = administrator) =>
    (await reader.get<Shown>(at(organisation))).body;
  const membership = (organisation: string): Membership => ({ organisation, roles: ['applicant'] });
  const comes = (subject: string, name: string | undefined, ...organisations: readonly string[]) => {
    const identity: Identity = {
      subject,
      memberships: organisations.map(membership),
      ...(name === undefined ? {} : { name }),
    };
    const coming = { now: system.standalone.clock.now(), correlationId: 'first-request' };
    return system.standalone.app.get(AppointmentsByName, { strict: false }).completeFor(identity, coming);
  };

  it('represents it from when they come as one of the organisation, and till then nobody acts for it', async () => {
    const organisation = numbers.next().value!;
    const [kari, ola] = [
      await system.as('oidc|kari', 'applicant', organisation),
      await system.as('ola', 'applicant', organisation),
    ];
    const naming = await named(organisation);
    const open = { state: 'represented', items: [{ naming, name: NAME, ...MANDATE }] };
    expect(await shown(organisation)).toEqual(open);
    expect(await shown(organisation, ola)).toEqual(open);
    expect((await (await system.as('per', 'applicant', 'elsewhere')).get(at(organisation))).status).toBe(404);
    const { id } = done(await ola.post('/v1/applications', { callId: call, ...documentOf(1_000) }));
    const submission = `/v1/applications/${id}/submission`;
    for (const person of [kari, ola])
      expect(await person.post(submission)).toMatchObject(refusedAs(403, 'not-a-representative'));

    const [receipt, ...more] = await comes(
      'oidc|kari',
      'KARI \u00a0A\u030as-nordmann',
      'elsewhere',
      organisation,
    );
    expect([receipt?.id, more]).toEqual([organisation, []]);
    expect(await shown(organisation)).toEqual({
      state: 'represented',
      items: [{ person: 'oidc|kari', ...MANDATE }],
    });
    expect(await ola.post(submission)).toMatchObject(refusedAs(403, 'not-a-representative'));
    await submitApplication(kari, call, 1_000);
    const events = await system.standalone.stores.log.readStream(`organisation-${organisation}`);
    expect(events.map(({ type, data, metadata }) => [type, data['naming'], metadata.actor.subject])).toEqual([
      ['RepresentativeNamed', naming, 'adam'],
      ['RepresentativeAppointed', naming, 'process:complete-appointments'],
    ]);
    expect(events[1]!.metadata).toMatchObject({ causationId: events[0]!.id, correlationId: 'first-request' });
    // Whoever comes again, or later, changes nothing.
    expect([
      ...(await comes('oidc|kari', NAME, organisation)),
      ...(await comes('x', NAME, organisation)),
    ]).toEqual([]);
  });

  it('comes by signing in, whenever that is: their first request, or one before they were named', async () => {
    const organisation = numbers.next().value!;
    const signsIn = (subject: string, name: string) =>
      system.holding({ subject, name, roles: ['applicant'], organisation });
    const persons = async () => (await shown(organisation)).items.map(({ person, name }) => person ?? name);
    await (await signsIn('auth0|before', 'Berit Før')).get('/v1/me');
    await named(organisation, 'Berit Før');
    expect(await persons()).toEqual(['auth0|before']);
    await named(organisation, 'Siri Senere');
    expect(await persons()).toEqual(['auth0|before', 'Siri Senere']);
    const siri = await signsIn('f:28d7:siri', 'Siri Senere');
    await submitApplication(siri, call, 1_000);
    expect(await persons()).toEqual(['auth0|before', 'f:28d7:siri']);
  });

  it('is appointed also when they come at the very moment at which they are named', async () => {
    const organisation = numbers.next().value!;
    for (let round = 0; round < 20; round++) {
      const name = `Samtidig ${String.fromCodePoint(65 + round)}`;
      const comer = await system.holding({
        subject: `at-once-${round}`,
        name,
        roles: ['applicant'],
        organisation,
      });
      await Promise.all([named(organisation, name), comer.get('/v1/me')]);
    }
    const { items } = await shown(organisation);
    expect(items.map(({ person }) => person).filter((person) => person?.startsWith('at-once-'))).toHaveLength(
      20,
    );
  });

  it('is nobody of another organisation, nobody of another name, and nobody without one', async () => {
    const [organisation, other] = [numbers.next().value!, numbers.next().value!];
    await named(organisation);
    await named(other, 'Ola Nordmann');
    for (const [name, ...organisations] of [
      [NAME, other],
      [NAME],
      ['Kari As-Nordmann', organisation],
      ['Kari Ås Nordmann', organisation],
      ['Ås-Nordmann, Kari', organisation],
      [undefined, organisation, other],
    ] as const)
      expect(await comes('somebody', name, ...organisations)).toEqual([]);
    expect((await shown(organisation)).items).toEqual([expect.objectContaining({ name: NAME })]);
  });

  it('is no program, whatever it is called', async () => {
    const organisation = numbers.next().value!;
    await named(organisation);
    const program: Identity = {
      subject: 'portal',
      program: true,
      name: NAME,
      memberships: [membership(organisation)],
    };
    const now = system.standalone.clock.now();
    expect(
      await system.standalone.app.get(AppointmentsByName, { strict: false }).completeFor(program, { now }),
    ).toEqual([]);
    expect((await shown(organisation)).items).toMatchObject([{ name: NAME }]);
  });

  it('is one person: who comes second at the same moment is not, nor can a second be named meanwhile', async () => {
    const organisation = numbers.next().value!;
    const body = { name: NAME, ...MANDATE };
    const key = { 'idempotency-key': 'one' };
    const { id: naming } = done(await administrator.post(at(organisation), body, key));
    expect(done(await administrator.post(at(organisation), body, key)).id).toBe(naming);
    const again = await administrator.post(at(organisation), { ...body, name: ` ${NAME.toUpperCase()}` });
    expect(again).toMatchObject({ ...refusedAs(409, 'already-named'), body: { naming } });
    expect(JSON.stringify(again.body).toLowerCase()).not.toContain('kari');
    const other = { ...body, name: 'Ola Nordmann' };
    const both = await Promise.all([1, 2].map(() => administrator.post(at(organisation), other)));
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const came = await Promise.all(
      ['one', 'two', 'three'].map((subject) => comes(subject, NAME, organisation)),
    );
    expect(came.flat()).toHaveLength(1);
    const { items } = await shown(organisation);
    expect(items.map(({ name }) => name)).toEqual([undefined, 'Ola Nordmann']);
    expect(['one', 'two', 'three']).toContain(items[0]!.person);
  });

  it('can be taken back by those who may appoint, and is not appointed then', async () => {
    const organisation = numbers.next().value!;
    const ola = await system.as('ola', 'applicant', organisation);
    const naming = await named(organisation);
    const withdrawal = `${at(organisation)}/namings/${naming}/withdrawal`;
    expect(await ola.post(at(organisation), { name: 'Ola', ...MANDATE })).toMatchObject(
      refusedAs(403, 'not-a-representative'),
    );
    expect(await ola.post(withdrawal)).toMatchObject(refusedAs(403, 'not-a-representative'));
    done(await administrator.post(withdrawal));
    expect(await administrator.post(withdrawal)).toMatchObject(refusedAs(404, 'not-found'));
    expect(await comes('kari', NAME, organisation)).toEqual([]);
    expect(await shown(organisation)).toEqual({ state: 'open', items: [] });
    await submitApplication(ola, call, 1_000);
  });

  it('is forgotten with the key of the name, and nobody comes under it any more', async () => {
    const [organisation, other] = [numbers.next().value!, numbers.next().value!];
    const naming = await named(organisation);
    await named(other);
    const [event] = await system.standalone.stores.log.readStream(`organisation-${organisation}`);
    await system.standalone.stores.keys.erase(personReference(event!.data['personRef'] as string));
    expect((await shown(organisation)).items).toEqual([{ naming, name: null, ...MANDATE, erased: true }]);
    expect(await comes('kari', NAME, organisation)).toEqual([]);
    done(await administrator.post(`${at(organisation)}/namings/${naming}/withdrawal`));
    // What another organisation knows is erased by itself.
    expect((await shown(other)).items).toMatchObject([{ name: NAME }]);
  });

  it('is named by subject or by name, never by both or by neither', async () => {
    const pointers = async (body: object) => {
      const answer = await administrator.post<{ errors: { pointer: string }[] }>(at('987654325'), body);
      return [answer.status, ...new Set(answer.body.errors.map(({ pointer }) => pointer))];
    };
    expect(await pointers({ person: 'kari', name: NAME, ...MANDATE })).toEqual([400, '/person', '/name']);
    expect(await pointers(MANDATE)).toEqual([400, '/person', '/name']);
    expect(await pointers({ name: 'Kari\nNordmann', ...MANDATE })).toEqual([400, '/name']);
  });

  it('stands in clear in no file and in no line', async () => {
    expect(lines.length).toBeGreaterThan(10);
    const parts = ['Ås-Nordmann', 'A\u030as-nordmann', 'ÅS-NORDMANN', 'ås-nordmann', 'Ola Nordmann'];
    expect(lines.filter((line) => parts.some((part) => line.includes(part)))).toEqual([]);
    expect(clearIn(system.data, parts)).toEqual([]);
    expect(clearIn(system.data, ['RepresentativeNamed'])).not.toEqual([]);
  });
});
