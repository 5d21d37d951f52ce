import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Personal } from '#sealing/sealed.js';
import type { MeasuredOutcome } from '../pilot.js';

/** The evaluator recorded what came out of a metric: counts and the digest of the evidence, no person's name. */
export type MeasurementRecorded = DomainEvent<
  'MeasurementRecorded',
  {
    readonly pilotId: string;
    readonly measurementId: string;
    readonly outcome: MeasuredOutcome;
    readonly organisation: string;
    readonly recordedBy: string;
  }
>;

/** An independent validator confirmed the measurement: it may be settled on. */
export type MeasurementVerified = DomainEvent<
  'MeasurementVerified',
  {
    readonly pilotId: string;
    readonly measurementId: string;
    /** Which version of it, from 1: each correction makes a new one. */
    readonly version: number;
    readonly organisation: string;
    readonly verifiedBy: string;
  }
>;

/** One of those who take part says that the measurement is wrong: it is not settled on until that is resolved. */
export type MeasurementDisputed = DomainEvent<
  'MeasurementDisputed',
  {
    readonly pilotId: string;
    readonly measurementId: string;
    readonly version: number;
    readonly organisation: string;
    readonly disputedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** The validator found the dispute unfounded: the measurement stands as it did. */
export type DisputeDismissed = DomainEvent<
  'DisputeDismissed',
  {
    readonly pilotId: string;
    readonly measurementId: string;
    readonly version: number;
    readonly organisation: string;
    readonly dismissedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** The evaluator corrected the measurement; the one before stays on record. */
export type MeasurementCorrected = DomainEvent<
  'MeasurementCorrected',
  {
    readonly pilotId: string;
    readonly measurementId: string;
    /** Of the corrected measurement. */
    readonly version: number;
    readonly outcome: MeasuredOutcome;
    readonly organisation: string;
    readonly correctedBy: string;
    readonly grounds: Personal<string>;
  }
>;

/** What happens to a measurement. */
export type MeasurementEvent =
  MeasurementRecorded | MeasurementVerified | MeasurementDisputed | DisputeDismissed | MeasurementCorrected;

/** Their event types and personal fields. */
export const measurementEvents = {
  MeasurementRecorded: { schemaVersion: 1 },
  MeasurementVerified: { schemaVersion: 1 },
  MeasurementDisputed: { schemaVersion: 1, personal: { grounds: 'case' } },
  DisputeDismissed: { schemaVersion: 1, personal: { grounds: 'case' } },
  MeasurementCorrected: { schemaVersion: 1, personal: { grounds: 'case' } },
} satisfies Record<MeasurementEvent['type'], EventTypeDefinition>;
