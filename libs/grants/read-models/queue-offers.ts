import type { AcceptanceDateSet, AwardDeclined, AwardLapsed } from '../contract/events.js';

/** The deadline of a row that has none: sorts last. */
export const NO_DEADLINE = '9999-12-31';

/** What a case in the queue shows after an event of a grant that is offered. */
export function offerColumns(event: AcceptanceDateSet | AwardDeclined | AwardLapsed) {
  if (event.type === 'AcceptanceDateSet') return { deadline: event.data.lastDay };
  const state = event.type === 'AwardLapsed' ? 'lapsed' : 'declined';
  return { state, open: false, deadline: NO_DEADLINE, granted: 0, unpaid: 0 };
}
