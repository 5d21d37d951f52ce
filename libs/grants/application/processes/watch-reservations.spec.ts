import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import type { Outcome } from '#eventsourcing/command.js';
import type { ReactionContext } from '#processes/reaction.js';
import type { Timer } from '#processes/timers.js';
import type { Application } from '../../domain/application/state.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { WatchReservations } from './watch-reservations.js';

const context = {
  command: () => ({ commandId: 'c', commandHash: '', correlationId: 'x' }),
} as unknown as ReactionContext;
const reserved = {
  id: 'reserved-event',
  type: 'CommitmentReserved',
  data: { reservationId: 'r1', caseId: 'case', budgetYear: 2026 },
  metadata: { caseId: 'case', correlationId: 'x' },
} as unknown as Parameters<WatchReservations['react']>[0];

const raised = {
  ...reserved,
  type: 'CommitmentAdjusted',
  data: { reservationId: 'r1', caseId: 'case', budgetYear: 2026, raise: 'raise-1' },
} as unknown as Parameters<WatchReservations['react']>[0];

const decision = (standing: string) => ({ number: 1, standing, reservationId: 'r1' });
const proposed = { status: 'proposed', decisions: [] } as unknown as Application;
const granted = {
  status: 'granted',
  decision: decision('in-force'),
  decisions: [decision('in-force')],
} as unknown as Application;
const reopened = {
  status: 'under-assessment',
  decisions: [decision('annulled')],
} as unknown as Application;

/** The process manager beside a case that goes on meanwhile. */
function processManager() {
  const timers: Timer[] = [];
  const abandoned: string[] = [];
  const seen = { application: proposed };
  const applications = { find: () => Promise.resolve(seen.application) } as unknown as Applications;
  const awards = { find: () => Promise.resolve({ status: 'none' }) } as unknown as Awards;
  const execute = ({
    id,
    content,
  }: ResourceCommand<{ readonly reservationId: string }>): Promise<Outcome> => {
    abandoned.push(content.reservationId);
    return Promise.resolve({ ok: true, receipt: { id, revision: 9, position: '9' } });
  };
  const manager = new WatchReservations(
    applications,
    awards,
    { execute } as unknown as CommandBus,
    {
      set: (timer) => Promise.resolve(void timers.push(timer)),
      cancel: () => Promise.resolve(),
      ofKind: () => Promise.resolve(timers),
    },
    { now: () => '2026-03-02T10:00:00.000Z' },
  );
  return { manager, timers, abandoned, seen };
}

describe('money reserved for a decision', () => {
  it('is given up after a minute in which nobody decided', async () => {
    const { manager, timers, abandoned } = processManager();
    await manager.react(reserved);
    expect(timers).toMatchObject([{ dueAt: '2026-03-02T10:01:00.000Z' }]);
    await manager.fire(timers[0]!, context);
    expect(abandoned).toEqual(['r1']);
  });

  it('is not watched once the decision is made', async () => {
    const { manager, timers, seen } = processManager();
    seen.application = granted;
    await manager.react(reserved);
    seen.application = reopened;
    await manager.react(reserved);
    expect(timers).toEqual([]);
  });

  it('is left alone when the decision was made meanwhile, also where an appeal annulled it since', async () => {
    const { manager, timers, abandoned, seen } = processManager();
    await manager.react(reserved);
    seen.application = granted;
    await manager.fire(timers[0]!, context);
    seen.application = reopened;
    await manager.fire(timers[0]!, context);
    expect(abandoned).toEqual([]);
  });

  it('is given up as far as a commitment was raised for it, unless a decision was made with the raise', async () => {
    const { manager, timers, abandoned, seen } = processManager();
    seen.application = granted;
    await manager.react(raised);
    expect(timers).toMatchObject([{ payload: { reservationId: 'raise-1', raised: 'r1' } }]);
    await manager.fire(timers[0]!, context);
    expect(abandoned).toEqual(['raise-1']);
    const made = { ...decision('in-force'), raise: 'raise-1' };
    seen.application = { ...granted, decision: made, decisions: [made] } as unknown as Application;
    await manager.fire(timers[0]!, context);
    expect(abandoned).toEqual(['raise-1']);
  });

  it('is not watched where a commitment is fitted to what was decided', async () => {
    const { manager, timers } = processManager();
    const { raise: _, ...data } = raised.data as Record<string, unknown>;
    await manager.react({ ...raised, data } as unknown as typeof raised);
    expect(timers).toEqual([]);
  });
});
