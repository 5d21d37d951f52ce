import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, JsonObject, Position, RecordedEvent } from '#eventsourcing/event.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { readable } from '#cqrs/queries/readable.js';
import type { Completeness } from '#cqrs/queries/reader.js';
import { toldBy } from '#cqrs/queries/sentence.js';
import { historyEntry, type HistoryEntry } from '#cqrs/queries/history.js';
import { HistoryIndex } from '#cqrs/queries/history-index.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { Unsealer } from '#sealing/unsealer.js';
import { organisationOf } from '#access/organisation.js';
import { People } from '#people/people.js';
import { withNames } from '#people/subjects.js';
import { pilotStream, settlementStream } from '../contract/events.js';
import { PILOT_SENTENCES } from './sentences.js';
import { PilotLog } from './pilot-log.js';
import { isOfficial } from './pilot-overview.js';

/** A page of the history of a pilot, in the order of the log: the regulation version of an entry is that of the framework. */
export interface PilotHistory extends Page<HistoryEntry>, Completeness {
  readonly pilotId: string;
}

/** Histories of pilots, their settlements and payouts: which events is indexed, what they say is read from the log. */
@Injectable()
export class PilotHistories {
  constructor(
    private readonly log: PilotLog,
    private readonly index: HistoryIndex,
    private readonly unsealer: Unsealer,
    private readonly people: People,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'compare'>,
  ) {}

  /** @throws ProblemException 404 for whoever may not see the pilot, or when there is none */
  async of(pilotId: string, request: PageRequest, actor: Actor, after?: Position): Promise<PilotHistory> {
    const [behind] = this.index.placeOf(request) ?? [0];
    const { position, state } = await this.log.standing(pilotId, actor);
    const official = isOfficial(actor, state);
    await this.index.reached(after);
    // What is in the pilot's own stream is waited for, so a history never seems shorter than the pilot.
    const later = after === undefined || this.store.compare(after, position) < 0 ? position : after;
    await this.index.reached(later);
    // Budget, payouts and recoveries are the business of the directorates and of whom they concern.
    const streams = official ? undefined : [pilotStream(pilotId), settlementStream(pilotId)];
    const events = await this.index.eventsOf(pilotId, { behind, limit: request.limit + 1, streams });
    const { items, ...rest } = pageOf(events, request.limit, ({ number, event }) => [number, event.position]);
    const reader = official ? undefined : organisationOf(actor);
    return {
      pilotId,
      items: await this.entriesOf(
        items.map(({ event }) => event),
        reader,
      ),
      ...rest,
      ...(await this.index.completeness(pilotId)),
    };
  }

  /** `reader` is the organisation of somebody who takes part and is no official. */
  private async entriesOf(
    events: readonly RecordedEvent[],
    reader: string | undefined,
  ): Promise<HistoryEntry[]> {
    const opened = events.map(async (event) => {
      const clear = readable<JsonObject>(await this.unsealer.unseal(event.data, { eventId: event.id }));
      const data =
        reader === undefined
          ? clear.data
          : withoutWhatIsOfOthers(withoutWords(event.type, clear.data), reader);
      return { event, clear: { ...clear, data } };
    });
    const all = await Promise.all(opened);
    const called = await this.people.namedIn(all.map(({ clear }) => clear.data));
    return all.map(({ event, clear }) =>
      historyEntry(event, toldBy(PILOT_SENTENCES, event.type, withNames(clear.data, called)), clear),
    );
  }
}

/** What officials say of themselves and of each other, which is for the directorates. */
const AMONG_OFFICIALS: Readonly<Record<string, string>> = {
  PilotImpartialityDeclared: 'statement',
  PilotImpartialityRuled: 'grounds',
  SettlementUpheld: 'grounds',
  SettlementStandInNamed: 'grounds',
};

function withoutWords(type: string, data: JsonObject): JsonObject {
  const words = AMONG_OFFICIALS[type];
  return Object.fromEntries(Object.entries(data).filter(([member]) => member !== words));
}

/** Members that are for one organisation beside the directorates, and the member that names it. */
const WHOSE: Readonly<Record<string, string>> = { account: 'organisation', applicationId: 'municipality' };

function withoutWhatIsOfOthers(data: JsonObject, reader: string): JsonObject {
  const isReadable = ([member]: [string, unknown]) =>
    !Object.hasOwn(WHOSE, member) || data[WHOSE[member]!] === reader;
  return Object.fromEntries(Object.entries(data).filter(isReadable));
}
