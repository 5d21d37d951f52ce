import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Position, RecordedEvent } from '#eventsourcing/event.js';
import type { PageRequest } from '#http/paging.js';
import { invalidRequest } from '#http/problems.js';
import { EVENT_STORE } from '../tokens.js';
import { Reader, type Completeness } from './reader.js';
import { Where } from './where.js';

/** The projection that numbers the events of each case. */
const INDEX = 'case-history';

/** Where a page of a history ended: the number of the last event of the case on it, the position of the last of all. */
export type HistoryPlace = readonly [number: number, position: Position];

/** Parts of a cursor of a history. */
export const HISTORY_CURSOR_PARTS = 2;

/** An event of a case with its number in it, from 1. */
export interface NumberedEvent {
  readonly number: number;
  readonly event: RecordedEvent;
}

/** Which events belong to a case, in the order of the log; what they say is read from the log itself. */
@Injectable()
export class HistoryIndex {
  constructor(
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readAt' | 'isPosition'>,
  ) {}

  /** Waits until the index shows the position. @throws ProblemException 400, 503 */
  reached(position: Position | undefined): Promise<void> {
    return this.reader.reached([INDEX], position);
  }

  /** Whether events of the case are held back. */
  completeness(caseId: string): Promise<Completeness> {
    return this.reader.completeness(INDEX, [caseId]);
  }

  /** At most so many events behind that number, of these streams (of all when left out). */
  async eventsOf(
    caseId: string,
    { behind, limit, streams }: { behind: number; limit: number; streams?: readonly string[] | undefined },
  ): Promise<NumberedEvent[]> {
    const where = new Where().equals('case_id', caseId);
    where.and(`number > ${where.value(behind)}`);
    if (streams) where.and(`stream = ANY(${where.value(streams)})`);
    return this.read(`${where.sql} ORDER BY number LIMIT ${limit}`, where);
  }

  /** The last event of one of these types. */
  async lastOf(caseId: string, types: readonly string[]): Promise<NumberedEvent | undefined> {
    const where = new Where().equals('case_id', caseId);
    where.and(`type = ANY(${where.value(types)})`);
    const [last] = await this.read(`${where.sql} ORDER BY number DESC LIMIT 1`, where);
    return last;
  }

  /** Where the page before ended; the beginning when there is none. @throws ProblemException 400 for another list's cursor */
  placeOf({ after }: PageRequest): HistoryPlace | undefined {
    if (after === undefined) return undefined;
    const [number, position] = after;
    if (Number.isSafeInteger(number) && typeof position === 'string' && this.store.isPosition(position))
      return [number as number, position];
    throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
  }

  private async read(clauses: string, { parameters }: Where): Promise<NumberedEvent[]> {
    const rows = await this.reader.rows<{ number: number; stream: string; revision: number }>(
      `SELECT number, stream, revision FROM case_history ${clauses}`,
      parameters,
    );
    const events = await this.store.readAt(rows);
    const numbers = new Map(rows.map(({ number, stream, revision }) => [`${stream}/${revision}`, number]));
    return events.map((event) => ({ number: numbers.get(`${event.stream}/${event.revision}`)!, event }));
  }
}
