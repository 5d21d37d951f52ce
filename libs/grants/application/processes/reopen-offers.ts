import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type {
  AppealReopened,
  AppealStandingRecognised,
  AppealSubmitted,
  AwardLapsed,
  OutcomeReceiptCorrected,
  ReceiptCorrected,
} from '../../contract/events.js';
import { Awards } from '../awards/awards.js';
import { ReopenOffer } from '../awards/reopen-offer.js';

type Trigger =
  | AwardLapsed
  | ReceiptCorrected
  | AppealSubmitted
  | AppealStandingRecognised
  | AppealReopened
  | OutcomeReceiptCorrected;

/** Most of what is put on record moves no time to accept, or not beyond the lapse. */
const NOTHING_TO_OPEN: ReadonlySet<string> = new Set(['offer-not-lapsed', 'offer-lapsed-in-time']);

/**
 * An offer is open again once something is on record by which it lapsed too early: a later receipt, an appeal that was
 * posted before, a longer wait for an appeal's outcome. Of offers that lapsed before this rule a person asks for it.
 */
@Injectable()
export class ReopenOffers implements Reaction<Trigger> {
  readonly name = 'reopen-offers';
  readonly eventTypes = [
    'AwardLapsed',
    'ReceiptCorrected',
    'AppealSubmitted',
    'AppealStandingRecognised',
    'AppealReopened',
    'OutcomeReceiptCorrected',
  ] as const;

  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: Appended<Trigger>, context: ReactionContext): Promise<Position | undefined> {
    const { caseId } = metadata;
    if (caseId === undefined) return undefined;
    const award = await this.awards.find(caseId);
    if (award.status !== 'lapsed' || award.offer.decision === undefined) return undefined;
    const outcome = await this.commands.execute(new ReopenOffer(caseId, {}, context.command()));
    if (!outcome.ok && NOTHING_TO_OPEN.has(outcome.refusal.code)) return undefined;
    return positionOf(outcome);
  }
}
