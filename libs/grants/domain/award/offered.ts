import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays, daysBetween } from '#calendar/oslo.js';
import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { AwardAccepted, AwardDeclined, AwardEvent } from '../../contract/events.js';
import { no, type AwardRefusal } from './refusals.js';
import type { Answer } from './standing.js';
import { hasEnded, wasAccepted, type Award } from './state.js';

/** The reminder comes so many days before the last day to accept, where the agency names no day for it. */
const REMINDED_DAYS_BEFORE = 7;

/** The time to accept is over. */
interface LapseAward {
  readonly type: 'LapseAward';
  readonly offer: AwardAccepted['data'] | undefined;
  readonly dueAt: string;
}

function lapse({ offer, dueAt }: LapseAward, state: Award): Answer {
  if (wasAccepted(state) || !offer || hasEnded(state, offer)) return accept();
  return accept<AwardEvent>({
    type: 'AwardLapsed',
    data: { ...endedOf(offer), dueAt, decision: offer.decision },
  });
}

/** The recipient does not want the grant; an official registers it where the recipient said so otherwise. */
interface DeclineAward {
  readonly type: 'DeclineAward';
  readonly offer: AwardAccepted['data'] | undefined;
  /** Calendar date of the decision. */
  readonly decidedOn: string | undefined;
  readonly person: string;
  readonly byRecipient: boolean;
  /** When the recipient said so, calendar date; today when left out. */
  readonly declinedOn?: string | undefined;
  readonly channel?: AwardDeclined['data']['channel'];
  readonly grounds?: string | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** As long as it is not accepted: then it is revoked, or paid back. */
function decline(command: DeclineAward, state: Award): Answer {
  const { offer, person, byRecipient, today, decidedOn, channel, grounds } = command;
  const declinedOn = byRecipient ? today : (command.declinedOn ?? today);
  const barred = notOpen(offer, state);
  if (barred) return refuse(barred);
  const after = { what: 'the decision', day: decidedOn };
  const fault = faultOfDay({ member: 'declinedOn', day: declinedOn, today, after });
  if (fault) return refuse(fault);
  return accept<AwardEvent>({
    type: 'AwardDeclined',
    data: {
      ...endedOf(offer!),
      person,
      byRecipient,
      declinedOn,
      ...(byRecipient || channel === undefined ? {} : { channel }),
      ...(grounds === undefined ? {} : { grounds }),
    },
  });
}

/** The agency says by when the grant has to be accepted, where the regulation version says nothing; or gives more time. */
interface SetAcceptanceDate {
  readonly type: 'SetAcceptanceDate';
  readonly offer: AwardAccepted['data'] | undefined;
  readonly person: string;
  /** When notice of the decision was received, calendar date. */
  readonly notifiedOn: string | undefined;
  /** The last day as it is now, calendar date; none while there is none. */
  readonly deadline: string | undefined;
  /** Calendar date. */
  readonly lastDay: string;
  /** Calendar date on which the recipient is reminded; a week before the last day when left out. */
  readonly remindOn?: string | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** Only ever later than it was: nobody loses time that was given. */
function setDate(command: SetAcceptanceDate, state: Award): Answer {
  const { offer, person, notifiedOn, deadline, lastDay, today } = command;
  const barred = notOpen(offer, state);
  if (barred) return refuse(barred);
  if (notifiedOn === undefined) return refuse(no.notice());
  const tomorrow = addDays(today, 1);
  const weekBefore = addDays(lastDay, -REMINDED_DAYS_BEFORE);
  const { remindOn = weekBefore > tomorrow ? weekBefore : tomorrow } = command;
  const later = deadline === undefined || lastDay > deadline;
  if (lastDay <= today || !later || remindOn < tomorrow || remindOn > lastDay)
    return refuse(no.acceptanceDate(deadline));
  const { awardId, decision } = offer!;
  return accept<AwardEvent>({
    type: 'AcceptanceDateSet',
    data: { awardId, decision, person, lastDay, remindOn },
  });
}

/** The day of the reminder has come. */
interface RemindOfAcceptance {
  readonly type: 'RemindOfAcceptance';
  readonly offer: AwardAccepted['data'] | undefined;
  readonly lastDay: string;
}

/** Once for each last day, and only while that is the last day and the grant is neither accepted nor ended. */
function remind({ offer, lastDay }: RemindOfAcceptance, state: Award): Answer {
  if (notOpen(offer, state) || wasAccepted(state)) return accept();
  const { acceptBy } = state;
  if (acceptBy?.decision !== offer!.decision || acceptBy.lastDay !== lastDay || acceptBy.reminded)
    return accept();
  return accept<AwardEvent>({ type: 'AcceptanceReminderSent', data: { awardId: offer!.awardId, lastDay } });
}

/** What becomes of a grant that is offered and not accepted. */
export const offers = {
  LapseAward: lapse,
  DeclineAward: decline,
  SetAcceptanceDate: setDate,
  RemindOfAcceptance: remind,
};

/** An appeal against the decision, while it has no answer or up to that: calendar dates. */
export interface StoppingAppeal {
  /** When it was received; of one that came otherwise than through the portal, when it was posted or said. */
  readonly madeOn: string;
  readonly answeredOn: string | undefined;
}

/** Until when a grant may be accepted: calendar dates. */
export interface TimeToAccept {
  /** None where neither the regulation version nor the agency sets one. */
  readonly lastDay: string | undefined;
  /** An appeal against the decision waits: nothing lapses. */
  readonly stopped: boolean;
  /** When answered appeals stopped the clock: from the day after `from` up to `to`. */
  readonly stops: readonly { readonly from: string; readonly to: string }[];
}

/**
 * The last day to accept, where a pending appeal against the decision stops the clock: the days that were left when it
 * was made are left when it was answered. `stopped` while there is no answer.
 */
export function lastDayToAccept(named: string, appeals: readonly StoppingAppeal[]) {
  let lastDay = named;
  const stops: { readonly from: string; readonly to: string }[] = [];
  for (const { madeOn, answeredOn } of appeals) {
    if (madeOn > lastDay) continue;
    if (answeredOn === undefined) return { lastDay, stopped: true, stops };
    lastDay = deadlineAfter(answeredOn, { days: daysBetween(madeOn, lastDay) });
    stops.push({ from: madeOn, to: answeredOn });
  }
  return { lastDay, stopped: false, stops };
}

/** The later of two times to accept; an appeal that stops either stops both. */
export function laterOf(one: TimeToAccept, other: TimeToAccept): TimeToAccept {
  const later = (other.lastDay ?? '') > (one.lastDay ?? '') ? other : one;
  return { ...later, stopped: one.stopped || other.stopped };
}

function notOpen(offer: AwardAccepted['data'] | undefined, state: Award): AwardRefusal | undefined {
  if (wasAccepted(state)) return no.acceptedAgain();
  if (!offer) return no.grant();
  if (!hasEnded(state, offer)) return undefined;
  return state.status === 'declined' ? no.declined() : no.inTime();
}

function endedOf(offer: AwardAccepted['data']) {
  const { awardId, schemeId, directorate, regulationVersion, reservationId, recipient, amount } = offer;
  return { awardId, schemeId, directorate, regulationVersion, reservationId, recipient, amount };
}
