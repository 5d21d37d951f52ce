import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Personal } from '#sealing/sealed.js';
import type { Detriment } from './new-decision.js';

/** Somebody who appeals without having applied, for a legal interest of its own (rettslig klageinteresse). */
export interface OtherAppellant {
  /** Whose people act in the portal; without one it acts by post. */
  readonly organisation?: string | undefined;
  /** Pseudonym in the case of who is known by name alone. */
  readonly ref?: string | undefined;
  readonly name: Personal<string>;
  /** Postal address, line by line. */
  readonly address?: readonly Personal<string>[] | undefined;
  readonly interest: Personal<string>;
}

/** Whoever appealed without having applied has a legal interest: the appeal is treated. */
export type AppealStandingRecognised = DomainEvent<
  'AppealStandingRecognised',
  { readonly person: string; readonly grounds: Personal<string> }
>;

/** When whoever appealed without having applied got, or should have got, knowledge of the decision. */
export type AppellantKnowledgeRecorded = DomainEvent<
  'AppellantKnowledgeRecorded',
  {
    readonly person: string;
    /** Calendar dates. */
    readonly knownOn: string;
    readonly deadline: string;
    readonly late: boolean;
  }
>;

/** What was decided in another appeal against the same is the outcome of this one, too. */
export type AppealJoined = DomainEvent<
  'AppealJoined',
  {
    /** The appeal in which it was decided. */
    readonly appealId: string;
    readonly outcome: 'reversed' | 'stands' | 'changed' | 'annulled';
    /** Calendar date. */
    readonly decidedOn?: string | undefined;
    /** What holds of a claim, or is in force after a revocation, that was upheld in part. */
    readonly amount?: Money | undefined;
    readonly detriment?: Omit<Detriment, 'grounds'> | undefined;
  }
>;

/** What happens to appeals where several may appeal. */
export type OtherAppellantEvent = AppealStandingRecognised | AppellantKnowledgeRecorded | AppealJoined;

/** Their event types and personal fields. */
export const otherAppellantEvents = {
  AppealStandingRecognised: { schemaVersion: 1, personal: { grounds: 'case' } },
  AppellantKnowledgeRecorded: { schemaVersion: 1 },
  AppealJoined: { schemaVersion: 1 },
} satisfies Record<OtherAppellantEvent['type'], EventTypeDefinition>;
