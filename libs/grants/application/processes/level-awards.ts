import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { CancelPayout, LowerClaim } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { cutsOf, loweringsOf } from '../../domain/award/standing-of-money.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { LevelAward } from '../awards/level-award.js';
import { MoneyOfAward } from '../awards/money-of-award.js';

/** Payouts that cannot be stopped any more: what they pay is claimed once it is settled. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['with-the-bank', 'already-settled']);

/**
 * Whatever moves the money of an award, or what is in force of it: claims go down first, then what is unpaid is cut, and
 * the award books the rest. It asks the streams as they stand, so late, twice or between others it comes to the same.
 */
@Injectable()
export class LevelAwards implements Reaction {
  readonly name = 'level-awards';
  readonly eventTypes = [
    'AwardAmended',
    'AwardContinued',
    'AwardRevoked',
    'AmendmentLifted',
    'AwardReinstated',
    'DecisionFollowed',
    'UnspentClaimed',
    'SpendingRecorded',
    'PayoutOpened',
    'PayoutPartiallySettled',
    'PayoutSettled',
    'PayoutFailed',
    'PayoutReturned',
    'PayoutCancelled',
    'RecoveryForewarned',
    'RepaymentClaimed',
    'RecoveryDropped',
    'RepaymentReceived',
    'ClaimWaived',
    'ClaimWrittenOff',
    'ClaimBecameBarred',
    'LimitationInterrupted',
    'LimitationMoved',
    'ClaimPartlyUpheld',
    'ClaimAnnulled',
  ];

  constructor(
    private readonly awards: Awards,
    private readonly money: MoneyOfAward,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: AppendedEvent, context: ReactionContext): Promise<Position | undefined> {
    const caseId = metadata.caseId!;
    const state = await this.awards.find(caseId);
    if (!wasAccepted(state) || !state.levelled) return undefined;
    const money = await this.money.of(state);
    for (const { recoveryId, most } of loweringsOf(state, money)) {
      const lowering = context.commandFor('lower-claim', recoveryId, 'never');
      positionOf(await this.commands.execute(new LowerClaim(recoveryId, { most }, lowering)));
    }
    for (const payoutId of cutsOf(state, money)) {
      const cutting = context.commandFor('cut-payout', payoutId, 'never');
      const content = { grounds: 'less may be paid: what stays in force of it has a payout of its own' };
      const outcome = await this.commands.execute(new CancelPayout(payoutId, content, cutting));
      if (!outcome.ok && !ON_THEIR_WAY.has(outcome.refusal.code)) positionOf(outcome);
    }
    return positionOf(await this.commands.execute(new LevelAward(caseId, {}, context.command())));
  }
}
