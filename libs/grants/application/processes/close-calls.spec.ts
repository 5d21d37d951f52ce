import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import { keptTimers } from '#processes/testing/kept-timers.js';
import type { Timer } from '#processes/timers.js';
import { contextsFrom } from '#processes/testing/contexts.js';
import type { CallEvent } from '../../contract/events.js';
import { call } from '../../domain/call/call.js';
import { samples } from '../../domain/call/testing/samples.js';
import type { Calls } from '../calls/calls.js';
import type { TakeCallStep } from '../calls/steps.js';
import { CloseCalls } from './close-calls.js';

const [announced, extended] = samples.states.extended as [CallEvent, CallEvent];
const cancelled = samples.states.cancelled.at(-1)!;

describe('the closing of a call', () => {
  let timers: Map<string, Timer>;
  let sent: TakeCallStep[];
  let closing: CloseCalls;
  let history: CallEvent[];

  beforeEach(() => {
    timers = new Map();
    sent = [];
    history = [];
    const calls = { find: () => Promise.resolve(fold(call, history)) } as unknown as Calls;
    const commands = {
      execute: (command: TakeCallStep) => {
        sent.push(command);
        return Promise.resolve({ ok: true, receipt: { id: command.id, revision: 1, position: '2' } });
      },
    } as unknown as CommandBus;
    closing = new CloseCalls(calls, commands, keptTimers(timers));
  });

  async function happened(event: CallEvent, recordedAt = '2025-12-01T00:00:00Z') {
    history.push(event);
    const metadata = { recordedAt, correlationId: 'c' };
    await closing.react({ ...event, id: 'e', metadata } as unknown as Parameters<CloseCalls['react']>[0]);
  }
  const due = () => [...timers.values()].map(({ dueAt }) => dueAt);

  it('is due at the closing instant, and later once the call is extended', async () => {
    await happened(announced);
    await happened(announced);
    expect(due()).toEqual(['2026-02-01T11:00:00.000Z']);
    await happened(extended);
    expect(due()).toEqual(['2026-02-08T11:00:00.000Z']);
  });

  it('is not due any more once the call is cancelled', async () => {
    for (const event of [announced, extended, cancelled]) await happened(event);
    expect(due()).toEqual([]);
  });

  it('is never due for a call of the past that was brought in from elsewhere', async () => {
    await happened(announced, '2026-02-01T11:00:00Z');
    expect(due()).toEqual([]);
  });

  it('closes the call the timer was set for', async () => {
    await happened(announced);
    const context = contextsFrom(() => ({ commandId: 'x' }) as CommandContext);
    await closing.fire([...timers.values()][0]!, context);
    expect(sent).toMatchObject([{ id: 'c', content: { type: 'CloseCall' } }]);
  });
});
