import { Module } from '@nestjs/common';
import { Reader } from '#cqrs/queries/reader.js';
import { PAYOUTS } from './application/payouts/providers.js';
import { PAYOUTS_PROCESSES } from './application/processes/processes.js';
import { RECOVERIES } from './application/recoveries/providers.js';
import { PayoutsBulkController } from './http/payouts-bulk.controller.js';
import { PayoutsController } from './http/payouts.controller.js';
import { ReceivedMoneyController } from './http/received-money.controller.js';
import { FallenClaimsController } from './http/fallen-claims.controller.js';
import { LimitationController } from './http/limitation.controller.js';
import { RecoveriesController } from './http/recoveries.controller.js';
import { FindPayoutsOfCaseHandler } from './queries/find-payouts-of-case.js';
import { FindRecoveriesOfCaseHandler } from './queries/find-recoveries-of-case.js';
import { Ledger } from './queries/ledger.js';
import { PossibleCommandsOfCaseHandler } from './queries/possible/commands-of-case.js';
import { RecoveryList } from './queries/recovery-list.js';

const QUERIES = [FindPayoutsOfCaseHandler, FindRecoveriesOfCaseHandler, PossibleCommandsOfCaseHandler];

/** Payouts of awards, from the released instalment to the bank's answer, and what is claimed back of them. */
@Module({
  controllers: [
    PayoutsBulkController,
    PayoutsController,
    ReceivedMoneyController,
    RecoveriesController,
    LimitationController,
    FallenClaimsController,
  ],
  providers: [...PAYOUTS, ...RECOVERIES, ...PAYOUTS_PROCESSES, Ledger, RecoveryList, Reader, ...QUERIES],
})
export class PayoutsModule {}
