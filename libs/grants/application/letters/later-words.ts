import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { recoveryStream, type RecoveryEvent } from '#payouts/contract/events.js';
import { streams, type AwardEvent } from '../../contract/events.js';
import { award } from '../../domain/award/award.js';
import { CaseWords } from './case-words.js';
import type { Opened } from './opened-events.js';

/** What letters quote of an award. */
export type QuotedAwardEvent = Extract<
  AwardEvent,
  {
    type:
      | 'RevocationForewarned'
      | 'RevocationProposed'
      | 'AwardRevoked'
      | 'AmendmentProposed'
      | 'AwardAmended'
      | 'AmendmentRequested'
      | 'AmendmentRefusalProposed'
      | 'AmendmentRefused'
      | 'ReinstatementProposed'
      | 'ReinstatementApproved';
  }
>;

/** What letters quote of a claim. */
export type QuotedRecoveryEvent = Extract<
  RecoveryEvent,
  { type: 'RecoveryForewarned' | 'ClaimProposed' | 'RepaymentClaimed' }
>;

const OF_AWARDS = Object.keys({
  RevocationForewarned: true,
  RevocationProposed: true,
  AwardRevoked: true,
  AmendmentProposed: true,
  AwardAmended: true,
  AmendmentRequested: true,
  AmendmentRefusalProposed: true,
  AmendmentRefused: true,
  ReinstatementProposed: true,
  ReinstatementApproved: true,
} satisfies Record<QuotedAwardEvent['type'], true>);

const OF_RECOVERIES = Object.keys({
  RecoveryForewarned: true,
  ClaimProposed: true,
  RepaymentClaimed: true,
} satisfies Record<QuotedRecoveryEvent['type'], true>);

/** Opens what letters quote of awards and claims. */
@Injectable()
export class LaterWords {
  constructor(
    private readonly words: CaseWords,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /** @throws WordsErased */
  ofAward(awardId: string): Promise<readonly Opened<QuotedAwardEvent>[]> {
    return this.words.inStream(streams.award(awardId), OF_AWARDS);
  }

  /** @throws WordsErased */
  ofRecovery(recoveryId: string): Promise<readonly Opened<QuotedRecoveryEvent>[]> {
    return this.words.inStream(recoveryStream(recoveryId), OF_RECOVERIES);
  }

  /** The award as it stood before the event of a revision. */
  async awardBefore(awardId: string, revision: number) {
    const events = await this.store.readStream(streams.award(awardId));
    return fold(award, events.slice(0, revision) as unknown as readonly AwardEvent[]);
  }
}
