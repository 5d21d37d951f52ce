import { Module } from '@nestjs/common';
import { HistoryIndex } from '#cqrs/queries/history-index.js';
import { Reader } from '#cqrs/queries/reader.js';
import { APPEALS } from './application/appeals/providers.js';
import { APPLICATIONS } from './application/applications/providers.js';
import { ATTACHMENTS } from './application/attachments/providers.js';
import { AWARDS } from './application/awards/providers.js';
import { CASE_NUMBERS } from './application/case-numbers/providers.js';
import { CALLS } from './application/calls/providers.js';
import { DECISIONS } from './application/decisions/providers.js';
import { IMPARTIALITY } from './application/impartiality/providers.js';
import { LETTERS } from './application/letters/providers.js';
import { NOTICES } from './application/notices/providers.js';
import { ORGANISATIONS } from './application/organisations/steps.js';
import { GRANTS_PROCESSES } from './application/processes/processes.js';
import { REPORTS } from './application/reports/providers.js';
import { SCHEMES } from './application/schemes/providers.js';
import { AppealsController } from './http/appeals.controller.js';
import { AppealReceiptsController } from './http/appeal-receipts.controller.js';
import { AppealsOutcomeController } from './http/appeals-outcome.controller.js';
import { OtherAppellantsController } from './http/other-appellants.controller.js';
import { AppealsPreparationController } from './http/appeals-preparation.controller.js';
import { ApplicationsController } from './http/applications.controller.js';
import { AssessmentController } from './http/assessment.controller.js';
import { CaseRepresentativesController } from './http/case-representatives.controller.js';
import { DecisionsController } from './http/decisions.controller.js';
import { StateAidDeclarationsController } from './http/state-aid-declarations.controller.js';
import { SupplementsController } from './http/supplements.controller.js';
import { AwardsAccountController } from './http/awards-account.controller.js';
import { OwnReversalsController } from './http/own-reversals.controller.js';
import { AwardsOfferController } from './http/awards-offer.controller.js';
import { AwardsRevocationController } from './http/awards-revocation.controller.js';
import { AttachmentsController } from './http/attachments.controller.js';
import { AwardsRequestsController } from './http/awards-requests.controller.js';
import { AwardsController } from './http/awards.controller.js';
import { CallsController } from './http/calls.controller.js';
import { CasesController } from './http/cases.controller.js';
import { QueueController } from './http/queue.controller.js';
import { RankingController } from './http/ranking.controller.js';
import { DelegationsController } from './http/delegations.controller.js';
import { OrganisationsController } from './http/organisations.controller.js';
import { RegulationVersionsController } from './http/regulation-versions.controller.js';
import { SchemeTemplatesController } from './http/scheme-templates.controller.js';
import { FlaggedDecisionsController, ImpartialityController } from './http/impartiality.controller.js';
import { LettersController } from './http/letters.controller.js';
import { NoticeReceiptsController } from './http/notice-receipts.controller.js';
import { NoticesController } from './http/notices.controller.js';
import { RegistrationController } from './http/registration.controller.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { SchemesController } from './http/schemes.controller.js';
import { Announcements } from './queries/announcements.js';
import { AttachmentQueries } from './queries/attachments.js';
import { AppealQueries } from './queries/appeals.js';
import { ApplicationQueries } from './queries/applications.js';
import { AwaitedMoney } from './queries/awaited-money.js';
import { AwardQueries } from './queries/awards.js';
import { OrganisationQueries } from './queries/organisations.js';
import { SchemeRules } from './queries/scheme-rules.js';
import { CaseCommands } from './queries/case-commands.js';
import { CaseHistories } from './queries/case-histories.js';
import { CaseLog } from './queries/case-log.js';
import { CaseOverview } from './queries/case-overview.js';
import { FindGrantSummaryHandler } from './queries/find-grant-summary.js';
import { Forwardings } from './queries/forwardings.js';
import { Queue } from './queries/queue.js';
import { Rankings } from './queries/ranking.js';
import { LetterQueries } from './queries/letters.js';
import { NoticeQueries } from './queries/notices.js';
import { ReportQueries } from './queries/reports.js';

const QUERIES = [
  Reader,
  HistoryIndex,
  CaseLog,
  Announcements,
  SchemeRules,
  OrganisationQueries,
  AttachmentQueries,
  AppealQueries,
  Forwardings,
  ApplicationQueries,
  CaseOverview,
  FindGrantSummaryHandler,
  CaseCommands,
  CaseHistories,
  Queue,
  Rankings,
  ReportQueries,
  LetterQueries,
  NoticeQueries,
  AwardQueries,
  AwaitedMoney,
];

/** Grants from scheme and call to award. */
@Module({
  controllers: [
    SchemesController,
    SchemeTemplatesController,
    RegulationVersionsController,
    DelegationsController,
    CallsController,
    OrganisationsController,
    ImpartialityController,
    FlaggedDecisionsController,
    AppealsController,
    OtherAppellantsController,
    AppealsPreparationController,
    RegistrationController,
    ReceiptsController,
    AppealsOutcomeController,
    AppealReceiptsController,
    ApplicationsController,
    AttachmentsController,
    SupplementsController,
    CaseRepresentativesController,
    StateAidDeclarationsController,
    AssessmentController,
    DecisionsController,
    AwardsController,
    AwardsRevocationController,
    AwardsAccountController,
    AwardsOfferController,
    AwardsRequestsController,
    OwnReversalsController,
    ReportsController,
    LettersController,
    NoticesController,
    NoticeReceiptsController,
    CasesController,
    QueueController,
    RankingController,
  ],
  providers: [
    ...SCHEMES,
    ...CALLS,
    ...CASE_NUMBERS,
    ...ORGANISATIONS,
    ...APPEALS,
    ...APPLICATIONS,
    ...ATTACHMENTS,
    ...DECISIONS,
    ...IMPARTIALITY,
    ...LETTERS,
    ...NOTICES,
    ...AWARDS,
    ...REPORTS,
    ...QUERIES,
    ...GRANTS_PROCESSES,
  ],
  exports: [...GRANTS_PROCESSES, CaseHistories],
})
export class GrantsModule {}
