import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../access.js';
import type { CurrencyRateRecorded } from '../contract/events.js';
import type { Rates, RatesCommand } from '../domain/rates.js';
import { ExchangeRates } from './exchange-rates.js';

/** What managers do to the rates of a currency. */
const STEPS = {
  RecordRate: { may: MAY['currency-rate.record'], facts: ({ id, today }) => ({ currency: id, today }) },
} as const satisfies Steps<Rates, RatesCommand>;

/** A step on the rates of the currency `id`: units of it for one euro, by calendar date. */
export class TakeRateStep extends ResourceCommand<Sent<RatesCommand, typeof STEPS>> {}

@CommandHandler(TakeRateStep)
export class RateSteps extends TakesSteps<Rates, RatesCommand, CurrencyRateRecorded, unknown> {
  constructor(rates: ExchangeRates) {
    super(rates, STEPS, undefined);
  }
}
