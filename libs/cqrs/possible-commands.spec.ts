import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#eventsourcing/command.js';
import { judged, type PossibleCommand } from './possible-commands.js';
import { ResourceCommand } from './resource-command.js';

class Step extends ResourceCommand<object> {}

const actor = { subject: 'anna', roles: ['caseworker'] } as const;
const possible = Array.from({ length: 100 }, (_, number): PossibleCommand => ({
  name: 'take-step',
  method: 'POST',
  href: `/v1/things/${number}/step`,
  command: (context: CommandContext) => new Step(String(number), {}, context),
}));

function holdTheThread(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('the commands of a case, however many', () => {
  it('are only asked about, and let others have their turn in between', async () => {
    const asked: { readonly id: string; readonly dryRun: boolean; readonly served: number }[] = [];
    let served = 0;
    const serve = () => {
      served++;
      setImmediate(serve).unref();
    };
    const commands = {
      execute(command: Step) {
        asked.push({ id: command.id, dryRun: command.context.dryRun === true, served });
        holdTheThread(1);
        return Promise.resolve({ ok: true, receipt: { id: command.id, revision: 0, position: '1' } });
      },
    } as unknown as CommandBus;
    setImmediate(serve).unref();

    const answers = await judged(commands, possible, actor, '2026-01-01T00:00:00Z');

    expect(answers.map(({ href }) => href)).toEqual(possible.map(({ href }) => href));
    expect(asked.every(({ dryRun }) => dryRun)).toBe(true);
    expect(asked.at(-1)!.served).toBeGreaterThan(3);
  });
});
