import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '#letters/testing/read-pdf.js';
import { caseOfEverything, filled, routesOf, type Ids } from '#test/support/api-routes.js';
import { castOf, type Cast } from '#test/support/case-states.js';
import { nameOf, opaque, withNames } from '#test/support/named-cast.js';
import { pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotOfEverything } from '#test/support/pilot-states.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const WHO = [
  'ola', 'mette', 'anna', 'berit', 'carl', 'dina', 'beate', 'sigrid', 'klara', 'revi', 'kari', 'knut', 'kjersti',
  'kristian', 'tone', 'per', 'eva', 'vidar',
]; // prettier-ignore
const SUBJECTS = new Map(WHO.map((who) => [opaque(who), who]));

/** Where a value holds one of the subjects, as paths; `people` is where they are told. */
function placesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string')
    return [...SUBJECTS.keys()]
      .filter((subject) => value.includes(subject))
      .map((subject) => [path, subject]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    path === '' && name === 'people' ? [] : placesOf(each, `${path}/${name}`),
  );
}

describe('people whose subjects tell a reader nothing', () => {
  let system: System;
  let cast: Cast;
  let pilotCast: PilotCast;
  let ids: Ids;
  let paths: string[];

  beforeAll(async () => {
    system = withNames(await startSystem());
    cast = await castOf(system);
    pilotCast = await pilotCastOf(system);
    ids = {
      ...(await caseOfEverything(cast, 'people')),
      ...(await pilotOfEverything(pilotCast, 'people-pilots')),
      people: opaque('anna'),
      subject: opaque('anna'),
    };
    const routes = await routesOf(system);
    paths = routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/v1'))
      .map(({ path }) => filled(path, ids));
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const answersFor = async (person: Person) => {
    const answers: { path: string; type: string; bytes: Uint8Array }[] = [];
    for (const path of paths) {
      const answer = await person.send(path, { method: 'GET' });
      const bytes = await answer.bytes();
      if (answer.status === 200)
        answers.push({ path, type: answer.headers.get('content-type') ?? '', bytes });
    }
    return answers;
  };
  const json = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as object;

  it.each(['caseworker', 'applicant', 'auditor', 'otherDecisionMaker', 'provider'] as const)(
    'are told by name in every answer that names them, to the %s',
    async (who) => {
      const person = { ...cast, ...pilotCast }[who];
      const answers = await answersFor(person);
      const told = new Set<string>();
      for (const { path, type, bytes } of answers.filter((each) => each.type.includes('json'))) {
        const { people = {}, ...answer } = json(bytes) as { people?: Record<string, { name: string }> };
        for (const [place, subject] of placesOf(answer)) {
          expect({ path, place, called: people[subject]?.name }).toEqual({
            path,
            place,
            called: nameOf(SUBJECTS.get(subject)!),
          });
          told.add(subject);
        }
        expect(type).toContain('application/json');
      }
      expect(told.size).toBeGreaterThanOrEqual(who === 'provider' ? 4 : 5);
    },
  );

  it('are shown by name in every sentence of a history', async () => {
    for (const room of ['cases', 'pilots']) {
      const { body } = await cast.auditor.get<{ items: { what: string; why: string | null }[] }>(
        `/v1/${room}/${ids[room]}/history?limit=200`,
      );
      const texts = body.items.flatMap(({ what, why }) => [what, why ?? '']);
      expect(placesOf(texts)).toEqual([]);
      expect(texts.join('\n')).not.toContain('N.N.');
      expect(texts.join('\n')).toContain('Anna Navnesen');
    }
  });

  it('are named with their title in the letters, and in no document by their id', async () => {
    const documents = (await answersFor(cast.caseworker)).filter(({ type }) => !type.includes('json'));
    const letters = documents.filter(({ type }) => type === 'application/pdf');
    expect(letters.length).toBeGreaterThanOrEqual(2);
    for (const { path, type, bytes } of documents) {
      const text =
        type === 'application/pdf'
          ? JSON.stringify((await readPdf(bytes)).pages)
          : Buffer.from(bytes).toString();
      expect({ path, found: placesOf(text) }).toEqual({ path, found: [] });
    }
    const [letter] = letters;
    expect(JSON.stringify((await readPdf(letter!.bytes)).pages)).toContain('Navnesen, rådgiver');
  });
});
