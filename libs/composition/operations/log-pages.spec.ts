import { beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore, StoredEvent } from '#event-store/port.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { sampleEvent } from '#projections/testing/sample.js';
import { logStats, storedEvents } from './log-pages.js';

const MANY = 450;

describe('pages of the log', () => {
  let log: EventStore;
  beforeEach(async () => {
    log = openMemoryStore();
    for (let index = 0; index < MANY; index++)
      await log.append(`case-${index % 7}`, 'any', [
        sampleEvent(`${index % 7}`, index < 7 ? 'CaseOpened' : 'CaseRaised', {}, index),
      ]);
  });

  const positions = async (range: Parameters<typeof storedEvents>[1]) => {
    const found: string[] = [];
    for await (const page of storedEvents(log, range)) found.push(...page.map(({ position }) => position));
    return found;
  };
  const all = Array.from({ length: MANY }, (_, index) => `${index + 1}`);

  it('hold every event once', async () => {
    expect(await positions({})).toEqual(all);
  });

  it('begin after a position and hold no more than asked for', async () => {
    expect(await positions({ after: '10', limit: 333 })).toEqual(all.slice(10, 343));
    expect(await positions({ limit: 0 })).toEqual([]);
    expect(await positions({ after: `${MANY}` })).toEqual([]);
  });

  it('refuse what is no position', async () => {
    await expect(positions({ after: '-1' })).rejects.toMatchObject({ problem: { code: 'invalid-position' } });
  });

  it('end although the log grows', async () => {
    const found: string[] = [];
    for await (const page of storedEvents(log, {})) {
      found.push(...page.map(({ position }) => position));
      await log.append('case-x', 'any', [sampleEvent('x', 'CaseRaised', {}, `more ${found.length}`)]);
    }
    expect(found.slice(0, MANY)).toEqual(all);
    expect(found.length).toBeLessThan(MANY + 3);
  });

  it('are counted, up to the head there was', async () => {
    const [first, ...others] = await log.readStored({ limit: MANY });
    const recordedAt = (event: StoredEvent) =>
      (JSON.parse(new TextDecoder().decode(event.bytes)) as RecordedEvent).metadata.recordedAt;
    const growing = Object.assign(Object.create(log) as EventStore, {
      async count(range: Parameters<EventStore['count']>[0]) {
        await log.append('case-x', 'any', [sampleEvent('x', 'CaseRaised', {}, 'more')]);
        return log.count({ ...range, limit: Math.min(100, range.limit) });
      },
    });
    expect(await logStats(growing)).toMatchObject({
      firstRecordedAt: recordedAt(first!),
      lastRecordedAt: recordedAt(others.at(-1)!),
      logId: log.logId,
      head: `${MANY}`,
      events: MANY,
      streams: 7,
      types: { CaseOpened: 7, CaseRaised: MANY - 7 },
    });
    expect(await logStats(openMemoryStore())).toMatchObject({ head: '', events: 0, streams: 0, types: {} });
  });
});
