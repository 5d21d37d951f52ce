import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { CorrectPayoutAccount } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { Payees } from '../awards/payees.js';

/**
 * Every payout of an award learns of a corrected account; one that was being opened meanwhile learns of it when it is.
 */
@Injectable()
export class CorrectAccounts implements Reaction {
  readonly name = 'correct-accounts';
  readonly eventTypes = ['AccountCorrected', 'PayoutOpened'];

  constructor(
    private readonly awards: Awards,
    private readonly payees: Payees,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: AppendedEvent, context: ReactionContext): Promise<Position | undefined> {
    const caseId = metadata.caseId!;
    const state = await this.awards.find(caseId);
    if (!wasAccepted(state) || state.correctedBy === undefined) return undefined;
    const { payee, accountCorrection: correction, excluded } = await this.payees.of(caseId);
    // Whose key was erased is paid nothing more.
    if (correction === undefined || typeof payee.account !== 'string') return undefined;
    const corrected = { correction, account: payee.account, excluded };
    let position: Position | undefined;
    for (const { payoutId } of state.released) {
      const correcting = context.commandFor('correct-payout-account', payoutId, 'never');
      const outcome = await this.commands.execute(new CorrectPayoutAccount(payoutId, corrected, correcting));
      // It is opened with the corrected account, or learns of it then.
      if (outcome.ok || outcome.refusal.code !== 'payout-unknown') position = positionOf(outcome);
    }
    return position;
  }
}
