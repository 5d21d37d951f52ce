import type { RecordedEvent } from '#eventsourcing/event.js';
import type { AwardRevoked } from '#grants/contract/events.js';
import type { Rule } from './rule.js';

/** A conflict may be found at any time, and what becomes of the decision then. */
const IMPARTIALITY = [
  'ImpartialityDeclared',
  'ImpartialityRuled',
  'DecisionFlagged',
  'DecisionUpheld',
  'FlaggedChangesAnnulled',
  'StandInNamed',
];
/** Who acts beside the party comes and goes at any time. */
const REPRESENTATION = ['CaseRepresentativeRecorded', 'CaseRepresentationEnded'];
const AFTER_A_DECISION = [
  ...REPRESENTATION,
  ...IMPARTIALITY,
  'DecisionNotified',
  'ReceiptCorrectionProposed',
  'ReceiptCorrected',
  'ReceiptCorrectionRejected',
  'AppealPeriodEnded',
  'ReviewNoticeSent',
  'OwnReversalProposed',
  'OwnReversalReturned',
  'OwnReversalApproved',
  'DecisionReplaced',
  'DecisionAwaitsAppropriation',
  'OfferReopened',
  'OfferAwaitsAppropriation',
  'ApplicationReopened',
  'ReservationAbandoned',
  'DecisionOmitted',
];
/** The day on which notice of an outcome was received may turn out to be wrong. */
const OUTCOME_RECEIPT = [
  'AppealOutcomeNotified',
  'OutcomeReceiptCorrectionProposed',
  'OutcomeReceiptCorrected',
  'OutcomeReceiptCorrectionRejected',
];
const AFTER_AN_OUTCOME = [...OUTCOME_RECEIPT, 'AppealCostsCovered'];

/** What was paid may come back, from or to another account, and money of it may be paid back. */
const ACCOUNT = ['AccountCorrectionProposed', 'AccountCorrected', 'AccountCorrectionRejected'];
const PAID_BACK = ['MoneyReceived', 'ReceivedMoneyAllocated', 'AllocationReleased', 'ReceivedMoneyReturned'];

const GIVING_UP = ['GivingUpProposed', 'GivingUpReturned', 'GivingUpStandInNamed', 'ClaimWaived'];
const LIMITATION = [
  'LimitationInterrupted',
  'LimitationMoveProposed',
  'LimitationMoveReturned',
  'LimitationMoved',
];

/** What an appeal against a claim does to it, or a conflict that is found after it, whatever became of it. */
const BY_AN_APPEAL = ['ClaimPartlyUpheld', 'ClaimAnnulled', 'ClaimFlagged', 'FlaggedClaimUpheld'];

/** A grant that is offered anew, by a later decision or because the offer lapsed too early. */
const ANOTHER_OFFER = [
  'AwardAccepted',
  'AwardLapsed',
  'AwardDeclined',
  'AcceptanceDateSet',
  'AcceptanceReminderSent',
];

/** What ends a stream's life, and what may still follow it; what is listed with an ending does not end it again. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  ApplicationWithdrawn: [...IMPARTIALITY, 'CaseRepresentationEnded', 'ReservationAbandoned'],
  DecisionApproved: AFTER_A_DECISION,
  WaitingGrantDeclined: [...REPRESENTATION, ...IMPARTIALITY, 'ReservationAbandoned', 'StateAidDeclared'],
  AwardLapsed: ANOTHER_OFFER,
  AwardDeclined: ANOTHER_OFFER,
  AwardClosed: [
    'AmendmentLifted',
    'AppropriationAwaited',
    'AmendmentRequestReopened',
    'DecisionFollowed',
    'InstalmentCancelled',
    'DueBackReduced',
    'InstalmentsReplanned',
    'ExcessClaimed',
    'DueBackRelinquished',
    'UnspentClaimed',
    'SpendingRecorded',
    'AmendmentAbandoned',
    'PayoutsUnblocked',
    ...ACCOUNT,
  ],
  AwardRevoked: [
    'ReinstatementProposed',
    'ReinstatementReturned',
    'ReinstatementApproved',
    'AwardReinstated',
    'AmendmentRequestReopened',
    'AppropriationAwaited',
    'DecisionFollowed',
    'InstalmentCancelled',
    'DueBackReduced',
    'InstalmentsReplanned',
    'ExcessClaimed',
    'DueBackRelinquished',
    'UnspentClaimed',
    'SpendingRecorded',
    'AmendmentAbandoned',
    'PayoutsBlocked',
    'PayoutsUnblocked',
    ...ACCOUNT,
  ],
  PayoutSettled: ['PayoutReturned', 'InstructionLapsed', 'PayoutAccountCorrected', ...PAID_BACK],
  PayoutCancelled: ['PayoutReturned', ...PAID_BACK],
  ReportApproved: [],
  ReportWaived: [],
  AppealWithdrawn: [],
  AppealSuperseded: [],
  AppealDismissed: [...OUTCOME_RECEIPT, 'AppealReopened'],
  AppealReversed: AFTER_AN_OUTCOME,
  AppealLetStand: OUTCOME_RECEIPT,
  AppealJoined: AFTER_AN_OUTCOME,
  AppealChangedDecision: AFTER_AN_OUTCOME,
  AppealAnnulledDecision: AFTER_AN_OUTCOME,
  RecoverySettled: BY_AN_APPEAL,
  // It stays owed: it may be repaid, or waived.
  ClaimWrittenOff: [
    'RepaymentReceived',
    'RecoverySettled',
    ...GIVING_UP,
    ...LIMITATION,
    'ClaimBecameBarred',
    ...BY_AN_APPEAL,
  ],
  // It stays owed as well; what gives it more time may come to light late.
  ClaimBecameBarred: [
    'RepaymentReceived',
    'RecoverySettled',
    ...LIMITATION,
    'ClaimBecameBarred',
    ...BY_AN_APPEAL,
  ],
  ClaimWaived: BY_AN_APPEAL,
  RecoveryDropped: [],
  ClaimAnnulled: [],
  CallCancelled: [],
};

/** What opens an ended stream again. */
const REOPENS: ReadonlySet<string> = new Set([
  'ApplicationReopened',
  'AwardAccepted',
  'AmendmentLifted',
  'AmendmentRequestReopened',
  'AwardReinstated',
  'DecisionFollowed',
  'PayoutReturned',
  'AppealReopened',
]);

/** By these a claim that was barred goes on. */
const PROLONGED: ReadonlySet<string> = new Set(['LimitationInterrupted', 'LimitationMoved']);

/** After a final state nothing happens but what is listed: appeal, reopening, recovery, statuses of the bank. */
export class Endings implements Rule {
  private readonly ended = new Map<string, string>();

  see(event: RecordedEvent): readonly string[] {
    const { stream, type } = event;
    const ending = this.ended.get(stream);
    const broken = ending !== undefined && !ENDS[ending]!.includes(type) ? [`it comes after ${ending}`] : [];
    const goesOn = ending === 'ClaimBecameBarred' && PROLONGED.has(type);
    if (REOPENS.has(type) || goesOn) this.ended.delete(stream);
    else if (type in ENDS && !isInPart(event)) this.ended.set(stream, type);
    return broken;
  }
}

/** What is revoked, waived, written off or barred in part goes on. */
function isInPart({ type, data }: RecordedEvent): boolean {
  const { left } = data as unknown as { readonly left?: { readonly amount: number } };
  if (type === 'ClaimWaived' || type === 'ClaimWrittenOff' || type === 'ClaimBecameBarred')
    return (left?.amount ?? 0) > 0;
  const { schedule, decision, amountInForce } = data as unknown as Partial<AwardRevoked['data']>;
  return (
    type === 'AwardRevoked' && schedule !== undefined && decision === undefined && amountInForce!.amount > 0
  );
}
