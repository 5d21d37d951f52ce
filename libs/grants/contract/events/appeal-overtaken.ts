import type { DomainEvent } from '#eventsourcing/event.js';
import type { Appealed } from './appealed.js';

/** The decision appealed against was reversed of a body's own motion, is taken again, or is of a grant that another one ended: the new one can be appealed against. */
export type AppealSuperseded = DomainEvent<
  'AppealSuperseded',
  {
    /** Number of the reversal in the case. */
    readonly reversal?: number | undefined;
    /** Number of the flagged decision that is taken again. */
    readonly retaken?: number | undefined;
    /** Number of the decision that ended the grant. */
    readonly ended?: number | undefined;
    /** What it was against fell otherwise. */
    readonly overtaken?: Appealed['kind'] | undefined;
    /** Who found that, where a person did. */
    readonly person?: string | undefined;
  }
>;

/** An appeal against the dismissal of this one was won, or it was in time by a corrected receipt: it is treated after all. */
export type AppealReopened = DomainEvent<
  'AppealReopened',
  {
    /** The appeal that was won. */
    readonly appealId?: string | undefined;
    /** The last day to appeal by the corrected receipt (calendar date). */
    readonly deadline?: string | undefined;
    /** Pending appeals against its dismissal are over; on record since they are. */
    readonly supersedes?: true | undefined;
  }
>;
