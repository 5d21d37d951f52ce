import type { Keyed } from '#eventsourcing/keyed.js';
import type { CallAnnounced } from '../../contract/events.js';

/** One organisation may submit later than others. */
export interface Dispensation {
  readonly organisation: string;
  /** The instant is not inside any more. */
  readonly until: string;
  readonly grounds: string;
}

/** A call from its announcement on; `closesAt` is the instant in force. */
export type AnnouncedCall = CallAnnounced['data'] & {
  readonly status: 'announced' | 'closed' | 'cancelled';
  /** The closing instant it was announced with. */
  readonly announcedClosing: string;
  /** The latest one of each organisation, by that. */
  readonly dispensations: Keyed<string, Dispensation>;
};

/** A call for applications. */
export type Call = { readonly status: 'none' } | AnnouncedCall;
