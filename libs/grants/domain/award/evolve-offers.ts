import {
  offerEvents,
  type AwardAccepted,
  type AwardEvent,
  type AwardLapsed,
  type OfferEvent,
} from '../../contract/events/award.js';
import { wasAccepted, type Award } from './state.js';

/** What happens to a grant once it is accepted. */
export type LaterAwardEvent = Exclude<AwardEvent, OfferEvent | AwardAccepted>;

/** Whether an event is of a grant that is offered. */
export function isOfOffer(event: AwardEvent): event is OfferEvent {
  return Object.hasOwn(offerEvents, event.type);
}

/** A grant that is offered after an event of that. */
export function offered(state: Award, event: OfferEvent): Award {
  switch (event.type) {
    case 'AwardLapsed':
      return lapsed(state, event.data);
    case 'AwardDeclined':
      return { status: 'declined', offer: event.data };
    case 'AcceptanceDateSet': {
      const { decision, lastDay } = event.data;
      return wasAccepted(state) ? state : { ...state, acceptBy: { decision, lastDay, reminded: false } };
    }
    case 'AcceptanceReminderSent':
      if (wasAccepted(state) || !state.acceptBy) return state;
      return { ...state, acceptBy: { ...state.acceptBy, reminded: true } };
  }
}

/** The day that the agency set stays on record: by what is found later, the time may not have been over by it. */
function lapsed(state: Award, offer: AwardLapsed['data']): Award {
  const acceptBy = wasAccepted(state) ? undefined : state.acceptBy;
  return { status: 'lapsed', offer, ...(acceptBy ? { acceptBy } : {}) };
}
