import type { CommandOfCase } from '#cqrs/possible-commands.js';
import type { Person } from './system.js';

/** Commands by their name and which of that name they are: another case has them under another path. */
export function keysOf(commands: readonly CommandOfCase[]): Map<string, CommandOfCase> {
  const counts = new Map<string, number>();
  return new Map(
    commands.map((command) => {
      const count = (counts.get(command.name) ?? 0) + 1;
      counts.set(command.name, count);
      return [`${command.name} ${count}`, command];
    }),
  );
}

/** What sending an example answers, without what is another one each time. */
export async function answerOf(person: Person, { href, example }: CommandOfCase) {
  const { status, body } = await person.postAsIs(href, example);
  const { correlationId: _, ...problem } = body as unknown as { correlationId?: string };
  return status < 300 ? { status: 200 } : { status, problem };
}

/** What is made ready at the same time: writes share what is written to the disk. */
const AT_ONCE = 12;

/** Tries out many things, some at the same time; answers what happened in their order. */
export async function together<One, Happened>(
  all: readonly One[],
  tryOut: (one: One) => Promise<Happened>,
): Promise<Happened[]> {
  const happened: Happened[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    happened.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(tryOut))));
  return happened;
}
