import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** What a representative may do for an organisation; `all` includes appointing others. */
export type Power = 'apply' | 'accept' | 'report' | 'appeal' | 'all';

/** A person may act for an organisation; a later appointment of the same person takes the place of this one. */
export type RepresentativeAppointed = DomainEvent<
  'RepresentativeAppointed',
  {
    readonly organisation: string;
    readonly person: string;
    readonly powers: readonly Power[];
    /** Calendar dates, both included; open-ended without the second. */
    readonly from: string;
    readonly to?: string | undefined;
  }
>;

/** A person does not act for the organisation any more. */
export type RepresentativeRemoved = DomainEvent<
  'RepresentativeRemoved',
  { readonly organisation: string; readonly person: string }
>;

/** What happens to an organisation's representation. */
export type OrganisationEvent = RepresentativeAppointed | RepresentativeRemoved;

/** The organisations' event types. */
export const organisationEvents = {
  RepresentativeAppointed: { schemaVersion: 1 },
  RepresentativeRemoved: { schemaVersion: 1 },
} satisfies Record<OrganisationEvent['type'], EventTypeDefinition>;
