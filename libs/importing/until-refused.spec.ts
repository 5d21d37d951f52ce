import { describe, expect, it } from '@jest/globals';
import type { CommandBus, ICommand } from '@nestjs/cqrs';
import { refusal } from '#eventsourcing/refusal.js';
import { AppendTooLarge, EventTooLarge } from '#eventsourcing/streams.js';
import { untilRefused } from './until-refused.js';

const NO = refusal('conflict', 'budget-exceeded', 'there is no money');

describe('commands carried out until one is refused', () => {
  const bus = (answer: () => unknown) => {
    const seen: ICommand[] = [];
    const execute = (command: ICommand) => {
      seen.push(command);
      return Promise.resolve(seen.length === 2 ? answer() : { ok: true });
    };
    return { seen, commands: { execute } as unknown as CommandBus };
  };
  const three = (commands: CommandBus) =>
    untilRefused(commands, async (run) => {
      for (const step of [1, 2, 3]) await run({ step });
    });

  it('end at a refusal, which is the answer', async () => {
    const { seen, commands } = bus(() => ({ ok: false, refusal: NO }));
    expect(await three(commands)).toBe(NO);
    expect(seen).toHaveLength(2);
  });

  it('are refused when an event is larger than the log takes', async () => {
    const { commands } = bus(() => Promise.reject(new EventTooLarge('Odd', 2, 1)));
    expect(await three(commands)).toMatchObject({ code: 'event-too-large' });
  });

  it('are refused when all events of one are larger together than the log takes', async () => {
    const { commands } = bus(() => Promise.reject(new AppendTooLarge(3, 2, 1)));
    expect(await three(commands)).toMatchObject({ code: 'append-too-large' });
  });

  it('end with an outage as an error, for nothing can land without a log', async () => {
    const { commands } = bus(() => Promise.reject(new Error('no log')));
    await expect(three(commands)).rejects.toThrow('no log');
  });

  it('answer nothing when none was refused', async () => {
    const { seen, commands } = bus(() => ({ ok: true }));
    expect(await three(commands)).toBeUndefined();
    expect(seen).toHaveLength(3);
  });
});
