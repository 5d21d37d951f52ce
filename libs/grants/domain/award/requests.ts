import { Keyed } from '#eventsourcing/keyed.js';
import {
  amendmentRequestEvents,
  type AmendmentRequestEvent,
  type AwardEvent,
} from '../../contract/events/award.js';

/** A request of the recipient for an amendment, without the words of it. */
export interface AmendmentRequest {
  readonly request: number;
  /** Who asked in the portal. */
  readonly requester?: string | undefined;
  /** `ended`: the award ended before it was answered. */
  readonly status: 'open' | 'refusal-proposed' | 'refused' | 'granted' | 'withdrawn' | 'ended';
  /** A part of it was granted. */
  readonly inPart?: true | undefined;
  /** The last refusal of it that was proposed. */
  readonly refusal?: { readonly number: number; readonly proposer: string } | undefined;
  /** An appeal decided that it is granted: it is not refused again. */
  readonly toGrant?: true | undefined;
  /** The appeal that set its refusal aside once the grant was revoked in full. */
  readonly wonAfterEnd?: string | undefined;
  /** It waits again once the grant is in force again: that was revoked in full before it was answered. */
  readonly endedByRevocation?: true | undefined;
}

/** The recipient's requests, by their number. */
export type AmendmentRequests = Keyed<number, AmendmentRequest>;

const NOTHING_REQUESTED: AmendmentRequests = Keyed.by(({ request }: AmendmentRequest) => request);

/** Whether an event is of a request. */
export function isOfRequest(event: AwardEvent): event is AmendmentRequestEvent {
  return Object.hasOwn(amendmentRequestEvents, event.type);
}

/** Whether it waits for an answer. */
export function isWaiting({ status }: AmendmentRequest): boolean {
  return status === 'open' || status === 'refusal-proposed';
}

/** The number that a refusal gets which is proposed next. */
export function nextRefusal(requests: AmendmentRequests | undefined): number {
  return 1 + Math.max(0, ...(requests ?? NOTHING_REQUESTED).map(({ refusal }) => refusal?.number ?? 0));
}

/** The requests after an event of their award; what waits of them ends with it. */
export function requestsAfter(
  before: AmendmentRequests | undefined,
  event: AwardEvent,
  ends: boolean,
): AmendmentRequests | undefined {
  const after = answered(before, event);
  if (!after || !ends) return after;
  return after
    .filter(isWaiting)
    .reduce((all, { request }) => all.changed(request, (each) => endedBy(each, event)), after);
}

function endedBy(request: AmendmentRequest, { type }: AwardEvent): AmendmentRequest {
  const byRevocation = type === 'AwardRevoked' ? { endedByRevocation: true as const } : {};
  return { ...request, status: 'ended', ...byRevocation };
}

function answered(before: AmendmentRequests | undefined, event: AwardEvent): AmendmentRequests | undefined {
  switch (event.type) {
    case 'AmendmentRequested': {
      const { request, requester } = event.data;
      return (before ?? NOTHING_REQUESTED).with({ request, requester, status: 'open' });
    }
    case 'AmendmentRequestWithdrawn':
      return before?.changed(event.data.request, (each) => ({ ...each, status: 'withdrawn' }));
    case 'AmendmentRefusalProposed': {
      const { request, refusal: number, proposer } = event.data;
      const refusal = { number, proposer };
      return before?.changed(request, (each) => ({ ...each, status: 'refusal-proposed', refusal }));
    }
    case 'AmendmentRefusalReturned':
      return before?.changed(event.data.request, (each) => ({ ...each, status: 'open' }));
    case 'AmendmentRefused':
      return before?.changed(event.data.request, (each) => ({ ...each, status: 'refused' }));
    case 'AmendmentRequestReopened': {
      const { request, granted: toGrant, ended, appealId } = event.data;
      const status = ended ? 'ended' : 'open';
      const wonAfterEnd = ended ? appealId : undefined;
      const later = ended && appealId === undefined ? { endedByRevocation: true as const } : {};
      return before?.changed(request, (each) => ({ ...each, status, toGrant, wonAfterEnd, ...later }));
    }
    case 'AmendmentRequestResumed':
      return before?.changed(event.data.request, ({ endedByRevocation: _, ...each }) => ({
        ...each,
        status: 'open',
      }));
    case 'AwardAmended':
    case 'AwardContinued': {
      const { request, inPart } = event.data;
      if (request === undefined) return before;
      return before?.changed(request, (each) =>
        inPart ? { ...each, status: 'open', inPart } : { ...each, status: 'granted' },
      );
    }
    default:
      return before;
  }
}
