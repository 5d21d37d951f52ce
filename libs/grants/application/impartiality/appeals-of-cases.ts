import { Inject, Injectable } from '@nestjs/common';
import { START, type EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { streams } from '../../contract/events.js';

const PAGE = 500;
const SUBMITTED = ['AppealSubmitted'] as const;
const STREAM = streams.appeal('');

/** Which appeals there are in a case, found in the log itself: how many there may be no id tells. */
@Injectable()
export class AppealsOfCases {
  private readonly found = new Map<string, string[]>();
  private position: Position = START;
  private reading: Promise<void> = Promise.resolve();

  constructor(@Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readAll'>) {}

  /** Ids of the appeals that were submitted in the case, in their order. */
  async of(caseId: string): Promise<readonly string[]> {
    // Who failed has heard of it; whoever asks next tries again.
    this.reading = this.reading.catch(() => undefined).then(() => this.catchUp());
    await this.reading;
    return this.found.get(caseId) ?? [];
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const page = await this.store.readAll({ after: this.position, types: SUBMITTED, limit: PAGE });
      for (const { stream, metadata } of page.events) {
        const { caseId } = metadata;
        if (caseId === undefined) continue;
        const ids = this.found.get(caseId) ?? [];
        this.found.set(caseId, [...ids, stream.slice(STREAM.length)]);
      }
      this.position = page.position;
      if (page.atHead) return;
    }
  }
}
