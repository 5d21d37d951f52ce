import { deadlineAfter } from '#calendar/deadlines.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { AppealEvent, Letter } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { no, type AppealRefusal } from './refusals.js';
import { isReversedInPart, PENDING, type SubmittedAppeal } from './state.js';

/** Notice of the outcome was received. */
interface NotifyAppealOutcome {
  readonly type: 'NotifyAppealOutcome';
  readonly receivedOn: string;
  readonly today: string;
  readonly channel: 'portal' | 'letter' | 'email';
  readonly rules: AppealRules | undefined;
  /** Of whom the party lets represent itself. */
  readonly representation?: number | undefined;
  readonly letter?: Letter | undefined;
}

/** Notice of the outcome was received; where that can be appealed against, the period begins then. */
function notify(command: NotifyAppealOutcome, state: SubmittedAppeal): Decision<AppealEvent, AppealRefusal> {
  const { receivedOn, today, channel, representation, letter } = command;
  if (PENDING.has(state.status) || state.status === 'withdrawn' || state.status === 'superseded')
    return refuse(no.inState(state.status, 'decided'));
  if (state.notice) return refuse(no.secondNotice());
  if (receivedOn > today) return refuse(no.noticeFromTomorrow());
  if (state.decidedOn !== undefined && receivedOn < state.decidedOn)
    return refuse(no.noticeBefore(state.decidedOn));
  const appealDeadline = lastDayToAppeal(command, state);
  return accept<AppealEvent>({
    type: 'AppealOutcomeNotified',
    data: {
      receivedOn,
      channel,
      ...(representation === undefined ? {} : { representation }),
      appealDeadline,
      ...(letter === undefined ? {} : { letter }),
    },
  });
}

/** The last day (calendar date) to appeal against an outcome: a dismissal can be, and what the deciding body reversed in part. */
export function lastDayToAppeal(
  { receivedOn, rules }: Pick<NotifyAppealOutcome, 'receivedOn' | 'rules'>,
  appeal: Pick<SubmittedAppeal, 'status' | 'inPart'>,
): string | undefined {
  const open = appeal.status === 'dismissed' || isReversedInPart(appeal);
  return open && rules ? deadlineAfter(receivedOn, rules.period) : undefined;
}

/** How the party is told of an outcome. */
export const notice = { NotifyAppealOutcome: notify };
