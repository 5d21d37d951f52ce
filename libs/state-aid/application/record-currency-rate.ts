import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { ExchangeRates } from './exchange-rates.js';

/** Records the rate of the currency `id`: units of it for one euro, on a calendar date. */
export class RecordCurrencyRate extends ResourceCommand<{
  readonly date: string;
  readonly rate: string;
  readonly source: string;
}> {}

/** Carries out {@link RecordCurrencyRate}. */
@CommandHandler(RecordCurrencyRate)
export class RecordCurrencyRateHandler implements ICommandHandler<RecordCurrencyRate> {
  constructor(private readonly rates: ExchangeRates) {}

  execute({ id, content, context }: RecordCurrencyRate) {
    const today = dateInOslo(context.now);
    return this.rates.record({ type: 'RecordRate', currency: id, today, ...content }, context);
  }
}
