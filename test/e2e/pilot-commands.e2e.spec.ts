import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { openPilotScheme, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotIn, type PilotState } from '#test/support/pilot-states.js';
import { answerOf, keysOf, together } from '#test/support/possible-commands.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const ACTORS = [
  'manager',
  'caseworker',
  'decisionMaker',
  'attester',
  'finance',
  'otherCaseworker',
  'otherDecisionMaker',
  'town',
  'provider',
  'evaluator',
  'validator',
  'auditor',
] as const satisfies readonly (keyof PilotCast)[];

const STATES = [
  'established',
  'framework drafted',
  'framework adopted by one',
  'partners joined',
  'signed by the parties',
  'signed by all but one',
  'cohort open, visit planned, risk raised',
  'measurement disputed',
  'settlement approved by one',
  'payout cancelled',
  'payout due, an account waits',
  'termination proposed',
  'closed',
] as const satisfies readonly PilotState[];

/** What a pilot that is over still takes. */
const MONEY_ON_ITS_WAY = [
  'record-share-payment',
  'return-payout',
  'record-received-money',
  'allocate-received-money',
  'return-received-money',
  'propose-partner-account',
];

/** What is said of a person counts in every state. */
const ABOUT_PERSONS = ['declare-pilot-impartiality', 'rule-on-pilot-impartiality'];
const WHEN_CLOSED: readonly string[] = [...MONEY_ON_ITS_WAY, ...ABOUT_PERSONS];

/** They leave everything else as it is, so they are tried on the pilot itself, once all others are. */
const HARMLESS = [
  'plan-visit',
  'raise-risk',
  'reassess-risk',
  'recount-cohort',
  'report-service',
  'report-status',
];

describe('the commands of a pilot', () => {
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'commands');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** The commands of a pilot for a person; nothing to whoever may not see it. */
  async function commandsFor(
    person: Person,
    id: string,
    position: string,
  ): Promise<readonly CommandOfCase[]> {
    const { body } = await person.get<{ commands?: CommandOfCase[] }>(`/v1/pilots/${id}?after=${position}`);
    return body.commands ?? [];
  }

  it.each(STATES)('%s: what is allowed succeeds, what is not is refused as said', async (state) => {
    const { id, position } = await pilotIn(state, cast, 'commands');
    await settled(system);
    const head = await headOf(system);
    const listed = await Promise.all(
      ACTORS.map(async (actor) =>
        [...keysOf(await commandsFor(cast[actor], id, position()))].map(([key, command]) => ({
          told: `${actor}: ${key}`,
          actor,
          key,
          command,
        })),
      ),
    );
    // Asking wrote nothing.
    expect(await headOf(system)).toBe(head);
    const all = listed.flat();
    const isHarmless = ({ command }: (typeof all)[number]) =>
      command.allowed && HARMLESS.includes(command.name);
    const tryOut = async (one: (typeof all)[number]) => {
      const { told, actor, key, command } = one;
      if (!command.allowed || isHarmless(one)) return { told, ...(await answerOf(cast[actor], command)) };
      // What succeeds changes the pilot, so it is tried on a fresh one.
      const fresh = await pilotIn(state, cast, 'commands');
      const own = keysOf(await commandsFor(cast[actor], fresh.id, fresh.position())).get(key)!;
      return { told, ...(await answerOf(cast[actor], own)) };
    };
    const apart = all.filter((each) => !isHarmless(each));
    const harmless = all.filter(isHarmless);
    const happened = await together(apart, tryOut);
    for (const each of harmless) happened.push(await tryOut(each));
    expect(happened).toEqual(
      [...apart, ...harmless].map(({ told, command: { problem } }) => ({
        told,
        status: problem?.status ?? 200,
        ...(problem === undefined ? {} : { problem }),
      })),
    );
    expect(all.length).toBeGreaterThan(150);
    const goesOn = all.some(({ command }) => command.allowed && !WHEN_CLOSED.includes(command.name));
    expect(goesOn).toBe(state !== 'closed');
  });
});
