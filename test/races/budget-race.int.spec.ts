import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import { budgetStream, type BudgetEvent } from '#budget/contract/events.js';
import { budget } from '#budget/domain/budget.js';
import { freeFor } from '#budget/domain/limits.js';
import type { EventStore } from '#event-store/port.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import type { Outcome } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import type { DomainEvent, JsonObject, NewEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { ApproveDecision } from '#grants/application/decisions/approve-decision.js';
import { streams, type ApplicationEvent } from '#grants/contract/events.js';
import { application } from '#grants/domain/application/application.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { interleave } from '#test/support/interleave.js';
import { kernelOver } from '#test/support/kernel.js';

const YEAR = 2026;
const NOW = '2026-03-01T12:00:00Z';
const DIRECTORATE = 'directorate';
const REGULATION = {
  version: '1',
  inForceFrom: `${YEAR}-01-01`,
  criteria: [],
  multiYear: false,
  legalReferences: [],
};

describe('two approvals where there is room for one', () => {
  const folder = temporaryFolder();
  const keys = new MemoryKeyStore();
  let store: EventStore;

  beforeAll(async () => {
    store = await openSqliteStore({ file: join(folder.path, 'log.sqlite') });
  });
  afterAll(async () => {
    await store.close();
    folder.remove();
  });

  it('end with one winner, a refusal and nothing left reserved, in 1 000 random interleavings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.boolean(),
        async (scheduler, first, second, sameProcess) => {
          const room = Math.max(first, second) + Math.min(first, second) - 1;
          const schemeId = newId();
          const cases = [newId(), newId()] as const;
          await prepare(schemeId, room, [
            [cases[0], first],
            [cases[1], second],
          ]);
          const interleaved = interleave(store, scheduler);
          const one = kernelOver(interleaved, keys);
          const other = sameProcess ? one : kernelOver(interleaved, keys);
          const race = Promise.all([approve(one, cases[0]), approve(other, cases[1])]);
          const outcomes = await scheduler.waitFor(race);

          const wins = outcomes.filter(({ ok }) => ok);
          expect(wins).toHaveLength(1);
          const won = outcomes[0].ok ? first : second;
          expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'budget-exceeded' } });
          const state = await budgetOf(schemeId);
          expect(freeFor(state, YEAR)).toBe(room - won);
          expect([...state.reservations.values()].filter(({ released }) => !released)).toHaveLength(1);
          const statuses = await Promise.all(cases.map((id) => statusOf(id)));
          expect(statuses.toSorted()).toEqual(['granted', 'proposed']);
        },
      ),
      { numRuns: 1000 },
    );
  }, 180_000);

  it('give the money back when the application was withdrawn between reservation and decision', async () => {
    const schemeId = newId();
    const id = newId();
    await prepare(schemeId, 100, [[id, 100]]);
    const meddled: EventStore = Object.create(store, {
      append: {
        value: async (stream: string, ...rest: [never, never]) => {
          const answer = await store.append(stream, ...rest);
          if (stream === budgetStream(schemeId) && (await statusOf(id)) === 'proposed')
            await store.append(streams.application(id), 'any', [
              event(id, { type: 'ApplicationWithdrawn', data: {} }),
            ]);
          return answer;
        },
      },
    }) as EventStore;
    expect(await approve(kernelOver(meddled, keys), id)).toMatchObject({ refusal: { code: 'not-open' } });
    expect(freeFor(await budgetOf(schemeId), YEAR)).toBe(100);
    const history = await store.readStream(streams.application(id));
    expect(history.at(-1)!.type).toBe('ReservationAbandoned');
  });

  it('never decide on a reservation that was given up meanwhile', async () => {
    const schemeId = newId();
    const id = newId();
    await prepare(schemeId, 100, [[id, 100]]);
    let reservationId = '';
    const meddled: EventStore = Object.create(store, {
      append: {
        value: async (stream: string, expected: never, events: readonly NewEvent[]) => {
          const answer = await store.append(stream, expected, events);
          const [reserved] = events.filter(({ type }) => type === 'CommitmentReserved');
          if (reserved && reservationId === '') {
            reservationId = (reserved.data as { reservationId: string }).reservationId;
            const grounds = 'no decision followed';
            await store.append(streams.application(id), 'any', [
              event(id, { type: 'ReservationAbandoned', data: { schemeId, reservationId, grounds } }),
            ]);
          }
          return answer;
        },
      },
    }) as EventStore;
    const kernel = kernelOver(meddled, keys);
    expect(await approve(kernel, id)).toMatchObject({ refusal: { code: 'reservation-abandoned' } });
    expect(await statusOf(id)).toBe('proposed');

    const later = kernelOver(store, keys);
    expect(await approve(later, id)).toMatchObject({ refusal: { code: 'budget-exceeded' } });
    await later.follow(await store.readStream(streams.application(id)));
    expect(freeFor(await budgetOf(schemeId), YEAR)).toBe(100);
    expect(await approve(later, id)).toMatchObject({ ok: true });
    expect(freeFor(await budgetOf(schemeId), YEAR)).toBe(0);
  });

  async function prepare(
    schemeId: string,
    room: number,
    applications: readonly (readonly [string, number])[],
  ) {
    await store.append(budgetStream(schemeId), 'no-stream', [
      event(undefined, {
        type: 'AppropriationSet',
        data: { schemeId, currency: 'NOK', year: YEAR, amount: room, transferredIn: 0 },
      }),
    ]);
    await store.append(streams.scheme(schemeId), 'no-stream', [
      event(undefined, { type: 'SchemeEstablished', data: { schemeId, directorate: DIRECTORATE } }),
      event(undefined, { type: 'RegulationVersionAdopted', data: { schemeId, regulation: REGULATION } }),
    ]);
    for (const [id, amount] of applications)
      await store.append(
        streams.application(id),
        'no-stream',
        proposedApplication(schemeId, amount).map((each) => event(id, each)),
      );
  }

  async function budgetOf(schemeId: string) {
    return fold(budget, (await store.readStream(budgetStream(schemeId))) as unknown as BudgetEvent[]);
  }

  async function statusOf(id: string) {
    const history = (await store.readStream(streams.application(id))) as unknown as ApplicationEvent[];
    return fold(application, history).status;
  }
});

function approve({ commands }: ReturnType<typeof kernelOver>, id: string): Promise<Outcome> {
  const context = {
    actor: { subject: 'berit', roles: ['decision-maker'], organisation: DIRECTORATE },
    commandId: newId(),
    commandHash: 'h',
    correlationId: 'c',
    now: NOW,
  };
  return commands.execute(new ApproveDecision(id, { impartiality: { conflict: false } }, context));
}

function proposedApplication(schemeId: string, amount: number): ApplicationEvent[] {
  const grant = { amount, currency: 'NOK' };
  return [
    {
      type: 'ApplicationSubmitted',
      data: {
        callId: 'call',
        schemeId,
        directorate: DIRECTORATE,
        regulationVersion: '1',
        applicant: { organisation: '987654325', name: 'Verkstedet' },
        title: 'Work training',
        amount: grant,
        budgetLines: [],
        coFunding: 0,
      },
    },
    { type: 'CaseworkerAssigned', data: { caseworker: 'anna' } },
    { type: 'ImpartialityDeclared', data: { person: 'anna', conflict: false } },
    {
      type: 'DecisionProposed',
      data: {
        proposal: 1,
        proposer: 'anna',
        outcome: 'granted',
        amount: grant,
        grounds: 'g',
        conditions: [],
        schedule: [{ number: 1, dueDate: '2026-06-01', amount }],
      },
    },
  ];
}

function event(caseId: string | undefined, { type, data }: DomainEvent): NewEvent {
  const commandId = newId();
  return {
    id: newId(),
    type,
    schemaVersion: 1,
    data: data as JsonObject,
    metadata: {
      actor: { subject: 'anna', roles: [] },
      ...(caseId === undefined ? {} : { caseId }),
      commandId,
      commandHash: 'h',
      correlationId: 'c',
      occurredAt: NOW,
    },
  };
}
