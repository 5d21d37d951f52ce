import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { Arrival } from '#eventsourcing/arrivals.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';

/** The recipient asked for other terms of its grant (søknad om endring). */
export type AmendmentRequested = DomainEvent<
  'AmendmentRequested',
  {
    readonly awardId: string;
    readonly request: number;
    /** Who asked in the portal; of what came otherwise nobody but the recipient itself. */
    readonly requester?: string | undefined;
    /** Of a request that an official registered. */
    readonly arrival?: Arrival | undefined;
    /** Calendar date on which it was asked. */
    readonly requestedOn: string;
    /** What is asked for. */
    readonly wish: Personal<string>;
    readonly grounds: Personal<string>;
  }
>;

/** The recipient takes its request back. */
export type AmendmentRequestWithdrawn = DomainEvent<
  'AmendmentRequestWithdrawn',
  {
    readonly awardId: string;
    readonly request: number;
    /** Who said so in the portal. */
    readonly requester?: string | undefined;
    /** Where an official registered it. */
    readonly arrival?: Arrival | undefined;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** It was proposed to refuse what the recipient asked for, or what is left of it. */
export type AmendmentRefusalProposed = DomainEvent<
  'AmendmentRefusalProposed',
  {
    readonly awardId: string;
    readonly request: number;
    /** Counts the refusals proposed on the award: a later one of the same request replaces it. */
    readonly refusal: number;
    readonly proposer: string;
    readonly grounds: Personal<string>;
  }
>;

/** A decision-maker returned a proposed refusal: the request waits on. */
export type AmendmentRefusalReturned = DomainEvent<
  'AmendmentRefusalReturned',
  {
    readonly awardId: string;
    readonly request: number;
    readonly refusal: number;
    readonly person: string;
    readonly grounds: Personal<string>;
  }
>;

/** Another person approved the refusal (avslag): a decision, which the party is told by letter and may appeal against. */
export type AmendmentRefused = DomainEvent<
  'AmendmentRefused',
  {
    readonly awardId: string;
    readonly request: number;
    readonly refusal: number;
    readonly approver: string;
    /** Calendar date. */
    readonly decidedOn: string;
    /** A letter tells of it. */
    readonly byLetter: true;
    readonly grounds?: Personal<string> | undefined;
  }
>;

/** An appeal against the refusal was won, or a flagged refusal is decided again: the request waits again, or would if the grant were in force. */
export type AmendmentRequestReopened = DomainEvent<
  'AmendmentRequestReopened',
  {
    readonly awardId: string;
    readonly request: number;
    readonly refusal: number;
    /** None where a flagged one is decided again. */
    readonly appealId?: string | undefined;
    /** The outcome is that it is granted; otherwise the refusal fell, and it is decided anew. */
    readonly granted?: true | undefined;
    /** The grant was revoked in full: the request waits again once that is in force again. */
    readonly ended?: true | undefined;
  }
>;

/** The grant is in force again whose revocation had ended the request before it was answered: it waits again. */
export type AmendmentRequestResumed = DomainEvent<
  'AmendmentRequestResumed',
  { readonly awardId: string; readonly request: number }
>;

/** Which request an amendment answers. */
export interface Answering {
  readonly request?: number | undefined;
  /** It gives a part of what was asked for: the request waits on for the rest. */
  readonly inPart?: true | undefined;
}

/** What happens to a request of the recipient for an amendment. */
export type AmendmentRequestEvent =
  | AmendmentRequested
  | AmendmentRequestWithdrawn
  | AmendmentRefusalProposed
  | AmendmentRefusalReturned
  | AmendmentRefused
  | AmendmentRequestReopened
  | AmendmentRequestResumed;

/** The event types of requests for an amendment and their personal fields. */
export const amendmentRequestEvents = {
  AmendmentRequested: { schemaVersion: 1, personal: { wish: 'case', grounds: 'case' } },
  AmendmentRequestWithdrawn: { schemaVersion: 1, personal: { grounds: 'case' } },
  AmendmentRefusalProposed: { schemaVersion: 1, personal: { grounds: 'case' } },
  AmendmentRefusalReturned: { schemaVersion: 1, personal: { grounds: 'case' } },
  AmendmentRefused: { schemaVersion: 1, personal: { grounds: 'case' } },
  AmendmentRequestReopened: { schemaVersion: 1 },
  AmendmentRequestResumed: { schemaVersion: 1 },
} satisfies Record<AmendmentRequestEvent['type'], EventTypeDefinition>;
