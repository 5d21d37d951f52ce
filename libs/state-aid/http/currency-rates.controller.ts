import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { isCurrency } from '#money/money.js';
import { notFound } from '#access/policy.js';
import { SEEING } from '#access/rules.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_YEAR } from '#http/examples.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, pageWithin, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { refused } from '#http/problems.js';
import { MAY } from '../access.js';
import { ExchangeRates } from '../application/exchange-rates.js';
import { TakeRateStep } from '../application/rate-steps.js';
import { CurrencyRateDto } from './state-aid.dto.js';

/** Rates at which amounts are converted to euro. */
@ApiTags('state-aid')
@Controller('v1/currency-rates')
export class CurrencyRatesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly rates: ExchangeRates,
  ) {}

  @Get(':currency')
  @Describe({
    summary: 'The recorded rates of a currency, the newest day first',
    description:
      'Units of the currency for one euro. A day without a rate has that of the last day before it.',
    action: SEEING['scheme.read'],
    paged: true,
  })
  async of(@Param('currency') currency: string, @Query() query: PageOfLogQuery) {
    const request = pageRequest(query, PLACE_PARTS);
    if (!isCurrency(currency)) throw refused(notFound());
    const { items, ...rest } = pageWithin(await this.rates.of(currency), request, ({ date }) => date);
    return { currency, rates: items, ...rest };
  }

  @Post()
  @Describe({
    summary: 'Record the rate of a currency on a day',
    description:
      'As the European Central Bank quotes it: units of the currency for one euro. Another rate for the same day corrects it; decisions that were made keep the rate they name.',
    action: MAY['currency-rate.record'],
    command: 'changes',
    example: {
      currency: 'NOK',
      date: `${EXAMPLE_YEAR}-01-01`,
      rate: '11.7895',
      source: 'ECB euro foreign exchange reference rate',
    },
    problems: ['rate-invalid', 'rate-not-yet-known'],
  })
  async record(@Body() body: CurrencyRateDto, @Command() context: CommandContext) {
    const { currency, ...rate } = plain(body);
    const step = { type: 'RecordRate', ...rate } as const;
    return respond(await this.commands.execute(new TakeRateStep(currency, step, context)));
  }
}
