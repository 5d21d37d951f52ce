import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
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
  if (receivedOn > today || receivedOn < decidedOn)
    return refuse(
      refusal('invalid', 'date-invalid', 'notice is received between the day of the decision and today'),
    );
  if (receivedOn === notified.receivedOn) return refuse(no.newDay(receivedOn));
  if (grounds.trim() === '') return refuse(no.grounds());
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
  if (receiptCorrection?.number !== correction) return refuse(no.receiptCorrection(correction));
  const { proposer, receivedOn } = receiptCorrection;
  if (proposer === approver) return refuse(no.fourEyesOnReceipt());
  const { appealDeadline, acceptanceDeadline } = deadlinesFrom(receivedOn, regulation, made);
  return accept<ApplicationEvent>({
    type: 'ReceiptCorrected',
    data: {
      decision,
      correction,
      approver,
      receivedOn,
      before: notified.receivedOn,
      appealDeadline: later(notified.appealDeadline, appealDeadline),
      acceptanceDeadline: later(notified.acceptanceDeadline, acceptanceDeadline),
      grounds,
    },
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

/** A deadline that was said holds where the other would come sooner. */
function later(said: string | undefined, counted: string | undefined): string | undefined {
  return said !== undefined && (counted === undefined || said > counted) ? said : counted;
}

/** The day on which notice was received is corrected by two. */
export const receiptCorrections = {
  ProposeReceiptCorrection: propose,
  ApproveReceiptCorrection: approve,
};
