import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { ROLES } from '#access/roles.js';
import { createLogger } from '#hosting/logging.js';
import { caseOfEverything, filled, routesOf, type Ids, type Route } from '#test/support/api-routes.js';
import { badBodies, CANARY } from '#test/support/bad-input.js';
import { BadRequests, JSON_TYPE } from '#test/support/bad-requests.js';
import { pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotOfEverything } from '#test/support/pilot-states.js';
import { CASE_STATES, caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { settled } from '#test/support/time.js';

const BODIES_OF_A_ROUTE = 24;
const BODIES_OF_A_COMMAND = 20;

describe('a client that sends what nobody may send', () => {
  const lines: string[] = [];
  const bad = new BadRequests();
  let system: System;
  let cast: Cast;
  let pilots: PilotCast;
  let callId: string;
  let routes: Route[];
  let ids: Ids;

  beforeAll(async () => {
    system = await startSystem({}, createLogger('info', { write: (line) => void lines.push(line) }));
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'by-command');
    pilots = await pilotCastOf(system);
    ids = {
      ...(await caseOfEverything(cast, 'bad-input')),
      ...(await pilotOfEverything(pilots, 'bad-pilots')),
    };
    routes = await routesOf(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** Who may send a command by role, as far as one person can. */
  async function senderOf({ operation: { description = '' } }: Pick<Route, 'operation'>): Promise<Person> {
    if (description.includes('applicant (own')) return cast.applicant;
    // Those who take part in a pilot, and nobody else, measure and report.
    if (description.includes('May: evaluator')) return pilots.evaluator;
    if (description.includes('May: validator')) return pilots.validator;
    if (description.includes('May: partner')) return pilots.provider;
    if (description.includes('administrator (all)')) return system.as('aud', 'administrator');
    if (description.includes('appeal-body (appeals')) return cast.appealBody;
    return system.as(
      'alle',
      ROLES.filter((role) => !['applicant', 'auditor', 'administrator', 'appeal-body'].includes(role)),
      'directorate',
    );
  }

  it('is told so for every body of every route', async () => {
    const faults: string[] = [];
    let sent = 0;
    for (const route of routes.filter(({ examples }) => examples.length > 0)) {
      const person = await senderOf(route);
      const most = Math.ceil(BODIES_OF_A_ROUTE / route.examples.length);
      for (const [index, example] of route.examples.entries())
        for (const { name, text, refused } of badBodies(example, most, `${route.path} ${index}`)) {
          sent++;
          const request = {
            told: name,
            method: route.method,
            path: filled(route.path, ids),
            headers: JSON_TYPE,
            body: text,
          };
          // A reduction is asked about in per cent, which may be fractions.
          const mayBe = name === 'fraction at "/vary/from"' || name === 'fraction at "/vary/to"';
          faults.push(...(await bad.faultsOf(person, request, refused && !mayBe)));
        }
    }
    expect(sent).toBeGreaterThan(1_800);
    expect(faults).toEqual([]);
  });

  it('is told so for the bodies of every command of a case, in the state it is possible in', async () => {
    const faults: string[] = [];
    const tried = new Set<string>();
    const commandsFor = async (actor: keyof Cast, { id, position }: { id: string; position: string }) => {
      const path = `/v1/cases/${id}?after=${position}`;
      const { body } = await cast[actor].get<{ commands?: CommandOfCase[] }>(path);
      return (body.commands ?? []).filter(({ name, allowed }) => allowed && !tried.has(name));
    };
    for (const state of Object.keys(CASE_STATES)) {
      const shown = await caseIn(state, cast, callId);
      for (const actor of Object.keys(cast) as (keyof Cast)[])
        for (const { name } of await commandsFor(actor, shown)) {
          if (tried.has(name)) continue;
          // Each on a case of its own: what is taken after all must not bring the others out of their state.
          const fresh = await commandsFor(actor, await caseIn(state, cast, callId));
          const { method, href, example } = fresh.find((each) => each.name === name)!;
          tried.add(name);
          for (const wrong of badBodies(example, BODIES_OF_A_COMMAND, name)) {
            const told = `${state}: ${actor}: ${wrong.name}`;
            const request = { told, method, path: href, headers: JSON_TYPE, body: wrong.text };
            faults.push(...(await bad.faultsOf(cast[actor], request, wrong.refused)));
          }
        }
    }
    expect(tried.size).toBeGreaterThan(40);
    expect(faults).toEqual([]);
  });

  it('is told so for every id that cannot be one, in every path', async () => {
    const faults: string[] = [];
    const no = [
      'not-a-uuid',
      'x'.repeat(300),
      '..%2f..%2f',
      '%2e%2e',
      '%00',
      '%zz',
      '%ED%A0%80',
      '-1',
      '1;--',
      'a b',
    ];
    const uuid = '00000000-0000-4000-8000-000000000000';
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      const person = await senderOf(route);
      const body = route.examples[0];
      const sent = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) };
      const names = route.path.match(/\{\w+\}/g)!;
      for (const name of names)
        for (const id of [uuid, ...no]) {
          const path = filled(route.path, ids, { [name.slice(1, -1)]: id.replace(' ', '%20') });
          const request = { told: `${name} is ${id.slice(0, 20)}`, method: route.method, path, ...sent };
          // A version may have any name that is none yet, and an organisation without representatives is there too.
          const mayBe = name === '{version}' || route.path.startsWith('/v1/organisations/');
          faults.push(...(await bad.faultsOf(person, request, !mayBe)));
        }
    }
    expect(faults).toEqual([]);
  });

  it('is told so for every parameter of every query', async () => {
    const faults: string[] = [];
    const cursors = [
      [],
      [null],
      ['x', 'y'],
      [1, 2],
      ['2026-01-01', '\0'],
      ['2026-01-01', 7],
      [1e308, null],
      [[]],
      {},
      'x',
    ];
    const no: Readonly<Record<string, readonly string[]>> = {
      limit: ['0', '-1', 'x', '1.5', '1e2', '201', '', '99999999999999999999', '1&limit=2'],
      cursor: [
        'x',
        '',
        '%00',
        'x'.repeat(5_000),
        ...cursors.map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
      ],
      after: ['garbage', '', '-1', '1.5', '99999999999999999999999', '999999999', '0x1', '%00', '1&after=2'],
      year: ['x', '0', '99999', '2026.5', '-1'],
      until: ['x', '05/06/2014', '2028-02-30'],
      deadlineFrom: ['x', '05/06/2014', '2028-02-30'],
      deadlineTo: ['x', '05/06/2014', '2028-02-30'],
    };
    const anyway = ['%00', '%ED%A0%80', 'x'.repeat(3_000), "'%20OR%201=1--", '', '[]', 'a&name=b'];
    const of = async (route: Route, told: string, query: string, refused: boolean) => {
      const person = cast[route.path.includes('currency') ? 'manager' : 'caseworker'];
      const request = { told, method: 'GET', path: `${filled(route.path, ids)}?${query}` };
      faults.push(...(await bad.faultsOf(person, request, refused)));
    };
    for (const route of routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1'))) {
      await of(route, 'unknown parameter', 'unknown=1', false);
      for (const { name } of route.operation.parameters?.filter((parameter) => parameter.in === 'query') ??
        []) {
        for (const value of no[name] ?? []) await of(route, name, `${name}=${value}`, true);
        for (const value of anyway) await of(route, name, `${name}=${value}`, false);
        await of(route, name, `${name}[x]=1&${name}=2&${name}=3`, false);
      }
    }
    expect(faults).toEqual([]);
  });

  it('is told so for headers', async () => {
    const faults: string[] = [];
    const headers: readonly Record<string, string>[] = [
      ...['W/"1"', '1', '"x"', '"-1"', '"99999999999999999999"', '"1", "2"', ''].map((tag) => ({
        'if-match': tag,
      })),
      ...['two words', '', 'x'.repeat(201), 'blåbær'].map((key) => ({ 'idempotency-key': key })),
      ...['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'x', ''].map((type) => ({
        'content-type': type,
      })),
      ...['', '%', '%ff', '%E2%80%AE', 'subject:', 'blåbær', 'x'.repeat(201)].map((organisation) => ({
        'tilsagn-organisation': organisation,
      })),
      { 'content-encoding': 'gzip' },
    ];
    for (const route of routes.filter(({ examples, path }) => examples.length > 0 && path.includes('{')))
      for (const header of headers) {
        const [name] = Object.keys(header) as [string];
        const isCommand = route.operation.parameters?.some(
          (parameter) => parameter.name === 'Idempotency-Key',
        );
        if (!isCommand && (name === 'if-match' || name === 'idempotency-key')) continue;
        const path = filled(route.path, ids);
        const request = {
          told: `${name}: ${header[name]}`,
          method: route.method,
          path,
          headers: { ...JSON_TYPE, ...header },
          body: JSON.stringify(route.examples[0]),
        };
        faults.push(
          ...(await bad.faultsOf(
            await senderOf(route),
            request,
            header[name] !== '' && name !== 'content-encoding',
          )),
        );
      }
    expect(faults).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    await settled(system);
    const wrote = (await system.standalone.stores.log.readAll({ limit: 1_000_000 })).events.flatMap(
      ({ type, metadata }) => {
        const by = bad.refusals.get(metadata.correlationId);
        return by === undefined ? [] : [`${type}: ${by}`];
      },
    );
    // A conflict of interest that is declared stands, also where what was asked for with it is refused for it: in the
    // case, where it flags a decision that the person had a part in.
    const stands = /^(?:(?:Appeal)?ImpartialityDeclared|DecisionFlagged): .*\/conflict"$/;
    expect(wrote.filter((event) => !stands.test(event))).toEqual([]);
    expect(lines.filter((line) => line.includes(CANARY) || /"level":"(error|warn)"/.test(line))).toEqual([]);
    expect((await fetch(`${system.url}/health/ready`)).status).toBe(200);
  });
});
