import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ReactionContext } from '#processes/reaction.js';
import type { Timer } from '#processes/timers.js';
import type { FundDecision } from '../decisions/fund-decision.js';
import { FundWaitingDecisions } from './fund-waiting-decisions.js';

const context = {
  command: () => ({ commandId: 'c', commandHash: '', correlationId: 'x' }),
} as unknown as ReactionContext;

/** The process manager over a budget that has money or not. */
function processManager() {
  const timers: Timer[] = [];
  const asked: string[] = [];
  const budget = { free: false };
  const execute = ({ id }: FundDecision): Promise<Outcome> => {
    asked.push(id);
    return Promise.resolve(
      budget.free
        ? { ok: true, receipt: { id, revision: 9, position: '9' } }
        : { ok: false, refusal: refusal('conflict', 'budget-exceeded', 'nothing is free') },
    );
  };
  const manager = new FundWaitingDecisions(
    { execute } as unknown as CommandBus,
    { set: (timer) => Promise.resolve(void timers.push(timer)), cancel: () => Promise.resolve() },
    { now: () => '2026-03-02T10:00:00.000Z' },
  );
  return { manager, timers, asked, budget };
}

const event = (type: string, data: object, caseId?: string): Parameters<FundWaitingDecisions['react']>[0] =>
  ({ id: `${type}-event`, type, data, metadata: { caseId, correlationId: 'x' } }) as unknown as Parameters<
    FundWaitingDecisions['react']
  >[0];
const waits = event('DecisionAwaitsAppropriation', { schemeId: 'scheme', decision: 2 }, 'case');
const money = event('AppropriationSet', { schemeId: 'scheme' });

describe('a grant that awaits appropriation', () => {
  it('is tried at once when money comes to its scheme, and then no more', async () => {
    const { manager, asked, budget } = processManager();
    await manager.react(waits, context);
    await manager.react(event('AppropriationSet', { schemeId: 'another' }), context);
    expect(asked).toEqual([]);
    expect(await manager.react(money, context)).toBeUndefined();
    budget.free = true;
    expect(await manager.react(money, context)).toBe('9');
    expect(await manager.react(money, context)).toBeUndefined();
    expect(asked).toEqual(['case', 'case']);
  });

  it('is tried each hour, also by a process that started since', async () => {
    const before = processManager();
    await before.manager.react(waits, context);
    expect(before.timers).toMatchObject([{ dueAt: '2026-03-02T11:00:00.000Z' }]);

    const { manager, timers, asked, budget } = processManager();
    await manager.fire(before.timers[0]!, context);
    expect(timers).toHaveLength(1);
    budget.free = true;
    expect(await manager.react(money, context)).toBe('9');
    await manager.fire(timers[0]!, context);
    expect(timers).toHaveLength(1);
    expect(asked).toEqual(['case', 'case', 'case']);
  });
});
