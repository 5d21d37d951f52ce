import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { partOf } from '#cqrs/following-command.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { takenAgain } from '#eventsourcing/taken-again.js';
import { ReservePayingBack } from '../../contract/commands.js';
import { FindOwedBack } from '../../contract/queries.js';
import type { RecoveryCommand } from '../../domain/recovery/recovery.js';
import { Recoveries } from './recoveries.js';

/** What bounds the approval of paying back, as it is found on the way; nobody says it. */
export type BackBounds = Partial<Pick<Approval, 'most' | 'reserved'>>;
type Approval = Extract<RecoveryCommand, { type: 'ApprovePayingBack' }>;

/** What other streams tell of money that is owed back to a debtor, and what they hold for it. */
@Injectable()
export class OwedBack {
  constructor(
    private readonly recoveries: Recoveries,
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  /** Minor units that may be paid back on a recovery by the case it is of; undefined where that bounds nothing. */
  async backOn(recoveryId: string): Promise<number | undefined> {
    const state = await this.recoveries.find(recoveryId);
    if (state.status === 'none') return undefined;
    return this.queries.execute(new FindOwedBack(state.order.caseId));
  }

  /**
   * Approves that what was proposed is paid back, once what was paid for holds the money of it: whether a payout or this
   * comes first is decided in that one stream. Where another proposal took its place on the way, that one is asked for.
   */
  within(
    id: string,
    context: CommandContext,
    give: (bounds: BackBounds, context: CommandContext) => Promise<Outcome>,
  ): Promise<Outcome> {
    return takenAgain('paying-back-unreserved', async () => {
      const state = await this.recoveries.find(id);
      const most = await this.backOn(id);
      if (state.status === 'none' || most === undefined) return give({}, context);
      const { payingBack: proposed } = state;
      // Who may, and every other reason come first: what is refused reserves nothing.
      const asked = await give({ most }, { ...context, dryRun: true });
      if (context.dryRun) return asked;
      // What may be approved only by now is asked for again.
      if (!asked.ok || !proposed || proposed.approvedOn !== undefined)
        return give({ most, reserved: 'nothing yet' }, context);
      const { number: payingBack, amount } = proposed;
      const reserve = { recoveryId: id, payingBack, amount };
      const part = partOf(context, `reserve:${payingBack}`);
      const reserved = await this.commands.execute(new ReservePayingBack(state.order.caseId, reserve, part));
      return reserved.ok ? give({ reserved: payingBack }, context) : reserved;
    });
  }
}
