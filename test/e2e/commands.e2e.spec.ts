import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { CASE_STATES, caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { answerOf, keysOf, together } from '#test/support/possible-commands.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const ACTORS = [
  'applicant',
  'caseworker',
  'decisionMaker',
  'attester',
  'finance',
  'superior',
  'appealBody',
  'auditor',
] as const satisfies readonly (keyof Cast)[];

describe('the commands of a case', () => {
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'commands');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** The commands of a case for a person; nothing to whoever may not see it. */
  async function commandsFor(
    person: Person,
    id: string,
    position: string,
  ): Promise<readonly CommandOfCase[]> {
    const { body } = await person.get<{ commands?: CommandOfCase[] }>(`/v1/cases/${id}?after=${position}`);
    return body.commands ?? [];
  }

  it.each(Object.keys(CASE_STATES))(
    '%s: what is allowed succeeds, what is not is refused as said',
    async (state) => {
      const { id, position } = await caseIn(state, cast, callId);
      const listed = await Promise.all(
        ACTORS.map(async (actor) =>
          [...keysOf(await commandsFor(cast[actor], id, position))].map(([key, command]) => ({
            told: `${actor}: ${key}`,
            person: cast[actor],
            key,
            command,
          })),
        ),
      );
      const all = listed.flat();
      const happened = await together(all, async ({ told, person, key, command }) => {
        if (!command.allowed) return { told, ...(await answerOf(person, command)) };
        // What succeeds changes the case, so it is tried on a fresh one.
        const fresh = await caseIn(state, cast, callId);
        const own = keysOf(await commandsFor(person, fresh.id, fresh.position)).get(key)!;
        return { told, ...(await answerOf(person, own)) };
      });
      const said = all.map(({ told, command: { problem } }) =>
        problem ? { told, status: problem.status, problem } : { told, status: 200 },
      );
      expect(happened).toEqual(said);
      expect(said.length).toBeGreaterThan(50);
    },
  );
});
