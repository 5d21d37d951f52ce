import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { createLogger } from '#hosting/logging.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { clearIn, naming } from '#test/support/clear-text.js';
import { openPilotScheme, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotIn, type PilotState } from '#test/support/pilot-states.js';
import { startSystem, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

/** A person whom everybody who writes anything names in it. */
const NAMED = 'Kanari Fuglesang';

/** They say what binds the state, in public: no person is to be named in them. */
const PUBLIC = ['draft-framework', 'draft-contract', 'join-partner'];

/** Together they have every command that takes words. */
const STATES = [
  'framework drafted',
  'partners joined',
  'cohort open, visit planned, risk raised',
  'measured',
  'measurement disputed',
  'settlement calculated',
  'settlement approved by one',
  'payout cancelled',
  'recovery opened',
  'termination proposed',
  'paid to the end',
] as const satisfies readonly PilotState[];

/** What stands in the steps that lead to a state. */
const OF_THE_STATES = [
  examples.partner.account,
  examples.service.summary,
  'How participants are taken in',
  'The register was late',
  'The second cohort is missing',
  'The account was wrong',
  'Compared with the report',
  'The town goes on with it',
  'Two are too many',
  'Too few are released',
];

describe('what people write about a person on the way of a pilot', () => {
  const lines: string[] = [];
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem({}, createLogger('debug', { write: (line) => void lines.push(line) }));
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'words');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('cannot be found in clear in any file or in the log of the program, nor can account numbers', async () => {
    const written = new Map<string, readonly string[]>();
    for (const state of STATES) {
      const shown = await pilotIn(state, cast, 'words');
      for (const actor of Object.keys(cast) as (keyof PilotCast)[])
        for (const { name } of await commandsFor(actor, shown)) {
          if (written.has(name)) continue;
          const fresh = await pilotIn(state, cast, 'words');
          const command = (await commandsFor(actor, fresh)).find((each) => each.name === name)!;
          const places: string[] = [];
          const body = PUBLIC.includes(name)
            ? command.example
            : naming(NAMED, command.example, `${name} `, places);
          const answer = await cast[actor].post(command.href, body);
          expect({ places, ok: answer.status < 300, body: answer.body }).toMatchObject({ places, ok: true });
          written.set(name, places);
        }
    }
    await settled(system);
    await cast.auditor.get(`/v1/pilots?after=${await headOf(system)}`);
    expect([...written.values()].flat().length).toBeGreaterThan(16);

    const secrets = [NAMED, ...OF_THE_STATES];
    expect(clearIn(system.data, secrets)).toEqual([]);
    await system.standalone.readModels.close();
    expect(clearIn(system.data, secrets)).toEqual([]);
    // The search itself works: what is public is found.
    expect(clearIn(system.data, [examples.framework.purpose])).not.toEqual([]);
    expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  });

  async function commandsFor(
    actor: keyof PilotCast,
    { id, position }: Awaited<ReturnType<typeof pilotIn>>,
  ): Promise<readonly CommandOfCase[]> {
    const path = `/v1/pilots/${id}?after=${position()}`;
    const { body } = await cast[actor].get<{ commands?: CommandOfCase[] }>(path);
    return (body.commands ?? []).filter(({ allowed }) => allowed);
  }
});
