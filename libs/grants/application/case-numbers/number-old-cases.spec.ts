import { describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Json, NewEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { CaseNumbers } from './case-numbers.js';
import { NumberOldCases, type NumberingProgress } from './number-old-cases.js';

const clock = { now: () => '2027-06-01T10:00:00.000Z' };

/** A log with applications submitted at these instants, in this order, of cases `c1`, `c2` … */
async function logOf(instants: readonly string[]) {
  let now = '';
  const log = openMemoryStore({ now: () => now });
  for (const [index, instant] of instants.entries()) {
    now = instant;
    const caseId = `c${index + 1}`;
    await log.append(`application-${caseId}`, -1, [
      {
        id: newId(),
        type: 'ApplicationSubmitted',
        schemaVersion: 1,
        data: {},
        metadata: { caseId, correlationId: caseId, commandId: caseId, commandHash: caseId },
      } as unknown as NewEvent,
    ]);
  }
  const handling = new CommandHandling(log, {
    encode: (event, frame) =>
      Promise.resolve({ ...frame, type: event.type, schemaVersion: 1, data: event.data as Json } as NewEvent),
  });
  return { log, handling };
}

const INSTANTS = [
  '2025-05-01T10:00:00.000Z',
  '2025-12-31T22:59:59.999Z',
  '2025-12-31T23:00:00.000Z',
  '2026-02-01T10:00:00.000Z',
] as const;

describe('cases of before there were numbers', () => {
  it('get theirs by the order of their submission, in the year that it was in Norway', async () => {
    const { log, handling } = await logOf(INSTANTS);
    const last = await lastOf(new NumberOldCases(log, handling, clock));
    expect(last).toMatchObject({ cases: 4, numbered: 4, done: 4, total: 4, secondsLeft: 0 });
    expect(await numbersOf(handling)).toEqual(['2025/1', '2025/2', '2026/1', '2026/2']);
  });

  it('keep the number they have, also when it is done once more or was interrupted', async () => {
    const { log, handling } = await logOf(INSTANTS);
    const interrupted = new NumberOldCases(log, handling, clock).run();
    await interrupted.next();
    await interrupted.return(undefined);
    const before = await numbersOf(handling);
    const last = await lastOf(new NumberOldCases(log, handling, clock));
    expect(last).toMatchObject({ cases: 4, numbered: 0 });
    expect(await numbersOf(handling)).toEqual(before);
  });

  it('are none in a log that has none', async () => {
    const { log, handling } = await logOf([]);
    expect(await lastOf(new NumberOldCases(log, handling, clock))).toMatchObject({ cases: 0, numbered: 0 });
  });

  function numbersOf(handling: CommandHandling) {
    const numbers = new CaseNumbers(handling);
    return Promise.all(INSTANTS.map((instant, index) => numbers.of(`c${index + 1}`, instant)));
  }
});

async function lastOf(numbering: NumberOldCases): Promise<NumberingProgress | undefined> {
  let last: NumberingProgress | undefined;
  for await (const progress of numbering.run()) last = progress;
  return last;
}
