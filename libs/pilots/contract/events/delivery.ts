import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { RiskLevel } from '../pilot.js';
import type { TermsPeriod } from '../terms.js';

/** Participants are taken into a cohort of the terms. */
export type CohortOpened = DomainEvent<
  'CohortOpened',
  {
    readonly pilotId: string;
    readonly cohort: string;
    /** Calendar date. */
    readonly openedOn: string;
    readonly openedBy: string;
  }
>;

/** The cohort takes nobody in any more; its participants were counted. */
export type CohortClosed = DomainEvent<
  'CohortClosed',
  {
    readonly pilotId: string;
    readonly cohort: string;
    /** Calendar date. */
    readonly closedOn: string;
    /** Participants, each counted once. */
    readonly persons: number;
    readonly closedBy: string;
  }
>;

/** The participants of a cohort were counted anew. */
export type CohortRecounted = DomainEvent<
  'CohortRecounted',
  {
    readonly pilotId: string;
    readonly cohort: string;
    readonly persons: number;
    readonly before: number;
    readonly recountedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** The service provider delivered its service to a cohort during a period. */
export type ServiceDelivered = DomainEvent<
  'ServiceDelivered',
  {
    readonly pilotId: string;
    readonly cohort: string;
    readonly period: TermsPeriod;
    /** Participants who were served. */
    readonly persons: number;
    readonly organisation: string;
    readonly reportedBy: string;
    readonly summary?: Personal<string> | undefined;
  }
>;

/** A follow-up visit is planned. */
export type VisitPlanned = DomainEvent<
  'VisitPlanned',
  {
    readonly pilotId: string;
    /** Number within the pilot, from 1. */
    readonly visit: number;
    /** Calendar date. */
    readonly on: string;
    /** Calendar date; on record only since the visit cannot have been held before. */
    readonly plannedOn?: string | undefined;
    readonly purpose: Personal<string>;
    readonly plannedBy: string;
  }
>;

/** The visit took place. */
export type VisitHeld = DomainEvent<
  'VisitHeld',
  {
    readonly pilotId: string;
    readonly visit: number;
    /** Calendar date. */
    readonly heldOn: string;
    readonly findings: Personal<string>;
    readonly reportedBy: string;
  }
>;

/** The visit does not take place. */
export type VisitCancelled = DomainEvent<
  'VisitCancelled',
  {
    readonly pilotId: string;
    readonly visit: number;
    readonly cancelledBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** A partner reported how the pilot goes. */
export type StatusReported = DomainEvent<
  'StatusReported',
  {
    readonly pilotId: string;
    /** Number within the pilot, from 1. */
    readonly report: number;
    readonly period: TermsPeriod;
    readonly summary: Personal<string>;
    readonly organisation: string;
    readonly reportedBy: string;
  }
>;

/** Something that may go wrong was found. */
export type RiskRaised = DomainEvent<
  'RiskRaised',
  {
    readonly pilotId: string;
    /** Number within the pilot, from 1. */
    readonly risk: number;
    readonly title: Personal<string>;
    readonly likelihood: RiskLevel;
    readonly consequence: RiskLevel;
    /** What is done about it. */
    readonly measure?: Personal<string> | undefined;
    readonly raisedBy: string;
  }
>;

/** A risk was assessed anew. */
export type RiskReassessed = DomainEvent<
  'RiskReassessed',
  {
    readonly pilotId: string;
    readonly risk: number;
    readonly likelihood: RiskLevel;
    readonly consequence: RiskLevel;
    readonly measure?: Personal<string> | undefined;
    readonly reassessedBy: string;
  }
>;

/** A risk is none any more, or happened. */
export type RiskClosed = DomainEvent<
  'RiskClosed',
  {
    readonly pilotId: string;
    readonly risk: number;
    readonly closedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** What happens while the service is delivered and followed up. */
export type DeliveryEvent =
  | CohortOpened
  | CohortClosed
  | CohortRecounted
  | ServiceDelivered
  | VisitPlanned
  | VisitHeld
  | VisitCancelled
  | StatusReported
  | RiskRaised
  | RiskReassessed
  | RiskClosed;

/** Their event types and personal fields. */
export const deliveryEvents = {
  CohortOpened: { schemaVersion: 1 },
  CohortClosed: { schemaVersion: 1 },
  CohortRecounted: { schemaVersion: 1, personal: { grounds: 'case' } },
  ServiceDelivered: { schemaVersion: 1, personal: { summary: 'case' } },
  VisitPlanned: { schemaVersion: 1, personal: { purpose: 'case' } },
  VisitHeld: { schemaVersion: 1, personal: { findings: 'case' } },
  VisitCancelled: { schemaVersion: 1, personal: { grounds: 'case' } },
  StatusReported: { schemaVersion: 1, personal: { summary: 'case' } },
  RiskRaised: { schemaVersion: 1, personal: { title: 'case', measure: 'case' } },
  RiskReassessed: { schemaVersion: 1, personal: { measure: 'case' } },
  RiskClosed: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<DeliveryEvent['type'], EventTypeDefinition>;
