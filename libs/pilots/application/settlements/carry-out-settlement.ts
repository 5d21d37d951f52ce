import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { derivedId } from '#eventsourcing/ids.js';
import { ResourceCommand } from '#platform/cqrs/resource-command.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** Orders what the state owes by a concluded version of the settlement of the pilot `id`, or claims it back. */
export class CarryOutSettlement extends ResourceCommand<{
  readonly version: number;
  readonly budgetYear: number;
}> {}

/** A payout of the state's share to the pilot `id` was cancelled: so much of it is not paid. Again changes nothing. */
export class WithholdStateShare extends ResourceCommand<{
  readonly payoutId: string;
  /** Minor units. */
  readonly unpaid: number;
}> {}

/** Carries out {@link CarryOutSettlement}. */
@CommandHandler(CarryOutSettlement)
export class CarryOutSettlementHandler implements ICommandHandler<CarryOutSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
  ) {}

  async execute({ id, content, context }: CarryOutSettlement) {
    const { version, budgetYear } = content;
    const { pilot } = await this.settled.known(id);
    const command = {
      type: 'CarryOutStateShare',
      payoutId: derivedId('state-share', id, version),
      recoveryId: derivedId('state-share-reclaim', id, version),
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
