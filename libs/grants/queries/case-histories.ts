import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, JsonObject, Position, RecordedEvent } from '#eventsourcing/event.js';
import { historyEntry, type HistoryEntry } from '#platform/queries/history.js';
import { Reader, type Completeness } from '#platform/queries/reader.js';
import { EVENT_STORE } from '#platform/tokens.js';
import { streams } from '../contract/events.js';
import { caseHistoryProjection, type HistoryRow } from '../read-models/case-history.js';
import { tell } from './accounts.js';
import { callEventsOfCase } from './call-of-case.js';
import { CaseLog } from './case-log.js';
import { readableUpTo } from './withheld.js';

/** One event of a case, as an applicant or an official reads it. */
export interface CaseHistoryEntry extends HistoryEntry<JsonObject | null> {
  /** The inner work on the case is not shown to its applicant before the decision: no words, no data. */
  readonly withheld?: true;
}

/** The history of a case. */
export interface CaseHistory extends Completeness {
  readonly caseId: string;
  /** In the order of the log. */
  readonly items: readonly CaseHistoryEntry[];
}

/** Histories of cases: which events is indexed, what they say is read from the log. */
@Injectable()
export class CaseHistories {
  constructor(
    private readonly log: CaseLog,
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readAt' | 'readStream' | 'compare'>,
  ) {}

  /** @throws ProblemException 404 for whoever may not see the case, or when there is none */
  async of(caseId: string, actor: Actor, after?: Position): Promise<CaseHistory> {
    const { submitted, official } = await this.log.open(caseId, actor, after);
    const { name } = caseHistoryProjection;
    await this.reader.reached([name], after);
    let index = await this.indexOf(caseId);
    if (index.length === 0) {
      // What was submitted is in the log, so its index is waited for.
      await this.reader.reached([name], submitted.position);
      index = await this.indexOf(caseId);
    }
    const { callId, applicant } = submitted.data;
    const call = await this.store.readStream(streams.call(callId));
    const ofCase = await this.store.readAt(index);
    const events = [...ofCase, ...callEventsOfCase(call, applicant.organisation)].toSorted((a, b) =>
      this.store.compare(a.position, b.position),
    );
    const readable = official ? events.length : readableUpTo(events);
    return {
      caseId,
      items: await Promise.all(events.map((event, at) => this.entryOf(event, at >= readable))),
      ...(await this.reader.completeness(name, [caseId])),
    };
  }

  private indexOf(caseId: string): Promise<Pick<HistoryRow, 'stream' | 'revision'>[]> {
    return this.reader.rows('SELECT stream, revision FROM case_history WHERE case_id = $1', [caseId]);
  }

  private async entryOf(event: RecordedEvent, withholds: boolean): Promise<CaseHistoryEntry> {
    const clear = await this.log.read<{ readonly type: string; readonly data: JsonObject }>(event);
    const told = tell(event.type, clear.data);
    if (!withholds || told.inner === undefined) return historyEntry(event, told, clear);
    return { ...historyEntry(event, { what: told.inner, why: null }, { data: null }), withheld: true };
  }
}
