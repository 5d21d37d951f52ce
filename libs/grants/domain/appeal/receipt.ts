import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import type { AppealRules } from '../../contract/regulation.js';
import { faultOfReceipt, judgedBy, lastDayAfter, withoutGrounds } from '../notices/receipt.js';
import { lastDayToAppeal } from './outcome-notice.js';
import { no, type AppealRefusal } from './refusals.js';
import type { SubmittedAppeal } from './state.js';

type Answer = Decision<AppealEvent, AppealRefusal>;

/** An official finds that notice of the outcome was received on another day than is on record. */
interface ProposeReceiptCorrection {
  readonly type: 'ProposeReceiptCorrection';
  readonly person: string;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

/** Between the outcome and today; a later proposal takes the place of the one before. */
function propose(command: ProposeReceiptCorrection, state: SubmittedAppeal): Answer {
  const { person: proposer, receivedOn, grounds, today } = command;
  const { notice, decidedOn = '', receiptCorrections = 0 } = state;
  if (!notice) return refuse(no.notice());
  const fault = faultOfReceipt({ receivedOn, grounds, today, decidedOn, recorded: notice.receivedOn });
  if (fault) return refuse(fault);
  const correction = receiptCorrections + 1;
  return accept<AppealEvent>({
    type: 'OutcomeReceiptCorrectionProposed',
    data: { correction, proposer, receivedOn, grounds },
  });
}

/** Another person holds the day that was proposed for the right one. */
interface ApproveReceiptCorrection {
  readonly type: 'ApproveReceiptCorrection';
  readonly person: string;
  /** The one that person has before them. */
  readonly correction: number;
  readonly grounds?: string | undefined;
  readonly rules: AppealRules | undefined;
}

/** The last day to appeal moves with it, but never to an earlier day: the party was told the other one. */
function approve(command: ApproveReceiptCorrection, state: SubmittedAppeal): Answer {
  const { person: approver, correction, grounds, rules } = command;
  const { notice, decidedOn, receiptCorrection, status } = state;
  if (!notice) return refuse(no.notice());
  const judged = judgedBy(approver, correction, receiptCorrection);
  if ('refused' in judged) return judged;
  const { receivedOn } = judged;
  const appealDeadline = lastDayAfter(notice.appealDeadline, lastDayToAppeal({ receivedOn, rules }, state));
  return accept<AppealEvent>({
    type: 'OutcomeReceiptCorrected',
    data: {
      correction,
      approver,
      receivedOn,
      before: notice.receivedOn,
      decidedOn,
      ...(appealDeadline === undefined
        ? {}
        : { appealable: status === 'dismissed' ? 'dismissal' : 'rest', appealDeadline }),
      grounds,
    },
  });
}

/** Another person holds the day on record for the right one. */
interface RejectReceiptCorrection {
  readonly type: 'RejectReceiptCorrection';
  readonly person: string;
  /** The one that person has before them. */
  readonly correction: number;
  readonly grounds: string;
}

/** The day on record stays, and so does what hangs on it. */
function reject({ person, correction, grounds }: RejectReceiptCorrection, state: SubmittedAppeal): Answer {
  const { notice, receiptCorrection } = state;
  if (!notice) return refuse(no.notice());
  const judged = judgedBy(person, correction, receiptCorrection);
  if ('refused' in judged) return judged;
  if (grounds.trim() === '') return refuse(withoutGrounds());
  return accept<AppealEvent>({
    type: 'OutcomeReceiptCorrectionRejected',
    data: { correction, person, grounds },
  });
}

/** The day on which notice of the outcome was received is corrected by two. */
export const receiptCorrections = {
  ProposeReceiptCorrection: propose,
  ApproveReceiptCorrection: approve,
  RejectReceiptCorrection: reject,
};

type Correcting = Extract<AppealEvent, { type: `OutcomeReceipt${string}` }>;

/** The appeal after an event of a correction. */
export function evolveCorrections(state: SubmittedAppeal, event: Correcting): SubmittedAppeal {
  switch (event.type) {
    case 'OutcomeReceiptCorrectionProposed': {
      const { correction: number, proposer, receivedOn } = event.data;
      return { ...state, receiptCorrection: { number, proposer, receivedOn }, receiptCorrections: number };
    }
    case 'OutcomeReceiptCorrected': {
      const { receiptCorrection: _, ...corrected } = state;
      const { notice } = state;
      if (!notice) return corrected;
      const { receivedOn, appealDeadline } = event.data;
      // The party had its answer by the later day: a time that stood still for the appeal runs on from then.
      const answeredOn = lastDayAfter(notice.answeredOn ?? notice.receivedOn, receivedOn);
      return { ...corrected, notice: { ...notice, receivedOn, appealDeadline, answeredOn } };
    }
    case 'OutcomeReceiptCorrectionRejected': {
      const { receiptCorrection: _, ...kept } = state;
      return kept;
    }
  }
}
