import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { ManualClock } from '#hosting/clock.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ReactionContext } from '#processes/reaction.js';
import { keptTimers } from '#processes/testing/kept-timers.js';
import type { Timer } from '#processes/timers.js';
import type { FundDecision } from '../decisions/fund-decision.js';
import { FundWaitingDecisions } from './fund-waiting-decisions.js';

const context = {
  command: () => ({ commandId: 'c', commandHash: '', correlationId: 'x' }),
} as unknown as ReactionContext;

/** The process manager over a budget that has money or not. */
function processManager(timers = new Map<string, Timer>()) {
  const clock = new ManualClock('2026-03-02T10:00:00.000Z');
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
  const manager = new FundWaitingDecisions({ execute } as unknown as CommandBus, keptTimers(timers), clock);
  /** Does what is due, as a runner of timers does. */
  const passTo = async (instant: string) => {
    clock.set(instant);
    for (const timer of [...timers.values()].filter(({ dueAt }) => dueAt <= instant)) {
      await manager.fire(timer, context);
      timers.delete(timer.id);
    }
  };
  const due = () => [...timers.values()].map(({ dueAt }) => dueAt);
  return { manager, timers, asked, budget, passTo, due };
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

  it('is tried each hour, until there is money', async () => {
    const { manager, asked, budget, passTo, due } = processManager();
    await manager.react(waits, context);
    expect(due()).toEqual(['2026-03-02T11:00:00.000Z']);
    await passTo('2026-03-02T11:00:00.000Z');
    expect(due()).toEqual(['2026-03-02T12:00:00.000Z']);
    budget.free = true;
    await passTo('2026-03-02T12:00:00.000Z');
    expect(due()).toEqual([]);
    expect(asked).toEqual(['case', 'case']);
  });

  it('is tried at once by whichever process hears of the money, also one that started since', async () => {
    const { manager: before, timers } = processManager();
    await before.react(waits, context);
    const { manager, asked, budget, due } = processManager(timers);
    budget.free = true;
    expect(await manager.react(money, context)).toBe('9');
    expect(asked).toEqual(['case']);
    expect(due()).toEqual([]);
  });

  it('goes before those that have waited less long, however often all of them were tried', async () => {
    const { manager, asked, passTo } = processManager();
    await manager.react(
      event('DecisionAwaitsAppropriation', { schemeId: 'scheme', decision: 1 }, 'first'),
      context,
    );
    await passTo('2026-03-02T10:30:00.000Z');
    await manager.react(
      event('DecisionAwaitsAppropriation', { schemeId: 'scheme', decision: 1 }, 'later'),
      context,
    );
    await passTo('2026-03-02T11:00:00.000Z');
    expect(asked).toEqual(['first']);
    await manager.react(money, context);
    expect(asked.slice(1)).toEqual(['first', 'later']);
  });
});
