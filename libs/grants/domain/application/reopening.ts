import { OrderedSet } from 'immutable';
import { deadlineAfter } from '#calendar/deadlines.js';
import { daysBetween } from '#calendar/oslo.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent, OfferReopeningEvent } from '../../contract/events.js';
import type { TimeToAccept } from '../award/offered.js';
import type { ApplicationRefusal } from './refusals.js';
import { faultOfFunding, type Funding } from './replacement.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

/** However little time the lapse took, so much is left once the offer is open again: the party has to hear of it. */
const OPEN_AT_LEAST = 7;

/** A grant that nobody accepted by what was its last day then. */
export interface Lapse {
  readonly reservationId: string;
  /** Calendar date. */
  readonly lastDay: string;
}

/** The offer of the decision in force is opened again, where by what is on record now it lapsed too early. */
interface ReopenOffer {
  readonly type: 'ReopenOffer';
  /** None while no offer of the case has lapsed. */
  readonly lapse: Lapse | undefined;
  /** The time to accept by what is on record now. */
  readonly time: TimeToAccept;
  /** What holds its money anew; `none-free` where nothing can. */
  readonly funding?: Funding | 'none-free' | undefined;
  /** Who asks for it. */
  readonly person?: string | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** The party gets the days that the lapse took from it, counted from the day on which it can accept again. */
function reopenOffer(
  { lapse, time, funding, person, today }: ReopenOffer,
  { decision: made, submission, abandoned }: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  if (!made || !lapse || made.outcome !== 'granted' || made.reservationId !== lapse.reservationId)
    return refuse(refusal('conflict', 'offer-not-lapsed', 'no offer of the decision in force has lapsed'));
  if (!isTooEarly(lapse, time))
    return refuse(
      refusal('conflict', 'offer-lapsed-in-time', 'the offer lapsed when the time to accept it was over', {
        lastDay: lapse.lastDay,
      }),
    );
  const { number: decision, amount, schedule, standing } = made;
  const { schemeId } = submission;
  const asked = person === undefined ? {} : { person };
  const reopening = { decision, schemeId, lapsedAfter: lapse.lastDay, ...asked };
  if (funding === 'none-free')
    return standing === 'awaiting-appropriation'
      ? accept()
      : accept<ApplicationEvent>({ type: 'OfferAwaitsAppropriation', data: reopening });
  const unfunded = faultOfFunding(funding, abandoned);
  if (unfunded) return refuse(unfunded);
  const { reservationId, budgetYear } = funding!;
  const days = Math.max(OPEN_AT_LEAST, daysTaken(lapse, time));
  return accept<ApplicationEvent>({
    type: 'OfferReopened',
    data: {
      ...reopening,
      amount,
      schedule,
      reservationId,
      budgetYear,
      openedOn: today,
      ...(time.stopped ? {} : { lastDay: deadlineAfter(today, { days }) }),
      byLetter: true,
    },
  });
}

function isTooEarly({ lastDay }: Lapse, time: TimeToAccept): boolean {
  return time.stopped || (time.lastDay !== undefined && time.lastDay > lastDay);
}

/** Days of the time to accept that came after the lapse, those aside on which an appeal stopped the clock. */
function daysTaken({ lastDay: from }: Lapse, { lastDay: to = from, stops }: TimeToAccept): number {
  return stops.reduce(
    (days, stop) => {
      const [begun, ended] = [stop.from > from ? stop.from : from, stop.to < to ? stop.to : to];
      return begun < ended ? days - daysBetween(begun, ended) : days;
    },
    daysBetween(from, to),
  );
}

/** The decision after an event of its offer. */
export function afterReopening(made: MadeDecision, event: OfferReopeningEvent): MadeDecision {
  if (event.type === 'OfferAwaitsAppropriation')
    return { ...made, standing: 'awaiting-appropriation', waitsToReopen: true };
  const { reservationId, budgetYear, openedOn, lastDay } = event.data;
  const { letGo = OrderedSet<string>(), reservationId: before, waitsToReopen: _, ...rest } = made;
  return {
    ...rest,
    standing: 'in-force',
    reservationId,
    budgetYear,
    letGo: before === undefined ? letGo : letGo.add(before),
    // While an appeal stops the clock, that goes on from the day that was named before.
    ...(lastDay === undefined ? {} : { reopened: { openedOn, lastDay } }),
  };
}

/** Whether a decision was made with the commitment, or its offer opened again, be it annulled or lapsed since. */
export function isOrWasHeldBy(made: MadeDecision, reservationId: string): boolean {
  return (
    made.reservationId === reservationId ||
    made.raise === reservationId ||
    made.letGo?.has(reservationId) === true
  );
}

/** What an offer that lapsed too early is asked. */
export const reopenings = { ReopenOffer: reopenOffer };
