import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/** What a representative may do for an organisation; `all` includes appointing others. */
export type Power = 'apply' | 'accept' | 'report' | 'appeal' | 'all';

/** What a representative may do, and when. */
export interface Mandate {
  readonly powers: readonly Power[];
  /** Calendar dates, both included; open-ended without the second. */
  readonly from: string;
  readonly to?: string | undefined;
  /** Acts beside the organisation's own people, and takes nobody's right; otherwise only who was appointed acts for it. */
  readonly beside?: boolean | undefined;
}

/** A person may act for an organisation; a later appointment of the same person takes the place of this one. */
export type RepresentativeAppointed = DomainEvent<
  'RepresentativeAppointed',
  Mandate & {
    readonly organisation: string;
    readonly person: string;
    /** The naming that this completes, where the person was named before they were known. */
    readonly naming?: string | undefined;
  }
>;

/** A person does not act for the organisation any more. */
export type RepresentativeRemoved = DomainEvent<
  'RepresentativeRemoved',
  { readonly organisation: string; readonly person: string }
>;

/** Who comes under this name, as one of the organisation, is its representative from then on. */
export type RepresentativeNamed = DomainEvent<
  'RepresentativeNamed',
  Mandate & {
    readonly organisation: string;
    /** Its id. */
    readonly naming: string;
    /** Pseudonym of the name in this organisation: the same for the same name, and the name its key is kept under. */
    readonly personRef: string;
    readonly name: Personal<string>;
  }
>;

/** Nobody becomes a representative by that naming any more. */
export type NamingWithdrawn = DomainEvent<
  'NamingWithdrawn',
  { readonly organisation: string; readonly naming: string }
>;

/** What happens to an organisation's representation. */
export type OrganisationEvent =
  RepresentativeAppointed | RepresentativeRemoved | RepresentativeNamed | NamingWithdrawn;

/** The organisations' event types. */
export const organisationEvents = {
  RepresentativeAppointed: { schemaVersion: 1 },
  RepresentativeRemoved: { schemaVersion: 1 },
  RepresentativeNamed: { schemaVersion: 1, personal: { name: 'person' } },
  NamingWithdrawn: { schemaVersion: 1 },
} satisfies Record<OrganisationEvent['type'], EventTypeDefinition>;
