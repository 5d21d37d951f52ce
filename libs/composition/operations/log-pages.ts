import { setImmediate } from 'node:timers/promises';
import { START, type EventStore, type StoredEvent } from '#event-store/port.js';
import { eventIn } from '#event-store/unreadable.js';
import { ProblemException } from '#http/problems.js';
import type { ExportRange, LogStats } from './operations.js';

/** Small, because the thread that reads them also answers requests. */
const PAGE = 200;
const COUNTED = 2000;

/** The stored events of a range, page by page. @throws ProblemException when `after` is no position */
export async function* storedEvents(
  log: EventStore,
  { after = START, limit = Infinity }: ExportRange,
): AsyncGenerator<readonly StoredEvent[]> {
  if (!log.isPosition(after))
    throw new ProblemException({
      code: 'invalid-position',
      status: 400,
      detail: `"${after}" is not a position of this log`,
    });
  const head = await log.head();
  let at = after;
  let left = limit;
  while (left > 0 && log.compare(at, head) < 0) {
    const page = await log.readStored({ after: at, limit: Math.min(PAGE, left) });
    if (page.length === 0) return;
    yield page;
    at = page.at(-1)!.position;
    left -= page.length;
    await setImmediate();
  }
}

/** Counts what the log holds when it begins, in parts small enough for requests in between. */
export async function logStats(log: EventStore): Promise<LogStats> {
  const [head, last, [first]] = await Promise.all([
    log.head(),
    log.lastRecordedAt(),
    log.readStored({ limit: 1 }),
  ]);
  const types = new Map<string, number>();
  let events = 0;
  let streams = 0;
  let at = START;
  while (log.compare(at, head) < 0) {
    const part = await log.count({ after: at, upTo: head, limit: COUNTED });
    for (const [type, count] of Object.entries(part.types)) types.set(type, (types.get(type) ?? 0) + count);
    events += part.events;
    streams += part.streams;
    at = part.position;
    await setImmediate();
  }
  return {
    logId: log.logId,
    head,
    events,
    streams,
    ...(first && recordedAt(first)),
    ...(last === undefined ? {} : { lastRecordedAt: last }),
    types: Object.fromEntries([...types].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function recordedAt({ bytes }: StoredEvent): Pick<LogStats, 'firstRecordedAt'> {
  const event = eventIn(decoder.decode(bytes));
  return typeof event === 'string' ? {} : { firstRecordedAt: event.metadata.recordedAt };
}

const decoder = new TextDecoder();
