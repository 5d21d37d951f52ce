import { Module } from '@nestjs/common';
import { Reader } from '#cqrs/queries/reader.js';
import { AidSteps } from './application/aid-steps.js';
import { StateAid } from './application/aid.js';
import { ExchangeRates } from './application/exchange-rates.js';
import { STATE_AID_PROCESSES } from './application/processes/processes.js';
import { RateSteps } from './application/rate-steps.js';
import { RecordAidHandler } from './application/record-aid.js';
import { CurrencyRatesController } from './http/currency-rates.controller.js';
import { StateAidController } from './http/state-aid.controller.js';
import { AidExcess } from './queries/aid-excess.js';
import { AidOverview } from './queries/aid-overview.js';
import { PossibleCommandsOnAidHandler } from './queries/possible/commands-on-aid.js';

const COMMANDS = [RecordAidHandler, AidSteps, RateSteps];

/** De minimis state aid: a limit per undertaking over rolling years, and the entry in the public register. */
@Module({
  controllers: [StateAidController, CurrencyRatesController],
  providers: [
    StateAid,
    ExchangeRates,
    AidExcess,
    AidOverview,
    PossibleCommandsOnAidHandler,
    Reader,
    ...COMMANDS,
    ...STATE_AID_PROCESSES,
  ],
  exports: [...STATE_AID_PROCESSES],
})
export class StateAidModule {}
