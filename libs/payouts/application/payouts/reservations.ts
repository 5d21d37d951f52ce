import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { partOf } from '#cqrs/following-command.js';
import { takenAgain } from '#eventsourcing/taken-again.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { ReserveInstruction } from '../../contract/commands.js';
import { FindPayable, FindPayableOfPilot, FindReserved } from '../../contract/queries.js';
import type { PayoutCommand } from '../../domain/payout/payout.js';
import { instructionsOf, reservedIdOf, type KnownPayout } from '../../domain/payout/state.js';
import { Payouts } from './payouts.js';

/** What bounds an instruction, as it is found on the way; nobody says it. */
export type Bounds = Partial<Pick<Instruction, 'instructionId' | 'payable' | 'reserved'>>;
type Instruction = Extract<PayoutCommand, { type: 'InstructPayout' }>;

/**
 * What a payout is paid for holds the money of an instruction before it goes out, so that two instructions, or one and a
 * reduction, never count on the same money: which comes first is decided in that one stream.
 */
@Injectable()
export class Reservations {
  constructor(
    private readonly payouts: Payouts,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Gives an instruction within what is reserved for it; where it lapsed on the way, once more within what is payable then. */
  within(id: string, context: CommandContext, give: (bounds: Bounds) => Promise<Outcome>): Promise<Outcome> {
    return takenAgain('instruction-lapsed', () => this.once(id, context, give));
  }

  private async once(
    id: string,
    context: CommandContext,
    give: (bounds: Bounds) => Promise<Outcome>,
  ): Promise<Outcome> {
    const payout = await this.payouts.find(id);
    if (payout.status === 'none') return give({});
    const { caseId, amount } = payout.order;
    const payable = await this.queries.execute(new FindPayable(caseId, id));
    if (payable === undefined) return this.boundByPilot(payout, give);
    // Who may, what was carried out before and every other reason come first: what is refused reserves nothing.
    const asked = await give({ payable, reserved: 'nothing yet' });
    if (asked.ok || asked.refusal.code !== 'instruction-unreserved') return asked;
    const instruction = instructionsOf(payout) + 1;
    const instructionId = reservedIdOf(id, instruction);
    const reserve = { payoutId: id, instruction, instructionId, amount: amount.amount };
    const part = partOf(context, `reserve:${instructionId}`);
    const reserved = await this.commands.execute(new ReserveInstruction(caseId, reserve, part));
    if (!reserved.ok) return reserved;
    if (context.dryRun) return give({ payable });
    const inAll = (await this.queries.execute(new FindReserved(caseId, instructionId))) ?? 0;
    return give({ instructionId, reserved: { instruction, inAll } });
  }

  /**
   * What bounds it is asked after the payout was read and could be handed over: where less comes to be payable at that
   * moment, its next instruction lapses first, and this one with it.
   */
  private async boundByPilot(
    payout: KnownPayout,
    give: (bounds: Bounds) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { caseId, amount } = payout.order;
    const asked = await give({ reserved: 'nothing yet' });
    if (asked.ok || asked.refusal.code !== 'instruction-unreserved') return asked;
    const payable = await this.queries.execute(new FindPayableOfPilot(caseId));
    const reserved = { instruction: instructionsOf(payout) + 1, inAll: amount.amount };
    return give({ payable, reserved });
  }
}
