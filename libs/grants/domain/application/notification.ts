import { deadlineAfter } from '#calendar/deadlines.js';
import { dateInOslo } from '#calendar/oslo.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type {
  ApplicationEvent,
  DecisionNotified,
  Language,
  Letter,
  NoticeChannel,
} from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

/** The applicant has received notice of the decision. */
interface NotifyDecision {
  readonly type: 'NotifyDecision';
  readonly regulation: RegulationVersion;
  /** The decision in force when left out. */
  readonly decision?: number | undefined;
  readonly receivedOn: string;
  readonly channel: NoticeChannel;
  /** The application's when left out. */
  readonly language?: Language | undefined;
  readonly letterDigest?: string | undefined;
  readonly letter?: Letter | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** Records when notice of a decision was received: the time to appeal and to accept runs from that day. */
function notifyDecision(
  command: NotifyDecision,
  state: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  const { receivedOn, letterDigest, letter, today } = command;
  if (state.decisions.length === 0) return refuse(no.inState(state.status, 'decided'));
  const made = notifiedDecision(command, state);
  const number = command.decision ?? state.decision?.number;
  if (!made) return refuse(number === undefined ? no.inState(state.status, 'decided') : no.decision(number));
  if (made.notified)
    return refuse(
      refusal('conflict', 'already-notified', 'notice of this decision was recorded', {
        receivedOn: made.notified.receivedOn,
      }),
    );
  if (receivedOn > today || receivedOn < made.decidedOn)
    return refuse(
      refusal('invalid', 'date-invalid', 'notice is received between the day of the decision and today'),
    );
  return accept<ApplicationEvent>({
    type: 'DecisionNotified',
    data: {
      ...noticeOf(command, state, made),
      ...(letterDigest === undefined ? {} : { letterDigest }),
      ...(letter === undefined ? {} : { letter }),
    },
  });
}

/** The ordinary time to appeal a decision is over. */
interface EndAppealPeriod {
  readonly type: 'EndAppealPeriod';
  readonly decision: number;
  /** UTC instant it was due. */
  readonly dueAt: string;
}

/** The time to appeal a decision is over; nothing happens to one that is not in force any more. */
function endAppealPeriod(
  { decision, dueAt }: EndAppealPeriod,
  state: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  const made = state.decisions.get(decision);
  if (!made) return refuse(no.decision(decision));
  const { notified, standing, appealPeriodEnded } = made;
  if (!notified?.appealDeadline || appealPeriodEnded) return accept();
  // The day was moved since the timer was set.
  if (dateInOslo(dueAt) <= notified.appealDeadline) return accept();
  if (standing === 'replaced' || standing === 'annulled') return accept();
  return accept<ApplicationEvent>({ type: 'AppealPeriodEnded', data: { decision, dueAt } });
}

/** The decision a notice is of: the one it names, or the one in force. */
export function notifiedDecision(
  command: Pick<NotifyDecision, 'decision'>,
  state: SubmittedApplication,
): MadeDecision | undefined {
  const number = command.decision ?? state.decision?.number;
  return number === undefined ? undefined : state.decisions.get(number);
}

/** What a notice says beside its letter, which tells the same deadlines. */
export function noticeOf(
  { regulation, receivedOn, channel, language }: NotifyDecision,
  { submission, representative }: SubmittedApplication,
  made: MadeDecision,
): Omit<DecisionNotified['data'], 'letter' | 'letterDigest'> {
  return {
    decision: made.number,
    receivedOn,
    channel,
    language: language ?? made.letter?.language ?? submission.language ?? 'nb',
    ...(representative ? { representation: representative.representation } : {}),
    ...deadlinesFrom(receivedOn, regulation, made),
  };
}

/** The last days to appeal and to accept that run from the receipt of notice. */
export function deadlinesFrom(
  receivedOn: string,
  { appeal, acceptance }: RegulationVersion,
  { outcome }: Pick<MadeDecision, 'outcome'>,
): Pick<DecisionNotified['data'], 'appealDeadline' | 'acceptanceDeadline'> {
  return {
    ...(appeal ? { appealDeadline: deadlineAfter(receivedOn, appeal.period) } : {}),
    ...(acceptance && outcome === 'granted'
      ? { acceptanceDeadline: deadlineAfter(receivedOn, acceptance) }
      : {}),
  };
}

/** The applicant is told, and may appeal for a time. */
export const notifications = {
  NotifyDecision: notifyDecision,
  EndAppealPeriod: endAppealPeriod,
};
