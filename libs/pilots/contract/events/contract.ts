import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { YearAmount } from '#budget/contract/events.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { OutcomeContract } from '../pilot.js';

/** An outcome contract was drafted; a later draft takes its place, signatures under the one before lapse. */
export type ContractDrafted = DomainEvent<
  'ContractDrafted',
  {
    readonly pilotId: string;
    /** Number of the draft within the pilot, from 1. */
    readonly draft: number;
    readonly contract: OutcomeContract;
    /** SHA-256 of the RFC 8785 bytes of the contract: what is signed. */
    readonly digest: string;
    /** That person does not sign for a directorate. */
    readonly draftedBy: string;
  }
>;

/** A party or a directorate signed the draft. */
export type ContractSigned = DomainEvent<
  'ContractSigned',
  {
    readonly pilotId: string;
    readonly draft: number;
    readonly digest: string;
    readonly organisation: string;
    readonly capacity: 'directorate' | 'party';
    readonly signedBy: string;
  }
>;

/** All have signed, and the state's maximum liability is reserved: the terms are frozen. */
export type ContractAgreed = DomainEvent<
  'ContractAgreed',
  {
    readonly pilotId: string;
    readonly draft: number;
    readonly digest: string;
    readonly schemeId: string;
    readonly currency: string;
    /** The commitment that holds the state's maximum liability. */
    readonly reservationId: string;
    /** By the year it is expected to fall due, minor units. */
    readonly liability: readonly YearAmount[];
  }
>;

/** Money was reserved for a contract that was not agreed after all: nobody may stand on the reservation any more. */
export type LiabilityAbandoned = DomainEvent<
  'LiabilityAbandoned',
  {
    readonly pilotId: string;
    readonly reservationId: string;
    readonly schemeId: string;
    readonly grounds: string;
  }
>;

/** What happens to a pilot's outcome contract. */
export type ContractEvent = ContractDrafted | ContractSigned | ContractAgreed | LiabilityAbandoned;

/** Their event types. */
export const contractEvents = {
  ContractDrafted: { schemaVersion: 1 },
  ContractSigned: { schemaVersion: 1 },
  ContractAgreed: { schemaVersion: 1 },
  LiabilityAbandoned: { schemaVersion: 1 },
} satisfies Record<ContractEvent['type'], EventTypeDefinition>;
