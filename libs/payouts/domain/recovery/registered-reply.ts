import { faultOfArrival, type Arrival } from '#eventsourcing/arrivals.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import { inState, type Answer } from './refusals.js';
import type { KnownRecovery } from './state.js';

/** An official registers an answer that came outside the portal; the debtor gave it. */
interface RegisterReply {
  readonly type: 'RegisterReply';
  readonly arrival: Arrival;
  readonly answer: string;
  readonly today: string;
}

/** As if the debtor had answered in the portal on the day it was posted, sent or said. */
function registerReply({ arrival, answer: words, today }: RegisterReply, state: KnownRecovery): Answer {
  if (state.status !== 'forewarned' && state.status !== 'proposed')
    return refuse(inState(state, 'forewarned'));
  const fault = faultOfArrival(arrival, today, { what: 'the forewarning', day: state.forewarnedOn });
  if (fault) return refuse(fault);
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'ForewarningAnswered',
    data: { recoveryId, arrival, answer: words },
  });
}

/** What the debtor says outside the portal. */
export const registering = { RegisterReply: registerReply };
