import { Map as Persistent } from 'immutable';
import { deadlineAfter } from '#calendar/deadlines.js';
import {
  accept,
  answer,
  refuse,
  type CommandOf,
  type Decider,
  type Decision,
} from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Language, Letter, NoticeChannel, NoticeEvent, Noticed, Told } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { corrections, evolveCorrections } from './corrections.js';
import { no, type NoticeRefusal } from './refusals.js';
import { noticeOf, withNotice, type Notices } from './state.js';

type Answer = Decision<NoticeEvent, NoticeRefusal>;

/** A decision was made, or considered, of which the party is told by letter. */
interface SendLetter {
  readonly type: 'SendLetter';
  readonly caseId: string;
  readonly about: Told;
  /** Calendar date. */
  readonly decidedOn: string;
  /** Left out only where it is asked whether there is one to write. */
  readonly letter?: Letter | undefined;
}

/** An appeal may have another outcome later, and another letter. */
function send({ caseId, about, decidedOn, letter }: SendLetter): Answer {
  if (letter === undefined) return accept();
  return accept<NoticeEvent>({ type: 'LetterSent', data: { caseId, about, decidedOn, letter } });
}

/** The party has received notice of a decision that takes from it. */
export interface RecordNotice {
  readonly type: 'RecordNotice';
  readonly caseId: string;
  readonly of: Noticed;
  /** The day of the decision, where such a decision stands. */
  readonly decidedOn: string | undefined;
  readonly receivedOn: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  readonly rules: AppealRules | undefined;
  readonly letter?: Letter | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** Once for each decision; the time to appeal runs from that day, for as long as the regulation gives. */
function record(command: RecordNotice, notices: Notices): Answer {
  const { caseId, of, decidedOn, receivedOn, channel, language, rules, letter, today } = command;
  if (decidedOn === undefined) return refuse(no.decision());
  const before = noticeOf(of, notices)?.received;
  if (before)
    return refuse(
      refusal('conflict', 'already-notified', 'notice of this decision was recorded', {
        receivedOn: before.receivedOn,
      }),
    );
  if (receivedOn > today || receivedOn < decidedOn)
    return refuse(
      refusal(
        'invalid',
        'received-on-invalid',
        'notice is received between the day of the decision and today',
        { decidedOn },
      ),
    );
  return accept<NoticeEvent>({
    type: 'NoticeReceived',
    data: {
      caseId,
      of,
      decidedOn,
      receivedOn,
      channel,
      language,
      ...(rules ? { appealDeadline: deadlineAfter(receivedOn, rules.period) } : {}),
      ...(letter === undefined ? {} : { letter }),
    },
  });
}

const ANSWERS = { SendLetter: send, RecordNotice: record, ...corrections };

/** What the notices of a case can be asked for. */
export type NoticeCommand = CommandOf<typeof ANSWERS>;

/** Letters and notices of what is taken from the party after the decision on its application. */
export const notices: Decider<Notices, NoticeCommand, NoticeEvent, NoticeRefusal> = {
  initial: Persistent(),
  decide: (command, state) => answer(ANSWERS, command, state),
  evolve(state, event) {
    switch (event.type) {
      case 'LetterSent': {
        const { about, decidedOn, letter } = event.data;
        return withNotice({ ...noticeOf(about, state), about, decidedOn, letter }, state);
      }
      case 'NoticeReceived': {
        const { of: about, decidedOn, receivedOn, channel, language, appealDeadline, letter } = event.data;
        const { letter: before } = noticeOf(about, state) ?? {};
        const received = { receivedOn, channel, language, appealDeadline };
        return withNotice({ about, decidedOn, letter: letter ?? before, received }, state);
      }
      default:
        return evolveCorrections(state, event);
    }
  },
};
