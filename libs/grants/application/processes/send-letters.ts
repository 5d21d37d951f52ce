import { Injectable } from '@nestjs/common';
import { dateInOslo } from '#calendar/oslo.js';
import type { Appended, AppendedEvent } from '#eventsourcing/reactions.js';
import type { RecoveryForewarned, RepaymentClaimed } from '#payouts/contract/events.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type {
  AppealAnnulledDecision,
  AppealChangedDecision,
  AppealDismissed,
  AppealLetStand,
  AppealReversed,
  AmendmentRefused,
  AwardAmended,
  AwardRevoked,
  OfferReopened,
  ReinstatementApproved,
  Told,
} from '../../contract/events.js';
import { streams } from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { ERASED, KeptLetters } from '../letters/kept-letters.js';
import { LaterLetters } from '../letters/later-letters.js';
import { Notices } from '../notices/notices.js';

type ToldByLetter =
  | AwardRevoked
  | AwardAmended
  | AmendmentRefused
  | OfferReopened
  | ReinstatementApproved
  | RecoveryForewarned
  | RepaymentClaimed
  | AppealDismissed
  | AppealReversed
  | AppealLetStand
  | AppealChangedDecision
  | AppealAnnulledDecision;

/**
 * The party is told by letter of what is decided, or considered, after the decision on the application. Events of before
 * do not say that a letter tells of them, and get none.
 */
@Injectable()
export class SendLetters implements Reaction<ToldByLetter> {
  readonly name = 'send-letters';
  readonly eventTypes = [
    'AwardRevoked',
    'AwardAmended',
    'AmendmentRefused',
    'OfferReopened',
    'ReinstatementApproved',
    'RecoveryForewarned',
    'RepaymentClaimed',
    'AppealDismissed',
    'AppealReversed',
    'AppealLetStand',
    'AppealChangedDecision',
    'AppealAnnulledDecision',
  ] as const;

  constructor(
    private readonly notices: Notices,
    private readonly letters: LaterLetters,
    private readonly kept: KeptLetters,
  ) {}

  async react(event: Appended<ToldByLetter>, context: ReactionContext) {
    const { caseId, recordedAt } = event.metadata;
    const about = toldBy(event);
    if (!about || caseId === undefined) return undefined;
    const command = { type: 'SendLetter', caseId, about, decidedOn: dateInOslo(recordedAt) } as const;
    const outcome = await this.kept.send(
      {
        caseId,
        stream: streams.notices(caseId),
        write: () => this.letters.of(caseId, about),
        act: (as, letter) => this.notices.follow(caseId, { ...command, letter }, as),
      },
      context.command(),
    );
    // Nobody can be told what was erased.
    if (!outcome.ok && outcome.refusal.code === ERASED) return undefined;
    return positionOf(outcome);
  }
}

/** What the event says that a letter tells of; nothing where it says none. */
function toldBy({
  type,
  data,
  stream,
}: Appended<ToldByLetter> & Pick<AppendedEvent, 'stream'>): Told | undefined {
  switch (type) {
    case 'AwardRevoked':
      return data.decidedOn === undefined ? undefined : { kind: 'revocation', number: data.revocation };
    case 'AwardAmended':
      return data.worse ? { kind: 'amendment', number: data.amendment } : undefined;
    case 'AmendmentRefused':
      return { kind: 'refusal', number: data.refusal };
    case 'OfferReopened':
      return data.byLetter ? { kind: 'offer', id: data.reservationId } : undefined;
    case 'ReinstatementApproved':
      return { kind: 'reinstatement', number: data.reinstatement };
    case 'RecoveryForewarned':
      return data.byLetter ? { kind: 'forewarning', id: data.recoveryId } : undefined;
    case 'RepaymentClaimed':
      return data.decidedOn === undefined ? undefined : { kind: 'recovery', id: data.recoveryId };
    default:
      return data.byLetter ? { kind: 'appeal', id: appealIdOf(stream) } : undefined;
  }
}
