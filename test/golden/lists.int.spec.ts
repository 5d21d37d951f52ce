import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '#eventsourcing/event.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { routesOf, type Route } from '#test/support/api-routes.js';
import { startOn, type System } from '#test/support/system.js';
import type { Answered } from './answers.js';
import { goldenFolders, readJson, readRecord, unpackData } from './folder.js';
import { BOUNDED } from './lists.js';
import { atRest } from './record.js';

/** Members that hold the list of a route that answers one in pages. */
const LISTS = /^(?:items|rates)$/;

describe.each([...goldenFolders()])('every list that is answered about the golden folder %s', (_, golden) => {
  const { clock, readers } = readRecord(golden);
  const folder = temporaryFolder();
  let system: System;
  let routes: readonly Route[];
  /** Lists by `path member`, with the lengths they were seen to have where one was asked for. */
  const seen = new Map<string, number>();
  const asked = new Set<string>();

  beforeAll(async () => {
    unpackData(golden, folder.path);
    system = await startOn(folder, { TILSAGN_NOW: clock });
    await atRest(system);
    routes = (await routesOf(system)).filter(({ method }) => method === 'GET');
    for (const { reader, path, status } of readJson(golden, 'answers') as Answered[]) {
      const route = routes.find((each) => matches(each, path));
      if (
        route === undefined ||
        status !== 200 ||
        path.includes('/attachments/') ||
        path.includes('/letters/')
      )
        continue;
      asked.add(route.path);
      const { subject, roles, organisation } = readers[reader]!;
      const { body } = await (
        await system.as(subject, roles, organisation)
      ).get<Json>(`${path}${isPaged(route) ? '?limit=1' : ''}`);
      for (const [member, length] of listsIn(body)) {
        const list = `${route.path} ${member}`;
        seen.set(list, Math.max(seen.get(list) ?? 0, length));
      }
    }
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('was asked of all routes that answer JSON, but for what has no length', () => {
    const unasked = routes
      .map(({ path }) => path)
      .filter((path) => path.startsWith('/v1') && !asked.has(path));
    expect(unasked.toSorted()).toEqual([
      '/v1/applications/{id}/attachments/{attachment}',
      '/v1/applications/{id}/letter-preview',
      '/v1/cases/{id}/letters/{letter}',
      '/v1/cases/{id}/notices',
      '/v1/historical-pilots/{id}',
      '/v1/me',
      '/v1/people',
      '/v1/people/{subject}',
      '/v1/pilots/{id}/dashboard/chart',
      '/v1/scheme-templates',
      '/v1/state-aid/excess',
    ]);
  });

  it('comes in pages, or a rule says how long it is', () => {
    const paged = new Set(routes.filter(isPaged).map(({ path }) => path));
    const lists = [...seen].filter(([list]) => {
      const [path, member] = list.split(' ') as [string, string];
      return !(paged.has(path) && LISTS.test(member));
    });
    const known = Object.values(BOUNDED).flat();
    expect(lists.map(([list]) => list).filter((list) => !known.includes(list))).toEqual([]);
    expect(known.filter((list) => !seen.has(list))).toEqual([]);
  });

  it('is as short as it is asked for, where it comes in pages', () => {
    const lists = [...seen].filter(([list]) => LISTS.test(list.split(' ')[1]!));
    expect(lists.filter(([, length]) => length > 1)).toEqual([]);
    expect(lists.length).toBeGreaterThan(20);
  });
});

function isPaged({ operation: { parameters = [] } }: Route): boolean {
  return parameters.some(({ name }) => name === 'cursor');
}

function matches({ path: pattern }: Route, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}

/** Whose elements are looked at no further: rows of a page, and examples of what may be sent. */
const WHOLE = /^(?:items|rates|commands)$/;

/** Every list in an answer by the members that lead to it. */
function* listsIn(value: Json, path = ''): Generator<readonly [member: string, length: number]> {
  if (Array.isArray(value)) {
    yield [path, value.length];
    if (!WHOLE.test(path)) for (const item of value) yield* listsIn(item, `${path}[]`);
  } else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value))
      if (member !== undefined) yield* listsIn(member, path === '' ? name : `${path}.${name}`);
}
