import { Inject, Injectable } from '@nestjs/common';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK, DRAFT_STORE } from '#cqrs/tokens.js';
import type { Reaction } from '#processes/reaction.js';
import type { DraftStore } from '../drafts/draft-store.js';

/** A submitted application is no draft any more. */
@Injectable()
export class ClearDraft implements Reaction {
  readonly name = 'clear-draft';
  readonly eventTypes = ['ApplicationSubmitted'];
  readonly inline = false;
  readonly together = 500;

  constructor(
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react({ metadata }: AppendedEvent): Promise<undefined> {
    if (metadata.caseId === undefined) return;
    await this.drafts.markSubmitted(metadata.caseId, this.clock.now());
  }
}
