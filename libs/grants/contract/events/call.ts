import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/** A call (utlysning) was announced under a regulation version. */
export type CallAnnounced = DomainEvent<
  'CallAnnounced',
  {
    readonly callId: string;
    readonly schemeId: string;
    readonly directorate: string;
    readonly regulationVersion: string;
    /** Kind of grant, where the regulation version knows several; all of them when left out. */
    readonly kind?: string | undefined;
    readonly title: string;
    readonly currency: string;
    /** Money the call is announced with, minor units. */
    readonly frame: number;
    readonly opensAt: string;
    readonly closesAt: string;
  }
>;

/** The call closes later than announced, for everyone. */
export type CallExtended = DomainEvent<
  'CallExtended',
  {
    readonly callId: string;
    readonly schemeId: string;
    readonly closesAt: string;
    /** When it would have closed. */
    readonly before: string;
    /** Announced with the new instant, so they name no person. */
    readonly grounds: string;
  }
>;

/** One organisation may submit after the call closed (dispensasjon). */
export type LateSubmissionAllowed = DomainEvent<
  'LateSubmissionAllowed',
  {
    readonly callId: string;
    readonly schemeId: string;
    readonly organisation: string;
    /** The instant is not inside any more. */
    readonly until: string;
    /** They stand in the applicant's case, whose key does not exist yet: no person is named. */
    readonly grounds: string;
  }
>;

/** The call was cancelled: nothing more is submitted; what was submitted stays. */
export type CallCancelled = DomainEvent<
  'CallCancelled',
  { readonly callId: string; readonly schemeId: string; readonly grounds: string }
>;

/** The call's closing instant has passed. */
export type CallClosed = DomainEvent<
  'CallClosed',
  { readonly callId: string; readonly schemeId: string; readonly dueAt: string }
>;

/** What happens to a call. */
export type CallEvent = CallAnnounced | CallExtended | LateSubmissionAllowed | CallCancelled | CallClosed;

/** The calls' event types. */
export const callEvents = {
  CallAnnounced: { schemaVersion: 1 },
  CallExtended: { schemaVersion: 1 },
  LateSubmissionAllowed: { schemaVersion: 1 },
  CallCancelled: { schemaVersion: 1 },
  CallClosed: { schemaVersion: 1 },
} satisfies Record<CallEvent['type'], EventTypeDefinition>;
