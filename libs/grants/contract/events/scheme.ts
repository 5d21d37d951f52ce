import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { RegulationVersion } from '../regulation.js';

/** A scheme (tilskuddsordning) was established by the directorate that owns it. */
export type SchemeEstablished = DomainEvent<
  'SchemeEstablished',
  {
    readonly schemeId: string;
    /** Organisation of the directorate that manages the scheme. */
    readonly directorate: string;
    readonly name: string;
    readonly ministry: string;
    readonly budgetChapter: string;
    readonly budgetPost: string;
    readonly goal: string;
    readonly targetGroup: string;
    readonly currency: string;
  }
>;

/** A regulation version was drafted; a later draft of the same version takes its place. */
export type RegulationVersionDrafted = DomainEvent<
  'RegulationVersionDrafted',
  {
    readonly schemeId: string;
    readonly regulation: RegulationVersion;
    /** That person does not adopt it. */
    readonly draftedBy: string;
  }
>;

/** Others were heard on a draft (høring). */
export type RegulationVersionConsulted = DomainEvent<
  'RegulationVersionConsulted',
  {
    readonly schemeId: string;
    readonly version: string;
    /** Organisations that were asked. */
    readonly heard: readonly string[];
    /** The period for answers, calendar dates. */
    readonly from: string;
    readonly to: string;
    /** What was answered; consultations are public, so it names organisations and no persons. */
    readonly summary: string;
  }
>;

/** A regulation version was adopted for the scheme; it is never changed again. */
export type RegulationVersionAdopted = DomainEvent<
  'RegulationVersionAdopted',
  {
    readonly schemeId: string;
    readonly regulation: RegulationVersion;
    /** Why nobody was heard on the draft, where nobody was. */
    readonly withoutConsultation?: string | undefined;
  }
>;

/** What a delegation is for: to decide on grants, or to give money up that is due back. */
export type DelegationKind = 'award' | 'giving-up';

/** A written delegation (delegasjon): the person may make decisions of the scheme up to an amount, for a time. */
export type DelegationGranted = DomainEvent<
  'DelegationGranted',
  {
    readonly schemeId: string;
    readonly delegationId: string;
    readonly person: string;
    /** To decide on grants when left out: there was no other kind before. */
    readonly kind?: DelegationKind | undefined;
    /** Largest amount of one decision, or of all that is given up of one claim; minor units of the scheme's currency, any amount when left out. */
    readonly upTo?: number | undefined;
    /** Calendar dates, both included; open-ended without the second. */
    readonly validFrom: string;
    readonly validTo?: string | undefined;
    /** The document it is written in. */
    readonly reference: string;
  }
>;

/** A delegation was revoked: decisions made before stand. */
export type DelegationRevoked = DomainEvent<
  'DelegationRevoked',
  {
    readonly schemeId: string;
    readonly delegationId: string;
    /** Names no person. */
    readonly grounds: string;
  }
>;

/** What happens to a scheme. */
export type SchemeEvent =
  | SchemeEstablished
  | RegulationVersionDrafted
  | RegulationVersionConsulted
  | RegulationVersionAdopted
  | DelegationGranted
  | DelegationRevoked;

/** The schemes' event types. */
export const schemeEvents = {
  SchemeEstablished: { schemaVersion: 1 },
  RegulationVersionDrafted: { schemaVersion: 1 },
  RegulationVersionConsulted: { schemaVersion: 1 },
  RegulationVersionAdopted: { schemaVersion: 1 },
  DelegationGranted: { schemaVersion: 1 },
  DelegationRevoked: { schemaVersion: 1 },
} satisfies Record<SchemeEvent['type'], EventTypeDefinition>;
