import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { Arrival } from '#eventsourcing/arrivals.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { Power } from './organisation.js';

/** What a representative may do in a case; `all` is all of that. */
export type CasePower = Exclude<Power, 'report'>;

/**
 * A representative (fullmektig) acts in the case beside the party, and gets its notices; a later one takes the place of
 * the one before.
 */
export type CaseRepresentativeRecorded = DomainEvent<
  'CaseRepresentativeRecorded',
  {
    /** From 1 in the case. */
    readonly representation: number;
    /** Whose people act in the portal; without one it acts by post. */
    readonly organisation?: string | undefined;
    readonly name: Personal<string>;
    /** Postal address, line by line. */
    readonly address?: readonly Personal<string>[] | undefined;
    readonly lawyer: boolean;
    readonly powers: readonly CasePower[];
    /** The written power (fullmakt), by where it is found; a lawyer needs none. */
    readonly powerOfAttorney?: Personal<string> | undefined;
    /** The party wants its notices as well. */
    readonly copyToParty: boolean;
    readonly recordedBy: string;
    /** Of what an official registered. */
    readonly arrival?: Arrival | undefined;
    /** Calendar date. */
    readonly since: string;
  }
>;

/** The party or the representative ended the representation. */
export type CaseRepresentationEnded = DomainEvent<
  'CaseRepresentationEnded',
  {
    readonly representation: number;
    readonly by: 'party' | 'representative';
    readonly recordedBy: string;
    /** Of what an official registered. */
    readonly arrival?: Arrival | undefined;
  }
>;

/** What happens to the representation of a case. */
export type CaseRepresentationEvent = CaseRepresentativeRecorded | CaseRepresentationEnded;

/** Their event types and personal fields. */
export const caseRepresentationEvents = {
  CaseRepresentativeRecorded: {
    schemaVersion: 1,
    personal: { name: 'case', 'address.*': 'case', powerOfAttorney: 'case' },
  },
  CaseRepresentationEnded: { schemaVersion: 1 },
} satisfies Record<CaseRepresentationEvent['type'], EventTypeDefinition>;
