import type { HistoricalBond } from '../../contract/historical.js';
import type { Framework, OutcomeContract, PartnerRole, RiskLevel } from '../../contract/pilot.js';
import type { TermsPeriod } from '../../contract/terms.js';

/** Who acts: `organisation` is that of the person's token. */
export interface Acting {
  readonly person: string;
  readonly organisation?: string | undefined;
}

/** What concerns a pilot as a whole. */
type FrameCommand =
  | {
      readonly type: 'EstablishPilot';
      readonly pilotId: string;
      readonly schemeId: string;
      readonly directorates: readonly [string, string];
      readonly title: string;
      readonly targetGroup: string;
      readonly currency: string;
      readonly person: string;
    }
  | ({ readonly type: 'DraftFramework'; readonly framework: Framework } & Acting)
  | ({ readonly type: 'AdoptFramework'; readonly version: string } & Acting)
  | {
      readonly type: 'JoinPartner';
      readonly organisation: string;
      readonly name: string;
      readonly role: PartnerRole;
      readonly account?: string | undefined;
    }
  | {
      readonly type: 'RemovePartner';
      readonly organisation: string;
      readonly role: PartnerRole;
      readonly grounds: string;
    }
  | {
      readonly type: 'LinkDevelopmentGrant';
      readonly applicationId: string;
      /** Organisation that applied; undefined where there is no such application to be linked. */
      readonly applicant: string | undefined;
    }
  | ({ readonly type: 'ProposeTermination'; readonly lastDay: string; readonly grounds: string } & Acting)
  | ({ readonly type: 'ApproveTermination' } & Acting)
  | ({ readonly type: 'DeclineTermination'; readonly grounds: string } & Acting)
  | {
      readonly type: 'ClosePilot';
      readonly person: string;
      readonly conclusion: string;
      /** Whether the final settlement is concluded and carried out. */
      readonly settled: boolean;
    }
  | { readonly type: 'RegisterHistoricalPilot'; readonly pilotId: string; readonly bond: HistoricalBond };

/** What concerns the outcome contract. */
type ContractCommand =
  | {
      readonly type: 'DraftContract';
      /** As a client sent it: it is read here. */
      readonly contract: OutcomeContract;
      readonly digest: string;
      readonly person: string;
    }
  | ({
      readonly type: 'SignContract';
      /** What the person has seen and signs. */
      readonly digest: string;
      /** The commitment that was reserved, where this signature is the last one. */
      readonly reservationId: string;
    } & Acting)
  | { readonly type: 'AbandonLiability'; readonly reservationId: string; readonly grounds: string };

/** What concerns cohorts, service and follow-up; `today` is the calendar date in Oslo. */
type DeliveryCommand =
  | {
      readonly type: 'OpenCohort';
      readonly cohort: string;
      readonly openedOn: string;
      readonly person: string;
      readonly today: string;
    }
  | {
      readonly type: 'CloseCohort';
      readonly cohort: string;
      readonly closedOn: string;
      readonly persons: number;
      readonly person: string;
      readonly today: string;
    }
  | {
      readonly type: 'RecountCohort';
      readonly cohort: string;
      readonly persons: number;
      readonly person: string;
      readonly grounds: string;
    }
  | ({
      readonly type: 'ReportService';
      readonly cohort: string;
      readonly period: TermsPeriod;
      readonly persons: number;
      readonly summary?: string | undefined;
      readonly today: string;
    } & Acting)
  | { readonly type: 'PlanVisit'; readonly on: string; readonly purpose: string; readonly person: string }
  | {
      readonly type: 'ReportVisit';
      readonly visit: number;
      readonly heldOn: string;
      readonly findings: string;
      readonly person: string;
      readonly today: string;
    }
  | {
      readonly type: 'CancelVisit';
      readonly visit: number;
      readonly grounds: string;
      readonly person: string;
    }
  | ({
      readonly type: 'ReportStatus';
      readonly period: TermsPeriod;
      readonly summary: string;
      readonly today: string;
    } & Acting)
  | {
      readonly type: 'RaiseRisk';
      readonly title: string;
      readonly likelihood: RiskLevel;
      readonly consequence: RiskLevel;
      readonly measure?: string | undefined;
      readonly person: string;
    }
  | {
      readonly type: 'ReassessRisk';
      readonly risk: number;
      readonly likelihood: RiskLevel;
      readonly consequence: RiskLevel;
      readonly measure?: string | undefined;
      readonly person: string;
    }
  | { readonly type: 'CloseRisk'; readonly risk: number; readonly grounds: string; readonly person: string };

/** What concerns measurements. */
type MeasurementCommand =
  | ({
      readonly type: 'RecordMeasurement';
      readonly measurementId: string;
      /** As a client sent it: it is read here. */
      readonly outcome: unknown;
      readonly today: string;
    } & Acting)
  | ({ readonly type: 'VerifyMeasurement'; readonly measurementId: string } & Acting)
  | ({
      readonly type: 'DisputeMeasurement';
      readonly measurementId: string;
      readonly grounds: string;
    } & Acting)
  | ({ readonly type: 'DismissDispute'; readonly measurementId: string; readonly grounds: string } & Acting)
  | ({
      readonly type: 'CorrectMeasurement';
      readonly measurementId: string;
      readonly outcome: unknown;
      readonly grounds: string;
      readonly today: string;
    } & Acting);

/** What a pilot can be asked to do. */
export type PilotCommand = FrameCommand | ContractCommand | DeliveryCommand | MeasurementCommand;

/** The command of a type. */
export type Of<Type extends PilotCommand['type']> = Extract<PilotCommand, { type: Type }>;
