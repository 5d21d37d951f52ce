import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { ManualClock } from '#hosting/clock.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { pilotEvents, pilotStream } from '../../contract/events.js';
import type { HistoricalBond } from '../../contract/historical.js';
import { BOND, LATER_BOND } from '../../domain/pilot/testing/contract.js';
import { samples } from '../../domain/pilot/testing/samples.js';
import { historicalPilotId, HistoricalPilots } from './historical-pilots.js';

const sealer = new Sealer(pilotEvents, new MemoryKeyStore());
const clock = new ManualClock('2026-01-01T00:00:00Z');
const ID = historicalPilotId(BOND);

describe('registering a historical pilot', () => {
  let store: EventStore;
  let pilots: HistoricalPilots;
  beforeEach(() => {
    store = openMemoryStore();
    pilots = new HistoricalPilots(new CommandHandling(store, sealer), clock);
  });
  afterEach(() => store.close());

  const changesOf = async (...bonds: readonly HistoricalBond[]) => {
    const changes = [];
    for (const bond of bonds) changes.push((await pilots.register(bond)).change);
    return changes;
  };
  const onRecord = async () => (await store.readStream(pilotStream(ID))).map(({ data }) => data['bond']);

  it('is done in the name of the operator, under an id that follows from data set and reference', async () => {
    expect(await pilots.register(BOND)).toEqual({
      project: 'INDIGO-POJ-0001',
      pilotId: ID,
      change: 'registered',
    });
    expect(await store.readStream(pilotStream(ID))).toMatchObject([
      {
        type: 'HistoricalPilotRegistered',
        data: { pilotId: ID, bond: BOND },
        metadata: { actor: { subject: 'operator:import', roles: ['operator'] } },
      },
    ]);
    expect(historicalPilotId({ ...BOND, dataSet: 'Another' })).not.toBe(ID);
    expect(historicalPilotId({ ...BOND, reference: 'INDIGO-POJ-0002' })).not.toBe(ID);
  });

  it('again with the same is nothing; another state of the data set is a new event', async () => {
    expect(await changesOf(BOND, BOND, LATER_BOND, LATER_BOND)).toEqual([
      'registered',
      'unchanged',
      'updated',
      'unchanged',
    ]);
    expect(await onRecord()).toEqual([BOND, LATER_BOND]);
  });

  it('takes a data set back to what it was before', async () => {
    expect(await changesOf(BOND, LATER_BOND, BOND, LATER_BOND)).toEqual([
      'registered',
      'updated',
      'updated',
      'updated',
    ]);
    expect(await onRecord()).toEqual([BOND, LATER_BOND, BOND, LATER_BOND]);
  });

  it('by two at once happens once', async () => {
    await Promise.all([pilots.register(BOND), pilots.register(BOND)]);
    expect(await onRecord()).toEqual([BOND]);
  });

  it('is refused where there is another pilot under the id', async () => {
    const [established] = samples.states.established;
    const event = await sealer.encode(established!, {
      id: 'e1',
      metadata: {
        actor: { subject: 'carl', roles: [] },
        commandId: 'c1',
        commandHash: '',
        correlationId: 'c1',
        occurredAt: clock.now(),
      },
    });
    await store.append(pilotStream(ID), 'no-stream', [event]);
    await expect(pilots.register(BOND)).rejects.toMatchObject({ refusal: { code: 'pilot-exists' } });
  });

  it('leaves one event for each change, whatever states of the data set follow each other', async () => {
    const states = fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(states, fc.uuid(), async (titles, reference) => {
        await changesOf(...titles.map((title) => ({ ...BOND, reference, title })));
        const stream = pilotStream(historicalPilotId({ ...BOND, reference }));
        const stored = (await store.readStream(stream)).map(({ data }) => data['bond'] as { title?: string });
        const changes = titles.filter((title, index) => title !== titles[index - 1]);
        expect(stored.map(({ title }) => title)).toEqual(changes);
      }),
      { numRuns: 60 },
    );
  });
});
