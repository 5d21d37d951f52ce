import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PRECONDITION_FAILED, type Outcome } from '#eventsourcing/command.js';
import { MOST_ATTEMPTS } from '#eventsourcing/giving-way.js';
import { ReserveInstruction } from '#payouts/contract/commands.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from './awards.js';
import { MoneyOfAward } from './money-of-award.js';

/**
 * The payouts are read after the award, and the award is still at that event when it decides: whatever goes out of a payout
 * was reserved there before, so it is counted, in the payout's own figures or as reserved.
 */
@CommandHandler(ReserveInstruction)
export class ReserveInstructionHandler implements ICommandHandler<ReserveInstruction> {
  constructor(
    private readonly awards: Awards,
    private readonly money: MoneyOfAward,
  ) {}

  async execute(command: ReserveInstruction): Promise<Outcome> {
    let outcome = await this.once(command);
    for (let attempt = 1; attempt < MOST_ATTEMPTS && overtaken(outcome); attempt++)
      outcome = await this.once(command);
    return outcome;
  }

  private async once({ id, content, context }: ReserveInstruction): Promise<Outcome> {
    const { state, revision: ifMatch } = await this.awards.load(id);
    const money = wasAccepted(state) ? await this.money.of(state) : { payments: new Map(), claims: [] };
    return this.awards.follow(id, { type: 'ReserveInstruction', ...content, money }, { ...context, ifMatch });
  }
}

function overtaken(outcome: Outcome): boolean {
  return !outcome.ok && outcome.refusal.code === PRECONDITION_FAILED;
}
