/** How money that is due back is given up: nothing is claimed, it is owed no more, or it is counted on no more. */
export type GivingUpForm = 'drop' | 'waive' | 'write-off';

/** Who gave something up, and by what right; two persons at least. */
export interface GivenUp {
  /** The proposal that was approved. */
  readonly proposal: number;
  readonly proposer: string;
  readonly approver: string;
  /** All that is given up of the claim together with it, minor units: what the authority has to cover. */
  readonly total: number;
  /** The delegation that covers it; left out where the scheme has recorded none of the kind, so that the role decides. */
  readonly delegationId?: string | undefined;
  /** Approved by a person who was named for it, in place of the role. */
  readonly standIn?: true | undefined;
}

/** A delegation to give money up, as it covers the day it is asked for. */
export interface GivingUpDelegation {
  readonly delegationId: string;
  /** Minor units; any amount when left out. */
  readonly upTo?: number | undefined;
}
