import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { faultOfReceipt, judgedBy, lastDayAfter } from '../notices/receipt.js';
import { deadlinesFrom } from './notification.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** An official finds that notice of a decision was received on another day than is on record. */
interface ProposeReceiptCorrection {
  readonly type: 'ProposeReceiptCorrection';
  readonly proposer: string;
  /** The decision in force when left out. */
  readonly decision?: number | undefined;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly grounds: string;
  /** Calendar date. */
  readonly today: string;
}

/** Between the decision and today; a later proposal takes the place of the one before. */
function propose(command: ProposeReceiptCorrection, state: SubmittedApplication): Answer {
  const { proposer, receivedOn, grounds, today } = command;
  const made = standing(command.decision, state);
  if ('refused' in made) return made;
  const { number: decision, notified, decidedOn, receiptCorrections = 0 } = made;
  const fault = faultOfReceipt({ receivedOn, grounds, today, decidedOn, recorded: notified.receivedOn });
  if (fault) return refuse(fault);
  const correction = receiptCorrections + 1;
  return accept<ApplicationEvent>({
    type: 'ReceiptCorrectionProposed',
    data: { decision, correction, proposer, receivedOn, grounds },
  });
}

/** Another person holds the day that was proposed for the right one. */
interface ApproveReceiptCorrection {
  readonly type: 'ApproveReceiptCorrection';
  readonly approver: string;
  readonly decision?: number | undefined;
  /** The one the approver has before them. */
  readonly correction: number;
  readonly grounds?: string | undefined;
  readonly regulation: RegulationVersion;
}

/** The deadlines that hang on the day move with it, but never to an earlier day: the party was told the other one. */
function approve(command: ApproveReceiptCorrection, state: SubmittedApplication): Answer {
  const { approver, correction, grounds, regulation } = command;
  const made = standing(command.decision, state);
  if ('refused' in made) return made;
  const { number: decision, notified, receiptCorrection } = made;
  const judged = judgedBy(approver, correction, receiptCorrection);
  if ('refused' in judged) return judged;
  const { receivedOn } = judged;
  const { appealDeadline, acceptanceDeadline } = deadlinesFrom(receivedOn, regulation, made);
  return accept<ApplicationEvent>({
    type: 'ReceiptCorrected',
    data: {
      decision,
      correction,
      approver,
      receivedOn,
      before: notified.receivedOn,
      appealDeadline: lastDayAfter(notified.appealDeadline, appealDeadline),
      acceptanceDeadline: lastDayAfter(notified.acceptanceDeadline, acceptanceDeadline),
      reopens: true,
      grounds,
    },
  });
}

/** Another person holds the day on record for the right one. */
interface RejectReceiptCorrection {
  readonly type: 'RejectReceiptCorrection';
  readonly person: string;
  readonly decision?: number | undefined;
  /** The one that person has before them. */
  readonly correction: number;
  readonly grounds: string;
}

/** The day on record stays, and so does what hangs on it. */
function reject(command: RejectReceiptCorrection, state: SubmittedApplication): Answer {
  const { person, correction, grounds } = command;
  const made = standing(command.decision, state);
  if ('refused' in made) return made;
  const { number: decision, receiptCorrection } = made;
  const judged = judgedBy(person, correction, receiptCorrection);
  if ('refused' in judged) return judged;
  if (grounds.trim() === '') return refuse(no.grounds());
  return accept<ApplicationEvent>({
    type: 'ReceiptCorrectionRejected',
    data: { decision, correction, person, grounds },
  });
}

/** A decision that stands and was notified. */
function standing(
  named: number | undefined,
  { decision, decisions }: SubmittedApplication,
):
  | (MadeDecision & { readonly notified: NonNullable<MadeDecision['notified']> })
  | { readonly refused: ApplicationRefusal } {
  const number = named ?? decision?.number;
  const made = number === undefined ? undefined : decisions.get(number);
  if (!made || made.standing === 'replaced' || made.standing === 'annulled')
    return { refused: no.decision(number ?? 0) };
  const { notified } = made;
  return notified ? { ...made, notified } : { refused: no.notice() };
}

/** The day on which notice was received is corrected by two. */
export const receiptCorrections = {
  ProposeReceiptCorrection: propose,
  ApproveReceiptCorrection: approve,
  RejectReceiptCorrection: reject,
};
