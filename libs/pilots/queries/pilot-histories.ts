import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, JsonObject, Position, RecordedEvent } from '#eventsourcing/event.js';
import { readable } from '#platform/queries/readable.js';
import { Reader, type Completeness } from '#platform/queries/reader.js';
import { toldBy } from '#platform/queries/account.js';
import { historyEntry, type HistoryEntry } from '#platform/queries/history.js';
import { EVENT_STORE } from '#platform/tokens.js';
import { Unsealer } from '#sealing/unsealer.js';
import { organisationOf } from '#platform/access/organisation.js';
import { pilotStream, settlementStream } from '../contract/events.js';
import { PILOT_ACCOUNTS } from './accounts.js';
import { PilotLog } from './pilot-log.js';
import { isOfficial } from './pilot-overview.js';

/** The history of a pilot: the regulation version of an entry is that of the framework. */
export interface PilotHistory extends Completeness {
  readonly pilotId: string;
  /** In the order of the log. */
  readonly items: readonly HistoryEntry[];
}

/** The index of histories, which names a pilot's events like those of any case. */
const INDEX = 'case-history';

/** Histories of pilots, their settlements and payouts: which events is indexed, what they say is read from the log. */
@Injectable()
export class PilotHistories {
  constructor(
    private readonly log: PilotLog,
    private readonly reader: Reader,
    private readonly unsealer: Unsealer,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readAt' | 'compare'>,
  ) {}

  /** @throws ProblemException 404 for whoever may not see the pilot, or when there is none */
  async of(pilotId: string, actor: Actor, after?: Position): Promise<PilotHistory> {
    const { position, state } = await this.log.open(pilotId, actor);
    const official = isOfficial(actor, state);
    await this.reader.reached([INDEX], after);
    // What is in the pilot's own stream is waited for, so a history never seems shorter than the pilot.
    const later = after === undefined || this.store.compare(after, position) < 0 ? position : after;
    await this.reader.reached([INDEX], later);
    const index = await this.reader.rows<{ stream: string; revision: number }>(
      'SELECT stream, revision FROM case_history WHERE case_id = $1',
      [pilotId],
    );
    const shown = official ? index : index.filter(({ stream }) => isOfAllWhoTakePart(stream, pilotId));
    const events = [...(await this.store.readAt(shown))].toSorted((a, b) =>
      this.store.compare(a.position, b.position),
    );
    const reader = official ? undefined : organisationOf(actor);
    return {
      pilotId,
      items: await Promise.all(events.map((event) => this.entryOf(event, reader))),
      ...(await this.reader.completeness(INDEX, [pilotId])),
    };
  }

  /** `reader` is the organisation of somebody who takes part and is no official. */
  private async entryOf(event: RecordedEvent, reader: string | undefined): Promise<HistoryEntry> {
    const clear = readable<JsonObject>(await this.unsealer.unseal(event.data, { eventId: event.id }));
    const data = reader === undefined ? clear.data : withoutWhatIsOfOthers(clear.data, reader);
    return historyEntry(event, toldBy(PILOT_ACCOUNTS, event.type, data), { ...clear, data });
  }
}

/** Budget, payouts and recoveries are the business of the directorates and of whom they concern. */
function isOfAllWhoTakePart(stream: string, pilotId: string): boolean {
  return stream === pilotStream(pilotId) || stream === settlementStream(pilotId);
}

/** Members that are for one organisation beside the directorates, and the member that names it. */
const WHOSE: Readonly<Record<string, string>> = { account: 'organisation', applicationId: 'municipality' };

function withoutWhatIsOfOthers(data: JsonObject, reader: string): JsonObject {
  const isReadable = ([member]: [string, unknown]) =>
    !Object.hasOwn(WHOSE, member) || data[WHOSE[member]!] === reader;
  return Object.fromEntries(Object.entries(data).filter(isReadable));
}
