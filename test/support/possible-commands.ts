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
  const { status, body } = await person.post(href, example);
  const { correlationId: _, ...problem } = body as unknown as { correlationId?: string };
  return status < 300 ? { status: 200 } : { status, problem };
}
