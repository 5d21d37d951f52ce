import { faultOfDay } from '#eventsourcing/days.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { ApplicationEvent, WaitingGrantDeclined } from '../../contract/events.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';

/** The recipient does not want a grant that waits for money; an official registers it where the recipient said so otherwise. */
interface DeclineWaitingGrant extends Pick<
  WaitingGrantDeclined['data'],
  'person' | 'byRecipient' | 'channel'
> {
  readonly type: 'DeclineWaitingGrant';
  /** When the recipient said so, calendar date; today when left out. */
  readonly declinedOn?: string | undefined;
  readonly grounds?: string | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** As a grant that is offered; money that comes later is for others. */
function decline(
  command: DeclineWaitingGrant,
  { status, decision }: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  const { person, byRecipient, channel, grounds, today } = command;
  if (status === 'declined') return refuse(no.declined());
  if (decision?.standing !== 'awaiting-appropriation' || decision.outcome !== 'granted')
    return refuse(no.grantWaiting());
  const declinedOn = byRecipient ? today : (command.declinedOn ?? today);
  const after = { what: 'the decision', day: decision.decidedOn };
  const fault = faultOfDay({ member: 'declinedOn', day: declinedOn, today, after });
  if (fault) return refuse(fault);
  return accept<ApplicationEvent>({
    type: 'WaitingGrantDeclined',
    data: {
      decision: decision.number,
      supersedes: true,
      person,
      byRecipient,
      declinedOn,
      ...(byRecipient || channel === undefined ? {} : { channel }),
      ...(grounds === undefined ? {} : { grounds }),
    },
  });
}

/** What becomes of a grant that waits for money and is not wanted. */
export const decliningOfWaiting = { DeclineWaitingGrant: decline };
