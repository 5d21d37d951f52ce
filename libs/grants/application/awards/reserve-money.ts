import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { takenAgain } from '#eventsourcing/taken-again.js';
import { PRECONDITION_FAILED, type CommandContext, type Outcome } from '#eventsourcing/command.js';
import { ReserveInstruction, ReservePayingBack } from '#payouts/contract/commands.js';
import type { MoneyStanding } from '../../domain/award/standing-of-money.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from './awards.js';
import { MoneyOfAward } from './money-of-award.js';

/** What an award holds is decided at a revision, by the money that was read after it. */
type Reserve = (money: MoneyStanding, context: CommandContext) => Promise<Outcome>;

/**
 * Payouts and claims are read after the award, and the award is still at that event when it decides: whatever goes out of a
 * payout, or is paid back on a claim, was reserved there before, so it is counted, in their own figures or as reserved.
 */
function atOneRevision(
  { awards, money }: { readonly awards: Awards; readonly money: MoneyOfAward },
  caseId: string,
  context: CommandContext,
  reserve: Reserve,
): Promise<Outcome> {
  return takenAgain(PRECONDITION_FAILED, async () => {
    const { state, revision: ifMatch } = await awards.load(caseId);
    const standing = wasAccepted(state) ? await money.of(state) : { payments: new Map(), claims: [] };
    return reserve(standing, { ...context, ifMatch });
  });
}

@CommandHandler(ReserveInstruction)
export class ReserveInstructionHandler implements ICommandHandler<ReserveInstruction> {
  constructor(
    private readonly awards: Awards,
    private readonly money: MoneyOfAward,
  ) {}

  execute({ id, content, context }: ReserveInstruction): Promise<Outcome> {
    const { awards, money: of } = this;
    return atOneRevision({ awards, money: of }, id, context, (money, at) =>
      this.awards.follow(id, { type: 'ReserveInstruction', ...content, money }, at),
    );
  }
}

@CommandHandler(ReservePayingBack)
export class ReservePayingBackHandler implements ICommandHandler<ReservePayingBack> {
  constructor(
    private readonly awards: Awards,
    private readonly money: MoneyOfAward,
  ) {}

  execute({ id, content, context }: ReservePayingBack): Promise<Outcome> {
    const { awards, money: of } = this;
    return atOneRevision({ awards, money: of }, id, context, (money, at) =>
      this.awards.follow(id, { type: 'ReservePayingBack', ...content, money }, at),
    );
  }
}
