import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '#cqrs/tokens.js';
import type { EventStore } from '#event-store/port.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { ORGANISATION_STREAMS, streams } from '../../contract/events.js';

/**
 * Streams of organisations whose number an earlier program took as it was written. Today each has one stream, so there
 * come no more of them, and they are looked for once.
 */
@Injectable()
export class OtherSpellings {
  private found: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

  constructor(@Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream' | 'streamsOf'>) {}

  /** How an organisation is written in streams of its own beside the one it has today. */
  async of(organisation: string): Promise<readonly string[]> {
    const all = await (this.found ??= this.find());
    return all.get(canonicalOrganisation(organisation)) ?? [];
  }

  /** What stands in those, of the organisation with this stream. */
  async eventsBeside(stream: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (const spelling of await this.of(organisationIn(stream)))
      events.push(...(await this.store.readStream(`${ORGANISATION_STREAMS}-${spelling}`)));
    return events;
  }

  /** All that stands in the organisation's streams. */
  async allEventsOf(organisation: string): Promise<readonly RecordedEvent[]> {
    const stream = streams.organisation(organisation);
    return [...(await this.eventsBeside(stream)), ...(await this.store.readStream(stream))];
  }

  private async find(): Promise<ReadonlyMap<string, readonly string[]>> {
    try {
      const spellings = (await this.store.streamsOf(ORGANISATION_STREAMS)).map(organisationIn);
      const others = spellings.filter((spelling) => canonicalOrganisation(spelling) !== spelling);
      return Map.groupBy(others.toSorted(), canonicalOrganisation);
    } catch (error) {
      this.found = undefined;
      throw error;
    }
  }
}

function organisationIn(stream: string): string {
  return stream.slice(ORGANISATION_STREAMS.length + 1);
}
