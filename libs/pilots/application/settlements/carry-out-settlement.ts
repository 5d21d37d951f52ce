import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { derivedId } from '#eventsourcing/ids.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** Orders what the state owes by the concluded version of the settlement of the pilot `id`, or claims it back. */
export class CarryOutSettlement extends ResourceCommand<{
  /** What gives rise to it: its payout or recovery gets its id from that, so that there is one of it. */
  readonly cause: string | number;
  readonly budgetYear: number;
}> {}

/** A payout of the state's share to the pilot `id` was cancelled: so much of it is not paid. Again changes nothing. */
export class WithholdStateShare extends ResourceCommand<{
  readonly payoutId: string;
  /** Minor units. */
  readonly unpaid: number;
}> {}

/** The recovery of what was paid too much to the pilot `id` was annulled; again changes nothing. */
export class WithdrawReclaim extends ResourceCommand<{
  readonly recoveryId: string;
  /** Until then; minor units. */
  readonly repaid: number;
}> {}

/** Of what was paid too much to the pilot `id` only so much is claimed back; again changes nothing. */
export class WaiveOverpayment extends ResourceCommand<{
  readonly recoveryId: string;
  /** What of the claim stands; minor units. */
  readonly stands: number;
}> {}

/** Carries out {@link CarryOutSettlement}. */
@CommandHandler(CarryOutSettlement)
export class CarryOutSettlementHandler implements ICommandHandler<CarryOutSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
  ) {}

  async execute({ id, content, context }: CarryOutSettlement) {
    const { cause, budgetYear } = content;
    const { pilot } = await this.settled.known(id);
    const command = {
      type: 'CarryOutStateShare',
      payoutId: derivedId('state-share', id, cause),
      recoveryId: derivedId('state-share-reclaim', id, cause),
      currency: pilot.currency,
      budgetYear,
      asked: false,
    } as const;
    return this.settlements.follow(id, command, context);
  }
}

/** Carries out {@link WithholdStateShare}. */
@CommandHandler(WithholdStateShare)
export class WithholdStateShareHandler implements ICommandHandler<WithholdStateShare> {
  constructor(private readonly settlements: Settlements) {}

  execute({ id, content, context }: WithholdStateShare) {
    return this.settlements.follow(id, { type: 'WithholdStateShare', ...content }, context);
  }
}

/** Carries out {@link WithdrawReclaim}. */
@CommandHandler(WithdrawReclaim)
export class WithdrawReclaimHandler implements ICommandHandler<WithdrawReclaim> {
  constructor(private readonly settlements: Settlements) {}

  execute({ id, content, context }: WithdrawReclaim) {
    return this.settlements.follow(id, { type: 'WithdrawReclaim', ...content }, context);
  }
}

/** Carries out {@link WaiveOverpayment}. */
@CommandHandler(WaiveOverpayment)
export class WaiveOverpaymentHandler implements ICommandHandler<WaiveOverpayment> {
  constructor(private readonly settlements: Settlements) {}

  execute({ id, content, context }: WaiveOverpayment) {
    return this.settlements.follow(id, { type: 'WaiveOverpayment', ...content }, context);
  }
}
