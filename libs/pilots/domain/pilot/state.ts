import type { List, OrderedMap, OrderedSet } from 'immutable';
import type { Impartiality } from '#impartiality/impartiality.js';
import type { Keyed } from '#eventsourcing/keyed.js';
import type { HistoricalBond } from '../../contract/historical.js';
import type { Framework, MeasuredOutcome, OutcomeContract, PartnerRole } from '../../contract/pilot.js';

/** Where a pilot stands. */
export type PilotStatus =
  'established' | 'framework-adopted' | 'contract-drafted' | 'agreed' | 'terminated' | 'closed';

/** A pilot; a historical one was run by others and takes no commands. */
export type Pilot =
  | { readonly status: 'none' }
  | { readonly status: 'historical'; readonly pilotId: string; readonly bond: HistoricalBond }
  | KnownPilot;

/** A pilot that was established here. */
export interface KnownPilot {
  readonly status: PilotStatus;
  readonly pilotId: string;
  readonly schemeId: string;
  /** The first one owns the scheme. */
  readonly directorates: readonly [string, string];
  readonly currency: string;
  /** By person. */
  readonly impartiality: OrderedMap<string, Impartiality>;
  readonly framework?: FrameworkState;
  /** Every draft of a framework. */
  readonly drafted: List<Framework>;
  /** Versions of the framework that both directorates adopted. */
  readonly adopted: List<string>;
  /** By organisation and role. */
  readonly partners: Keyed<string, Partner>;
  /** Corrected accounts of partners that were proposed so far. */
  readonly accountsProposed: number;
  /** The one of them that waits for another person. */
  readonly accountWaiting?: PartnerAccount | undefined;
  readonly grants: List<LinkedGrant>;
  readonly contract?: ContractState | undefined;
  /** Drafts of contracts so far. */
  readonly drafts: number;
  /** Reservations nobody may stand on any more. */
  readonly abandoned: OrderedSet<string>;
  /** Those that were opened, by their code. */
  readonly cohorts: Keyed<string, CohortState>;
  readonly visits: List<VisitStatus>;
  /** Calendar dates on which they were planned. */
  readonly visitsPlannedOn: List<string | undefined>;
  /** Status reports so far. */
  readonly reports: number;
  readonly risks: List<'open' | 'closed'>;
  /** In the order they were recorded, by id. */
  readonly measurements: Keyed<string, MeasurementState>;
  readonly termination?:
    | {
        readonly directorate: string;
        readonly proposedBy: string;
        readonly lastDay: string;
      }
    | undefined;
  /** The last day, once both directorates ended it early. */
  readonly endedOn?: string;
}

/** The framework as it was drafted last. */
export interface FrameworkState {
  readonly framework: Framework;
  readonly draftedBy: string;
  readonly adoptions: List<{ readonly directorate: string; readonly person: string }>;
}

/** An organisation in one of its roles. */
export interface Partner {
  readonly organisation: string;
  readonly role: PartnerRole;
}

/** Whose account is to be another one, and who said so. */
export interface PartnerAccount extends Partner {
  readonly number: number;
  readonly proposer: string;
  readonly byPartner: boolean;
}

/** An ordinary grant of the municipality that belongs to the pilot. */
export interface LinkedGrant {
  readonly applicationId: string;
  readonly municipality: string;
}

/** The contract as it was drafted last. */
export interface ContractState {
  readonly draft: number;
  readonly contract: OutcomeContract;
  readonly digest: string;
  readonly draftedBy: string;
  readonly signatures: List<Signature>;
  /** The commitment that holds the state's liability, once it is agreed. */
  readonly reservationId?: string;
}

/** Who signed for which organisation. */
export interface Signature {
  readonly organisation: string;
  readonly person: string;
}

/** A cohort of the terms; `persons` once it takes nobody in any more. */
export interface CohortState {
  /** Of the terms. */
  readonly code: string;
  readonly openedOn: string;
  readonly closedOn?: string;
  readonly persons?: number;
  /** Who counted them. */
  readonly counters: List<string>;
}

/** How a planned visit stands. */
export type VisitStatus = 'planned' | 'held' | 'cancelled';

/** A measurement in its last version. */
export interface MeasurementState {
  readonly id: string;
  readonly version: number;
  readonly outcome: MeasuredOutcome;
  readonly status: 'recorded' | 'verified' | 'disputed';
  /** Whether it was verified when it was disputed. */
  readonly wasVerified: boolean;
  /** Who verified its last version. */
  readonly verifiedBy?: string | undefined;
  /** Who recorded or corrected any version of it. */
  readonly recorders: List<string>;
  /** Who verified its last version, or dismissed a dispute about it. */
  readonly judges: List<string>;
}

/** Whether an organisation takes part in one of these roles. */
export function takesPart(
  { partners }: KnownPilot,
  organisation: string | undefined,
  roles: readonly PartnerRole[],
): boolean {
  return partners.some((partner) => partner.organisation === organisation && roles.includes(partner.role));
}

/** Whether an organisation is one of the two directorates. */
export function isDirectorate(
  { directorates }: KnownPilot,
  organisation: string | undefined,
): organisation is string {
  return organisation !== undefined && directorates.includes(organisation);
}

/** Organisations that must sign the contract as parties, in the order they joined. */
export function partiesOf({ partners }: KnownPilot): string[] {
  const independent: readonly PartnerRole[] = ['evaluator', 'validator'];
  const parties = [...partners].filter(({ role }) => !independent.includes(role));
  return [...new Set(parties.map(({ organisation }) => organisation))];
}

/** The item of a number, counted from 1; a number nobody gave out has none. */
export function numbered<Item>(items: List<Item>, number: number): Item | undefined {
  return Number.isInteger(number) && number > 0 ? items.get(number - 1) : undefined;
}

/** A cohort that was opened. */
export function cohortOf({ cohorts }: KnownPilot, code: string): CohortState | undefined {
  return cohorts.get(code);
}
