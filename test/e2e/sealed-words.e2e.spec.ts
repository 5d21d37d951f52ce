import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { createLogger } from '#hosting/logging.js';
import { CASE_STATES, caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { clearIn, naming } from '#test/support/clear-text.js';
import { headOf, settled } from '#test/support/time.js';
import { startSystem, type System } from '#test/support/system.js';

/** A person whom everybody who writes anything names in it. */
const NAMED = 'Kanari Fuglesang';

/** What stands in the steps that lead to a state. */
const OF_THE_STATES = [
  'Kari Nordmann',
  'kari@verkstedet.example',
  '86011117947',
  'Six places in the workshop',
  'Accounts by 31 March',
  'Others want to know',
];

describe('what people write about a person on the way of a case', () => {
  const lines: string[] = [];
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({}, createLogger('debug', { write: (line) => void lines.push(line) }));
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'words');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('cannot be found in clear in any file or in the log of the program', async () => {
    const written = new Map<string, readonly string[]>();
    for (const state of Object.keys(CASE_STATES)) {
      const shown = await caseIn(state, cast, callId);
      for (const actor of Object.keys(cast) as (keyof Cast)[])
        for (const asked of await commandsFor(actor, shown)) {
          if (written.has(asked.name)) continue;
          const fresh = await caseIn(state, cast, callId);
          const [command] = (await commandsFor(actor, fresh)).filter(({ name }) => name === asked.name);
          const places: string[] = [];
          const body = naming(NAMED, command!.example, `${asked.name} `, places);
          const answer = await cast[actor].post(command!.href, body);
          expect({ place: places, status: answer.status, body: answer.body }).toMatchObject({
            place: places,
            status: answer.status === 201 ? 201 : 200,
          });
          written.set(asked.name, places);
        }
    }
    await settled(system);
    const { caseworker } = cast;
    await caseworker.get(`/v1/queue?q=${encodeURIComponent(NAMED)}&after=${await headOf(system)}`);
    const places = [...written.values()].flat();
    expect(places.length).toBeGreaterThan(30);

    const secrets = [NAMED, ...OF_THE_STATES];
    expect(clearIn(system.data, secrets)).toEqual([]);
    await system.standalone.readModels.close();
    expect(clearIn(system.data, secrets)).toEqual([]);
    // The search itself works: what is public is found.
    expect(clearIn(system.data, ['Verkstedet'])).not.toEqual([]);
    expect(lines.filter((line) => line.includes(NAMED))).toEqual([]);
  });

  async function commandsFor(actor: keyof Cast, { id, position }: { id: string; position: string }) {
    const path = `/v1/cases/${id}?after=${position}`;
    const { body } = await cast[actor].get<{ commands?: CommandOfCase[] }>(path);
    return (body.commands ?? []).filter(({ allowed }) => allowed);
  }
});
