import type { List, OrderedSet } from 'immutable';
import type { Keyed } from '#eventsourcing/keyed.js';
import type { DelegationGranted, SchemeEstablished } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';

/** A regulation version on its way to adoption. */
export interface Draft {
  readonly regulation: RegulationVersion;
  /** Everyone who drafted it: none of them adopts it. */
  readonly drafters: OrderedSet<string>;
  /** It took the place of an earlier draft of the version. */
  readonly replacesProposal?: true;
}

/** Who was heard on a draft, when, and what they answered. */
export interface Consultation {
  readonly version: string;
  readonly heard: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly summary: string;
}

/** A delegation as it stands. */
export interface Delegation extends Omit<DelegationGranted['data'], 'schemeId'> {
  readonly revoked: boolean;
}

/** A scheme from its establishment on. */
export type EstablishedScheme = SchemeEstablished['data'] & {
  readonly status: 'established';
  /** Adopted versions, oldest first. */
  readonly regulations: List<RegulationVersion>;
  /** What is drafted and not adopted, by version. */
  readonly drafts: Keyed<string, Draft>;
  /** Consultations on all versions, oldest first. */
  readonly consultations: List<Consultation>;
  /** All delegations ever given; none means that the role alone decides. */
  readonly delegations: Keyed<string, Delegation>;
};

/** A scheme with its regulation versions and delegations. */
export type Scheme = { readonly status: 'none' } | EstablishedScheme;

/** The draft of a version, if there is one. */
export function draftOf({ drafts }: EstablishedScheme, version: string): Draft | undefined {
  return drafts.get(version);
}
