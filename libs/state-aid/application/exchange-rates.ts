import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { ratesStream, type CurrencyRateRecorded, type RateUsed } from '../contract/events.js';
import { ofTheEuro, rateOn, rates, type Rates, type RatesCommand } from '../domain/rates.js';

/** What the stream of a currency's rates keeps to. */
export const rules: StreamRules<Rates, RatesCommand, CurrencyRateRecorded> = {
  decider: rates,
  streamOf: ratesStream,
  hot: true,
  // Every day has one, for longer than a century.
  most: 50_000,
};

/** The rates of all currencies against the euro. */
@Injectable()
export class ExchangeRates extends GuardedStreams<Rates, RatesCommand, CurrencyRateRecorded> {
  constructor(handling: CommandHandling) {
    super(handling, rules);
  }

  /** All that were recorded of a currency, the newest day first. */
  async of(currency: string): Promise<RateUsed[]> {
    return [...(await this.find(currency))]
      .map(([date, rate]) => ({ date, ...rate }))
      .toSorted((a, b) => (a.date < b.date ? 1 : -1));
  }

  /** The rate of a day, or the last before it. Refused: `currency-rate-missing`. */
  async on(currency: string, day: string): Promise<RateUsed | { readonly refused: Refusal }> {
    if (currency === 'EUR') return ofTheEuro(day);
    const found = rateOn(await this.find(currency), day);
    if (found) return found;
    const detail = `no rate of ${currency} against the euro is recorded for ${day} or a day before it`;
    return { refused: refusal('conflict', 'currency-rate-missing', detail, { currency, date: day }) };
  }
}
