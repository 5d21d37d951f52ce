import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** A payer other than the state paid a part of what it owes by the settlement of the pilot `id`. */
export class RecordSharePayment extends ResourceCommand<{
  readonly payer: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Calendar date. */
  readonly paidOn: string;
  readonly reference: string;
}> {}

/** Carries out {@link RecordSharePayment}. */
@CommandHandler(RecordSharePayment)
export class RecordSharePaymentHandler implements ICommandHandler<RecordSharePayment> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
  ) {}

  async execute({ id, content, context }: RecordSharePayment) {
    const action = MAY['pilot.record-share-payment'];
    const found = await this.settled.find(id, action, context.actor);
    if ('refusal' in found) return found;
    const { pilot } = found;
    const command = {
      type: 'RecordSharePayment',
      pilotCurrency: pilot.currency,
      person: context.actor.subject,
      today: dateInOslo(context.now),
      ...content,
    } as const;
    return this.settlements.act(action, id, pilot, command, context);
  }
}
