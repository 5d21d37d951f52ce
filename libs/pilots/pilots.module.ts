import { Module } from '@nestjs/common';
import { HistoryIndex } from '#cqrs/queries/history-index.js';
import { Reader } from '#cqrs/queries/reader.js';
import { PILOTS } from './application/pilots/providers.js';
import { PILOTS_PROCESSES } from './application/processes/processes.js';
import { SETTLEMENTS } from './application/settlements/providers.js';
import { ContractController } from './http/contract.controller.js';
import { DashboardController } from './http/dashboard.controller.js';
import { DeliveryController } from './http/delivery.controller.js';
import { FollowUpController } from './http/follow-up.controller.js';
import { HistoricalPilotsController } from './http/historical-pilots.controller.js';
import { PilotImpartialityController } from './http/impartiality.controller.js';
import { MeasurementsController } from './http/measurements.controller.js';
import { PartnerAccountsController } from './http/partner-accounts.controller.js';
import { PilotsController } from './http/pilots.controller.js';
import { PreparationController } from './http/preparation.controller.js';
import { SettlementsController } from './http/settlements.controller.js';
import { Dashboards } from './queries/dashboards.js';
import { DevelopmentGrants } from './queries/development-grants.js';
import { HistoricalPilotList } from './queries/historical-pilots.js';
import { PilotCommands } from './queries/pilot-commands.js';
import { PilotHistories } from './queries/pilot-histories.js';
import { PilotList } from './queries/pilot-list.js';
import { PilotLog } from './queries/pilot-log.js';
import { PilotOverview } from './queries/pilot-overview.js';
import { Scenarios } from './queries/scenarios.js';
import { SettlementQueries } from './queries/settlement-queries.js';

const QUERIES = [
  Reader,
  HistoryIndex,
  PilotLog,
  PilotList,
  PilotOverview,
  PilotHistories,
  PilotCommands,
  DevelopmentGrants,
  SettlementQueries,
  Dashboards,
  Scenarios,
  HistoricalPilotList,
];

/** Pilots with social impact bonds, from the framework to the outcome settlement. */
@Module({
  controllers: [
    PilotImpartialityController,
    PilotsController,
    PreparationController,
    PartnerAccountsController,
    ContractController,
    DeliveryController,
    FollowUpController,
    MeasurementsController,
    SettlementsController,
    DashboardController,
    HistoricalPilotsController,
  ],
  providers: [...PILOTS, ...SETTLEMENTS, ...PILOTS_PROCESSES, ...QUERIES],
})
export class PilotsModule {}
