import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { addDays, dateInOslo } from '#calendar/oslo.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { OpenRecovery } from '#payouts/contract/commands.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { StateShareReclaimed } from '../../contract/events.js';
import { SettledPilots } from '../settlements/settled-pilot.js';
import { StatePayees } from '../settlements/state-payees.js';

/** Time to answer before money is claimed back; the contract says nothing of it. */
const REPLY_DAYS = 21;

/** What was paid beyond the settlement in force is claimed back like any overpayment: forewarned first. */
@Injectable()
export class ReclaimStateShares implements Reaction<StateShareReclaimed> {
  readonly name = 'reclaim-state-shares';
  readonly eventTypes = ['StateShareReclaimed'] as const;

  constructor(
    private readonly commands: CommandBus,
    private readonly settled: SettledPilots,
    private readonly payees: StatePayees,
  ) {}

  async react(event: Appended<StateShareReclaimed>, context: ReactionContext) {
    const { pilotId, version, recoveryId, amount, currency } = event.data;
    const settled = await this.settled.known(pilotId);
    const { schemeId, directorates } = settled.pilot;
    const { payee, excluded } = await this.payees.of(settled);
    const recovery = {
      caseId: pilotId,
      awardId: pilotId,
      schemeId,
      directorate: directorates[0],
      debtor: payee.organisation,
      excluded,
      amount: { amount, currency },
      basis: 'overpayment',
      forewarning: {
        grounds: `Version ${version} of the settlement pays less than was paid before.`,
        replyBy: addDays(dateInOslo(event.metadata.recordedAt), REPLY_DAYS),
      },
    } as const;
    return positionOf(await this.commands.execute(new OpenRecovery(recoveryId, recovery, context.command())));
  }
}
