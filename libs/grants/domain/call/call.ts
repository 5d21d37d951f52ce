import { compareInstants } from '#calendar/oslo.js';
import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { refusal } from '#eventsourcing/refusal.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { mistypedAmong } from '#organisations/refusals.js';
import type { CallAnnounced, CallEvent } from '../../contract/events.js';
import { no, type CallRefusal } from './refusals.js';
import type { AnnouncedCall, Call, Dispensation } from './state.js';

type Answer = Decision<CallEvent, CallRefusal>;

const NO_DISPENSATIONS = Keyed.by((dispensation: Dispensation) => dispensation.organisation);

/** The call is announced. */
type AnnounceCall = { readonly type: 'AnnounceCall' } & CallAnnounced['data'];

function announce({ type: _, ...data }: AnnounceCall, state: Call): Answer {
  if (state.status !== 'none')
    return sameJson(announcedAs(state), data) ? accept() : refuse(no.second(data.callId));
  if (compareInstants(data.opensAt, data.closesAt) >= 0)
    return refuse(refusal('invalid', 'call-period-invalid', 'a call closes after it opens'));
  if (data.frame <= 0) return refuse(no.frame());
  return accept<CallEvent>({ type: 'CallAnnounced', data });
}

function announcedAs({ status: _, dispensations: __, announcedClosing, ...data }: AnnouncedCall) {
  return { ...data, closesAt: announcedClosing };
}

/** The call is to close later. */
interface ExtendCall {
  readonly type: 'ExtendCall';
  readonly closesAt: string;
  readonly grounds: string;
  readonly now: string;
}

function extend({ closesAt, grounds, now }: ExtendCall, state: AnnouncedCall): Answer {
  const { callId, schemeId, status, closesAt: before } = state;
  if (status === 'cancelled') return refuse(no.cancelled());
  // Judged at the instant, for the timer that closes the call may be late.
  if (status === 'closed' || compareInstants(now, before) >= 0) return refuse(no.closed(before));
  const later = compareInstants(closesAt, before);
  if (later < 0 || (later === 0 && before === state.announcedClosing)) return refuse(no.earlier(before));
  if (later === 0) return accept();
  return accept<CallEvent>({ type: 'CallExtended', data: { callId, schemeId, closesAt, before, grounds } });
}

/** One organisation may submit after the call closed. */
interface GrantDispensation {
  readonly type: 'GrantDispensation';
  readonly organisation: string;
  readonly until: string;
  readonly grounds: string;
  readonly now: string;
}

function dispense(
  { organisation: named, until, grounds, now }: GrantDispensation,
  { callId, schemeId, status, closesAt, dispensations }: AnnouncedCall,
): Answer {
  if (status === 'cancelled') return refuse(no.cancelled());
  const mistyped = mistypedAmong({ organisation: named });
  if (mistyped) return refuse(mistyped);
  const organisation = canonicalOrganisation(named);
  const known = dispensations.get(organisation);
  if (known && sameJson(known, { organisation, until, grounds })) return accept();
  if (compareInstants(until, closesAt) <= 0 || compareInstants(until, now) <= 0)
    return refuse(no.dispensation(closesAt));
  return accept<CallEvent>({
    type: 'LateSubmissionAllowed',
    data: { callId, schemeId, organisation, until, grounds },
  });
}

/** The call is cancelled. */
interface CancelCall {
  readonly type: 'CancelCall';
  readonly grounds: string;
}

function cancel({ grounds }: CancelCall, { status, callId, schemeId }: AnnouncedCall): Answer {
  if (status === 'cancelled') return accept();
  return accept<CallEvent>({ type: 'CallCancelled', data: { callId, schemeId, grounds } });
}

/** The closing instant may have passed. */
interface CloseCall {
  readonly type: 'CloseCall';
  readonly now: string;
}

/** A timer set for an earlier instant finds the call extended and does nothing. */
function close({ now }: CloseCall, { status, callId, schemeId, closesAt }: AnnouncedCall): Answer {
  if (status !== 'announced' || compareInstants(now, closesAt) < 0) return accept();
  return accept<CallEvent>({ type: 'CallClosed', data: { callId, schemeId, dueAt: closesAt } });
}

/** What a call answers once it is announced. */
const ANNOUNCED = { ExtendCall: extend, GrantDispensation: dispense, CancelCall: cancel, CloseCall: close };

/** What a call can be asked to do. */
export type CallCommand = AnnounceCall | CommandOf<typeof ANNOUNCED>;

/** A call: announced with a frame and a period; extended, dispensed from, cancelled, closed by the passing of time. */
export const call: Decider<Call, CallCommand, CallEvent, CallRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'AnnounceCall') return announce(command, state);
    return state.status === 'none' ? refuse(no.call()) : answer(ANNOUNCED, command, state);
  },

  evolve(state, event) {
    if (event.type === 'CallAnnounced')
      return {
        status: 'announced',
        ...event.data,
        announcedClosing: event.data.closesAt,
        dispensations: NO_DISPENSATIONS,
      };
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'CallExtended':
        return { ...state, closesAt: event.data.closesAt };
      case 'LateSubmissionAllowed': {
        const { organisation, until, grounds } = event.data;
        return { ...state, dispensations: state.dispensations.withLast({ organisation, until, grounds }) };
      }
      case 'CallCancelled':
        return { ...state, status: 'cancelled' };
      case 'CallClosed':
        return { ...state, status: 'closed' };
    }
  },
};
