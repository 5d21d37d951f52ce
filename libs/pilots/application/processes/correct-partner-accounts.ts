import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { CorrectPayoutAccount } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import { isKnown, Pilots } from '../pilots/pilots.js';
import { SettledPilots } from '../settlements/settled-pilot.js';
import { Settlements } from '../settlements/settlements.js';
import { StatePayees } from '../settlements/state-payees.js';

/**
 * Every payout of the state's share learns of a corrected account of whoever is paid it; one that was being opened
 * meanwhile learns of it when it is.
 */
@Injectable()
export class CorrectPartnerAccounts implements Reaction {
  readonly name = 'correct-partner-accounts';
  readonly eventTypes = ['PartnerAccountCorrected', 'PayoutOpened'];

  constructor(
    private readonly pilots: Pilots,
    private readonly settlements: Settlements,
    private readonly settled: SettledPilots,
    private readonly payees: StatePayees,
    private readonly commands: CommandBus,
  ) {}

  async react({ metadata }: AppendedEvent, context: ReactionContext): Promise<Position | undefined> {
    const pilotId = metadata.caseId!;
    const pilot = await this.pilots.find(pilotId);
    if (!isKnown(pilot) || pilot.accountsProposed === 0) return undefined;
    const settlement = await this.settlements.find(pilotId);
    if (settlement.status === 'none') return undefined;
    const {
      payee,
      accountCorrection: correction,
      excluded,
    } = await this.payees.of(await this.settled.known(pilotId));
    // Whose key was erased is paid nothing more.
    if (correction === undefined || typeof payee.account !== 'string') return undefined;
    const corrected = { correction, account: payee.account, excluded };
    let position: Position | undefined;
    for (const { payoutId } of settlement.orders) {
      const correcting = context.commandFor('correct-payout-account', payoutId, 'never');
      const outcome = await this.commands.execute(new CorrectPayoutAccount(payoutId, corrected, correcting));
      // It is opened with the corrected account, or learns of it then.
      if (outcome.ok || outcome.refusal.code !== 'payout-unknown') position = positionOf(outcome);
    }
    return position;
  }
}
