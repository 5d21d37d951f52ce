import { deadlineAfter } from '#calendar/deadlines.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { NoticeEvent, Noticed } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { faultOfReceipt, judgedBy, lastDayAfter, withoutGrounds } from './receipt.js';
import { no, type NoticeRefusal } from './refusals.js';
import { noticeOf, withNotice, type Notice, type Notices } from './state.js';

type Answer = Decision<NoticeEvent, NoticeRefusal>;

/** The notice that is corrected. */
interface OfNotice {
  readonly caseId: string;
  readonly of: Noticed;
  /** Whether what it is of stands in the case. */
  readonly stands: boolean;
}

/** An official finds that notice was received on another day than is on record. */
interface ProposeReceiptCorrection extends OfNotice {
  readonly type: 'ProposeReceiptCorrection';
  readonly proposer: string;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

/** Between the decision and today; a later proposal takes the place of the one before. */
function propose(command: ProposeReceiptCorrection, notices: Notices): Answer {
  const { caseId, of, proposer, receivedOn, grounds, today } = command;
  const told = recorded(command, notices);
  if ('refused' in told) return told;
  const { decidedOn, received, corrections: before = 0 } = told;
  const fault = faultOfReceipt({ receivedOn, grounds, today, decidedOn, recorded: received.receivedOn });
  if (fault) return refuse(fault);
  const correction = before + 1;
  return accept<NoticeEvent>({
    type: 'NoticeReceiptCorrectionProposed',
    data: { caseId, of, correction, proposer, receivedOn, grounds },
  });
}

/** Another person holds the day that was proposed for the right one. */
interface ApproveReceiptCorrection extends OfNotice {
  readonly type: 'ApproveReceiptCorrection';
  readonly approver: string;
  /** The one the approver has before them. */
  readonly correction: number;
  readonly grounds?: string | undefined;
  readonly rules: AppealRules | undefined;
}

/** The last day to appeal moves with it, but never to an earlier day: the party was told the other one. */
function approve(command: ApproveReceiptCorrection, notices: Notices): Answer {
  const { caseId, of, approver, correction, grounds, rules } = command;
  const told = recorded(command, notices);
  if ('refused' in told) return told;
  const { decidedOn, received } = told;
  const judged = judgedBy(approver, correction, told.correction);
  if ('refused' in judged) return judged;
  const { receivedOn } = judged;
  const counted = rules && deadlineAfter(receivedOn, rules.period);
  const appealDeadline = lastDayAfter(received.appealDeadline, counted);
  return accept<NoticeEvent>({
    type: 'NoticeReceiptCorrected',
    data: {
      caseId,
      of,
      decidedOn,
      correction,
      approver,
      receivedOn,
      before: received.receivedOn,
      ...(appealDeadline === undefined ? {} : { appealDeadline }),
      grounds,
    },
  });
}

/** Another person holds the day on record for the right one. */
interface RejectReceiptCorrection extends OfNotice {
  readonly type: 'RejectReceiptCorrection';
  readonly person: string;
  /** The one that person has before them. */
  readonly correction: number;
  readonly grounds: string;
}

/** The day on record stays, and so does what hangs on it. */
function reject(command: RejectReceiptCorrection, notices: Notices): Answer {
  const { caseId, of, person, correction, grounds } = command;
  const told = recorded(command, notices);
  if ('refused' in told) return told;
  const judged = judgedBy(person, correction, told.correction);
  if ('refused' in judged) return judged;
  if (grounds.trim() === '') return refuse(withoutGrounds());
  return accept<NoticeEvent>({
    type: 'NoticeReceiptCorrectionRejected',
    data: { caseId, of, correction, person, grounds },
  });
}

/** A notice that was recorded of a decision that stands. */
function recorded(
  { of, stands }: OfNotice,
  notices: Notices,
): (Notice & { readonly received: NonNullable<Notice['received']> }) | { readonly refused: NoticeRefusal } {
  if (!stands) return { refused: no.decision() };
  const told = noticeOf(of, notices);
  return told?.received ? { ...told, received: told.received } : { refused: no.notice() };
}

/** The day on which notice was received is corrected by two. */
export const corrections = {
  ProposeReceiptCorrection: propose,
  ApproveReceiptCorrection: approve,
  RejectReceiptCorrection: reject,
};

type Correcting = Exclude<NoticeEvent, { type: 'LetterSent' | 'NoticeReceived' }>;

/** The notices after an event of a correction. */
export function evolveCorrections(state: Notices, event: Correcting): Notices {
  const told = noticeOf(event.data.of, state);
  if (!told) return state;
  switch (event.type) {
    case 'NoticeReceiptCorrectionProposed': {
      const { correction: number, proposer, receivedOn } = event.data;
      const correction = { number, proposer, receivedOn };
      return withNotice({ ...told, correction, corrections: number }, state);
    }
    case 'NoticeReceiptCorrected': {
      const { receivedOn, appealDeadline } = event.data;
      const received = told.received && { ...told.received, receivedOn, appealDeadline };
      return withNotice({ ...told, received, correction: undefined }, state);
    }
    case 'NoticeReceiptCorrectionRejected':
      return withNotice({ ...told, correction: undefined }, state);
  }
}
