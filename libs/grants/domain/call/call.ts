import { compareInstants } from '#calendar/oslo.js';
import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { CallAnnounced, CallEvent } from '../../contract/events.js';
import type { AnnouncedCall, Call, Dispensation } from './state.js';
import type { CallCommand, CancelCall, CloseCall, ExtendCall, GrantDispensation } from './commands.js';
import { no, type CallRefusal } from './refusals.js';

type Decided = Decision<CallEvent, CallRefusal>;

const NO_DISPENSATIONS = Keyed.by((dispensation: Dispensation) => dispensation.organisation);

/** A call: announced with a frame and a period; extended, dispensed from, cancelled, closed by the passing of time. */
export const call: Decider<Call, CallCommand, CallEvent, CallRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'AnnounceCall') {
      const { type: _, ...data } = command;
      return announce(data, state);
    }
    if (state.status === 'none') return refuse(no.call());
    switch (command.type) {
      case 'ExtendCall':
        return extend(command, state);
      case 'GrantDispensation':
        return dispense(command, state);
      case 'CancelCall':
        return cancel(command, state);
      case 'CloseCall':
        return close(command, state);
    }
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

function announce(data: CallAnnounced['data'], state: Call): Decided {
  if (state.status !== 'none')
    return sameJson(announcedAs(state), data) ? accept() : refuse(no.second(data.callId));
  if (compareInstants(data.opensAt, data.closesAt) >= 0)
    return refuse(refusal('invalid', 'call-period-invalid', 'a call closes after it opens'));
  return accept<CallEvent>({ type: 'CallAnnounced', data });
}

function announcedAs({ status: _, dispensations: __, announcedClosing, ...data }: AnnouncedCall) {
  return { ...data, closesAt: announcedClosing };
}

function extend({ closesAt, grounds, now }: ExtendCall, state: AnnouncedCall): Decided {
  const { callId, schemeId, status, closesAt: before } = state;
  if (status === 'cancelled') return refuse(no.cancelled());
  // Judged at the instant, for the timer that closes the call may be late.
  if (status === 'closed' || compareInstants(now, before) >= 0) return refuse(no.closed(before));
  const later = compareInstants(closesAt, before);
  if (later < 0 || (later === 0 && before === state.announcedClosing)) return refuse(no.earlier(before));
  if (later === 0) return accept();
  return accept<CallEvent>({ type: 'CallExtended', data: { callId, schemeId, closesAt, before, grounds } });
}

function dispense(
  { organisation, until, grounds, now }: GrantDispensation,
  { callId, schemeId, status, closesAt, dispensations }: AnnouncedCall,
): Decided {
  if (status === 'cancelled') return refuse(no.cancelled());
  const known = dispensations.get(organisation);
  if (known && sameJson(known, { organisation, until, grounds })) return accept();
  if (compareInstants(until, closesAt) <= 0 || compareInstants(until, now) <= 0)
    return refuse(no.dispensation(closesAt));
  return accept<CallEvent>({
    type: 'LateSubmissionAllowed',
    data: { callId, schemeId, organisation, until, grounds },
  });
}

function cancel({ grounds }: CancelCall, { status, callId, schemeId }: AnnouncedCall): Decided {
  if (status === 'cancelled') return accept();
  return accept<CallEvent>({ type: 'CallCancelled', data: { callId, schemeId, grounds } });
}

/** A timer set for an earlier instant finds the call extended and does nothing. */
function close({ now }: CloseCall, { status, callId, schemeId, closesAt }: AnnouncedCall): Decided {
  if (status !== 'announced' || compareInstants(now, closesAt) < 0) return accept();
  return accept<CallEvent>({ type: 'CallClosed', data: { callId, schemeId, dueAt: closesAt } });
}
