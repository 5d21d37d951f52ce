import type {
  DelegationGranted,
  RegulationVersionConsulted,
  SchemeEstablished,
} from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';

/** The scheme is established with its first regulation version. */
export type EstablishScheme = {
  readonly type: 'EstablishScheme';
  readonly regulation: RegulationVersion;
} & SchemeEstablished['data'];

/** A regulation version is drafted, or drafted anew. */
export interface DraftRegulationVersion {
  readonly type: 'DraftRegulationVersion';
  readonly regulation: RegulationVersion;
  readonly draftedBy: string;
}

/** A consultation on a draft is over and recorded, on the day `on`. */
export type ConsultOnRegulationVersion = {
  readonly type: 'ConsultOnRegulationVersion';
  readonly on: string;
} & Omit<RegulationVersionConsulted['data'], 'schemeId'>;

/** A regulation version is adopted: a draft by its version, or the whole of it at once where nothing was drafted. */
export interface AdoptRegulationVersion {
  readonly type: 'AdoptRegulationVersion';
  /** The version of a draft, or all rules. */
  readonly regulation: RegulationVersion | string;
  readonly adoptedBy: string;
  /** Why nobody was heard, where a draft is adopted without. */
  readonly withoutConsultation?: string | undefined;
}

/** A person gets a written delegation. */
export type GrantDelegation = {
  readonly type: 'GrantDelegation';
  readonly grantedBy: string;
} & Omit<DelegationGranted['data'], 'schemeId'>;

/** A delegation ends before its time. */
export interface RevokeDelegation {
  readonly type: 'RevokeDelegation';
  readonly delegationId: string;
  readonly grounds: string;
}

/** What a scheme can be asked to do. */
export type SchemeCommand =
  | EstablishScheme
  | DraftRegulationVersion
  | ConsultOnRegulationVersion
  | AdoptRegulationVersion
  | GrantDelegation
  | RevokeDelegation;
