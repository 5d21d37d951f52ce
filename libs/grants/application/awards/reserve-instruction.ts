import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { takenAgain } from '#eventsourcing/taken-again.js';
import { PRECONDITION_FAILED, type Outcome } from '#eventsourcing/command.js';
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

  execute(command: ReserveInstruction): Promise<Outcome> {
    return takenAgain(PRECONDITION_FAILED, () => this.once(command));
  }

  private async once({ id, content, context }: ReserveInstruction): Promise<Outcome> {
    const { state, revision: ifMatch } = await this.awards.load(id);
    const money = wasAccepted(state) ? await this.money.of(state) : { payments: new Map(), claims: [] };
    return this.awards.follow(id, { type: 'ReserveInstruction', ...content, money }, { ...context, ifMatch });
  }
}
