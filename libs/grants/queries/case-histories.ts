import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, JsonObject, Position, RecordedEvent } from '#eventsourcing/event.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { historyEntry, type HistoryEntry } from '#cqrs/queries/history.js';
import { HistoryIndex, type HistoryPlace, type NumberedEvent } from '#cqrs/queries/history-index.js';
import type { Completeness } from '#cqrs/queries/reader.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { People } from '#people/people.js';
import { withNames } from '#people/subjects.js';
import { streams } from '../contract/events.js';
import { tell } from './sentences.js';
import { callEventsOfCase } from './call-of-case.js';
import { CaseLog, type SeenCase } from './case-log.js';
import { OUTCOMES } from './withheld.js';

/** One event of a case, as an applicant or an official reads it. */
export interface CaseHistoryEntry extends HistoryEntry<JsonObject | null> {
  /** The inner work on the case is not shown to its applicant before the decision: no words, no data. */
  readonly withheld?: true;
}

/** A page of the history of a case, in the order of the log. */
export interface CaseHistory extends Page<CaseHistoryEntry>, Completeness {
  readonly caseId: string;
}

/** An event of the case, numbered, or of its call. */
type Told = Pick<NumberedEvent, 'event'> & Partial<NumberedEvent>;

const START: HistoryPlace = [0, ''];

/** Histories of cases: which events is indexed, what they say is read from the log. */
@Injectable()
export class CaseHistories {
  constructor(
    private readonly log: CaseLog,
    private readonly index: HistoryIndex,
    @Inject(People) private readonly people: Pick<People, 'namedIn'>,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream' | 'compare'>,
  ) {}

  /** @throws ProblemException 404 for whoever may not see the case, or when there is none; 400 for another list's cursor */
  async of(caseId: string, request: PageRequest, actor: Actor, after?: Position): Promise<CaseHistory> {
    const place = this.index.placeOf(request);
    const seen = await this.log.see(caseId, actor, after);
    await this.index.reached(after);
    // Before the events: what is shown of them then is never more than the outcome allows.
    const outcome = seen.official ? undefined : await this.index.lastOf(caseId, OUTCOMES);
    const told = await this.toldAfter(place ?? START, caseId, seen, request.limit + 1);
    const [before] = place ?? START;
    const { items, ...rest } = pageOf(told, request.limit, ({ event }) => [
      told.findLast((each) => each.number !== undefined && !this.isAfter(each.event, event))?.number ??
        before,
      event.position,
    ]);
    const isReadable = (event: RecordedEvent) =>
      seen.official || (outcome !== undefined && !this.isAfter(event, outcome.event));
    return {
      caseId,
      items: await this.entriesOf(
        items.map(({ event }) => event),
        (event) => !isReadable(event),
      ),
      ...rest,
      ...(await this.index.completeness(caseId)),
    };
  }

  /** At most so many events of the case, and those of its call between and behind them. */
  private async toldAfter(
    [number, position]: HistoryPlace,
    caseId: string,
    { submitted }: SeenCase,
    limit: number,
  ): Promise<Told[]> {
    let ofCase = await this.index.eventsOf(caseId, { behind: number, limit });
    if (ofCase.length === 0 && number === 0) {
      // What was submitted is in the log, so its index is waited for.
      await this.index.reached(submitted.position);
      ofCase = await this.index.eventsOf(caseId, { behind: number, limit });
    }
    const { callId, applicant } = submitted.data;
    const call = await this.store.readStream(streams.call(callId));
    const ofCall = callEventsOfCase(call, applicant.organisation)
      .filter((event) => this.store.compare(event.position, position) > 0)
      .map((event) => ({ event }));
    return [...ofCase, ...ofCall].toSorted((a, b) => this.store.compare(a.event.position, b.event.position));
  }

  private isAfter(a: RecordedEvent, b: RecordedEvent): boolean {
    return this.store.compare(a.position, b.position) > 0;
  }

  private async entriesOf(
    events: readonly RecordedEvent[],
    withholds: (event: RecordedEvent) => boolean,
  ): Promise<CaseHistoryEntry[]> {
    const opened = events.map(async (event) => ({
      event,
      clear: await this.log.read<{ readonly type: string; readonly data: JsonObject }>(event),
    }));
    const all = await Promise.all(opened);
    const called = await this.people.namedIn(all.map(({ clear }) => clear.data));
    return all.map(({ event, clear }) => {
      const told = tell(event.type, withNames(clear.data, called));
      if (!withholds(event) || told.inner === undefined) return historyEntry(event, told, clear);
      return { ...historyEntry(event, { what: told.inner, why: null }, { data: null }), withheld: true };
    });
  }
}
