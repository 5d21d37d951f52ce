import { Keyed } from '#eventsourcing/keyed.js';
import type { Mandate } from '../../contract/events.js';

/** A person who may act for an organisation, and until when. */
export interface Representative extends Mandate {
  readonly person: string;
}

/** A representative whose name is known, and whose subject is not yet. */
export interface Naming extends Mandate {
  readonly naming: string;
  /** Pseudonym of the name in this organisation. */
  readonly personRef: string;
}

/** Who represents an organisation. */
export interface Organisation {
  /** `none`: nobody was ever appointed or is named but beside others, so whoever the token names acts for it. */
  readonly status: 'none' | 'represented';
  /** Somebody was appointed at some time: from then on it is represented for good. */
  readonly everAppointed: boolean;
  /** By person. */
  readonly representatives: Keyed<string, Representative>;
  /** Those that are open, by id. */
  readonly namings: Keyed<string, Naming>;
}

/** An organisation that anybody acts for. */
export const UNREPRESENTED: Organisation = {
  status: 'none',
  everAppointed: false,
  representatives: Keyed.by((each) => each.person),
  namings: Keyed.by((each) => each.naming),
};

/** The naming of whoever has a name, given by its pseudonym. */
export function openNaming({ namings }: Organisation, personRef: string): Naming | undefined {
  return namings.find((each) => each.personRef === personRef);
}
