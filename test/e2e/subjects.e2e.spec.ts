import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedAs } from '#test/support/pilot-cast.js';
import {
  DIRECTORATE,
  documentOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const ORGANISATION = '889640782';
const SINCE = `${YEAR}-01-01`;

/** What identity providers call persons, and what a token may carry besides. */
const SUBJECTS: readonly (readonly [of: string, subject: string])[] = [
  ['Auth0', 'auth0|5f7'],
  ['a federated user of Keycloak', 'f:28d7:kari'],
  ['a digest in Base64', 'q83v/+8AAQID=='],
  ['a distinguished name', 'CN=Kari Nordmann, O=Verkstedet & sønner; C=NO'],
  ['a name in two words', 'kari nordmann'],
  ['letters beyond ASCII', 'Åse Ærlig 東🙂'],
  ['an address', 'https://login.example.no/users?id=7#kari'],
  ['what is an escape itself', 'kari%2Fnordmann%'],
  ['JSON', '{"kari":["\\"]}'],
  ['the longest', 'å'.repeat(200)],
];

describe('a person with any subject that a token may carry', () => {
  let system: System;
  let officials: Officials;
  let administrator: Person;
  let call: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    administrator = await system.as('adam', 'administrator');
    call = await openScheme(officials.manager, 'subjects', 1_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const representatives = `/v1/organisations/${ORGANISATION}/representatives`;
  const removal = (subject: string) => `${representatives}/${encodeURIComponent(subject)}/removal`;

  it.each(SUBJECTS)('represents an organisation, acts and is removed: %s', async (_, subject) => {
    const person = await system.as(subject, 'applicant', ORGANISATION);
    const appointment = { person: subject, powers: ['apply', 'all'], from: SINCE };
    done(await administrator.post(representatives, appointment));
    expect((await administrator.get(representatives)).body).toEqual({
      state: 'represented',
      items: [appointment],
    });
    await submitApplication(person, call, 1_000);
    const { id } = done(await person.post('/v1/applications', { callId: call, ...documentOf(1_000) }));
    done(await person.post(removal(subject)));
    expect(await person.post(`/v1/applications/${id}/submission`)).toMatchObject(
      refusedAs(403, 'not-a-representative'),
    );
    expect((await administrator.get(representatives)).body).toEqual({ state: 'represented', items: [] });
  });

  it.each(SUBJECTS)('is assigned a case, ruled on and found in the queue: %s', async (_, subject) => {
    const official = await system.as(subject, 'caseworker', DIRECTORATE);
    const superior = await system.as('siri', 'superior', DIRECTORATE);
    const id = await submitApplication(await system.as('ola', 'applicant', '987654325'), call, 1_000);
    const at = `/v1/applications/${id}`;
    const { position } = done(
      await officials.caseworker.post(`${at}/assignment`, { caseworker: subject, note: 'Knows the field' }),
    );
    const queue = await official.get<{ items: { id: string }[] }>(
      `/v1/queue?assignee=${encodeURIComponent(subject)}&after=${position}`,
    );
    expect(queue.body.items).toEqual([expect.objectContaining({ id, assignee: subject })]);
    // Every possible command stands under an address that can be asked.
    const { body } = await official.get<{ commands: { href: string }[] }>(`/v1/cases/${id}`);
    expect(body.commands.filter(({ href }) => !URL.canParse(href, system.url))).toEqual([]);
    done(await official.post(`${at}/impartiality`, { conflict: false, doubt: true, statement: 'A cousin' }));
    done(
      await superior.post(`${at}/impartiality-ruling`, {
        person: subject,
        disqualified: false,
        grounds: 'Too far',
      }),
    );
  });

  it.each(SUBJECTS)('decides under a written delegation: %s', async (_, subject) => {
    const scheme = `delegated-${SUBJECTS.findIndex(([, each]) => each === subject)}`;
    const under = await openScheme(officials.manager, scheme, 1_000_000);
    done(
      await officials.manager.post(`/v1/schemes/${scheme}/delegations`, {
        person: subject,
        validFrom: SINCE,
        reference: '26/17',
      }),
    );
    const id = await submitApplication(await system.as('ola', 'applicant', '987654325'), under, 1_000);
    await prepareGrant(officials.caseworker, id, 1_000);
    const approval = { impartiality: { conflict: false } };
    const decider = await system.as(subject, 'decision-maker', DIRECTORATE);
    done(await decider.post(`/v1/applications/${id}/approval`, approval));
  });

  it.each(SUBJECTS)('is found in the directory, where it says when they are away: %s', async (_, subject) => {
    const name = 'Kari Nordmann';
    const person = await system.holding({
      subject,
      name,
      roles: ['caseworker'],
      organisation: DIRECTORATE,
    });
    const at = `/v1/people/${encodeURIComponent(subject)}`;
    const absence = { from: '2199-07-06', to: '2199-07-31' };
    expect(await person.put(`${at}/absence`, absence)).toMatchObject({
      status: 200,
      body: { subject, absence },
    });
    expect(await person.get(at)).toMatchObject({ status: 200, body: { subject, name, absence } });
    expect((await person.send(`${at}/absence`, { method: 'DELETE' })).status).toBe(200);
    expect(await person.get(at)).toMatchObject({ status: 200, body: { subject, absence: null } });
  });

  it('is none of those who act without a token', async () => {
    for (const person of ['process:follow', 'import:kari', 'operator:root', 'Process:x']) {
      const answer = await administrator.post(representatives, { person, powers: ['all'], from: SINCE });
      expect(answer).toMatchObject({
        ...refusedAs(400, 'invalid-request'),
        body: {
          errors: [
            {
              pointer: '/person',
              detail: 'must be a person: what begins with process:, import:, operator: is none',
            },
          ],
        },
      });
      expect(await administrator.post(removal(person))).toMatchObject(refusedAs(404, 'not-found'));
    }
  });
});
