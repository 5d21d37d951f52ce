import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { ReactionContext } from '#processes/reaction.js';
import { keptTimers } from '#processes/testing/kept-timers.js';
import type { Timer } from '#processes/timers.js';
import type { TakeAidStep } from '../aid-steps.js';
import { WatchRegisterEntries } from './watch-register-entries.js';

function setUp() {
  const timers = new Map<string, Timer>();
  const sent: TakeAidStep[] = [];
  const watch = new WatchRegisterEntries(
    {
      execute: (command: TakeAidStep) => {
        sent.push(command);
        return Promise.resolve({ ok: true, receipt: { id: command.id, revision: 0, position: '1' } });
      },
    } as unknown as CommandBus,
    keptTimers(timers),
  );
  const react = (type: string) =>
    watch.react({
      id: 'e1',
      type,
      data: { aidId: 'a1', registerBy: '2026-04-07' },
      metadata: { correlationId: 'c' },
    } as unknown as Parameters<WatchRegisterEntries['react']>[0]);
  return { watch, timers, sent, react };
}

describe('the day on which aid is due in the public register', () => {
  it('is over at midnight in Norway: then it is marked', async () => {
    const { watch, timers, sent, react } = setUp();
    await react('DeMinimisAidGranted');
    const [timer] = [...timers.values()];
    expect(timer).toMatchObject({ kind: 'register-entry-overdue', dueAt: '2026-04-07T22:00:00Z' });
    await watch.fire(timer!, { command: () => ({}) } as unknown as ReactionContext);
    const content = { type: 'MarkRegisterEntryOverdue', dueAt: '2026-04-07T22:00:00Z' };
    expect(sent).toMatchObject([{ id: 'a1', content }]);
  });

  it.each(['RegisterEntryConfirmed', 'DeMinimisAidReleased'])('is of no interest after %s', async (type) => {
    const { timers, react } = setUp();
    await react('DeMinimisAidGranted');
    await react(type);
    expect(timers.size).toBe(0);
  });
});
