import type { RecordedEvent } from '#eventsourcing/event.js';
import { isSealed } from '#sealing/sealed.js';
import { at, entry, textAt, type Rule } from './rule.js';

/** Events that carry their grounds, sealed; where it is not `grounds`, by which name. */
const SEALED: Readonly<Record<string, string>> = {
  ApplicationRecommended: 'rationale',
  ScoresModerated: 'rationale',
  ImpartialityRuled: 'grounds',
  DecisionProposed: 'grounds',
  ProposalReturned: 'grounds',
  ReceiptCorrectionProposed: 'grounds',
  ReceiptCorrectionRejected: 'grounds',
  OutcomeReceiptCorrectionProposed: 'grounds',
  OutcomeReceiptCorrectionRejected: 'grounds',
  NoticeReceiptCorrectionProposed: 'grounds',
  NoticeReceiptCorrectionRejected: 'grounds',
  FlaggedChangesAnnulled: 'grounds',
  AmendmentProposed: 'grounds',
  AmendmentReturned: 'grounds',
  AmendmentRequested: 'grounds',
  AmendmentRefusalProposed: 'grounds',
  AmendmentRefusalReturned: 'grounds',
  AccountCorrectionProposed: 'evidence',
  AccountCorrectionRejected: 'grounds',
  RevocationForewarned: 'grounds',
  RevocationProposed: 'grounds',
  ReportReturned: 'grounds',
  ReportWaiverProposed: 'grounds',
  ReportWaiverReturned: 'grounds',
  ReportWaiverStandInNamed: 'grounds',
  AppealSubmitted: 'grounds',
  LateAppealAccepted: 'grounds',
  AppealDismissalProposed: 'grounds',
  ReversalProposed: 'grounds',
  AppealForwarded: 'statement',
  AppealLetStand: 'grounds',
  AppealChangedDecision: 'grounds',
  AppealAnnulledDecision: 'grounds',
  EnforcementDeferred: 'grounds',
  AppealCostsCovered: 'grounds',
  PayoutCancelled: 'grounds',
  RecoveryForewarned: 'grounds',
  ClaimProposed: 'grounds',
  ClaimReturned: 'grounds',
  LimitationInterrupted: 'grounds',
  LimitationMoveProposed: 'grounds',
  LimitationMoveReturned: 'grounds',
  GivingUpProposed: 'grounds',
  GivingUpReturned: 'grounds',
  GivingUpStandInNamed: 'grounds',
};

/** Events whose grounds name nobody, so that they stand in clear. */
const IN_CLEAR: ReadonlySet<string> = new Set([
  'LateSubmissionAllowed',
  'CallExtended',
  'CallCancelled',
  'ReservationAbandoned',
  'AmendmentAbandoned',
  'CommitmentReleased',
  'CommitmentAdjusted',
]);

/** Decisions whose grounds are those of the proposal they approve: which, and by which number of both. */
const PROPOSED_IN: Readonly<Record<string, { readonly type: string; readonly by?: string }>> = {
  DecisionApproved: { type: 'DecisionProposed', by: 'proposal' },
  AwardAmended: { type: 'AmendmentProposed', by: 'amendment' },
  AwardContinued: { type: 'AmendmentProposed', by: 'amendment' },
  AmendmentRefused: { type: 'AmendmentRefusalProposed', by: 'refusal' },
  AwardRevoked: { type: 'RevocationProposed', by: 'revocation' },
  AppealDismissed: { type: 'AppealDismissalProposed' },
  AppealReversed: { type: 'ReversalProposed' },
  RepaymentClaimed: { type: 'ClaimProposed', by: 'proposal' },
  LimitationMoved: { type: 'LimitationMoveProposed', by: 'proposal' },
  RecoveryDropped: { type: 'GivingUpProposed' },
  ClaimWaived: { type: 'GivingUpProposed' },
  ClaimWrittenOff: { type: 'GivingUpProposed' },
  ReportWaived: { type: 'ReportWaiverProposed' },
};

/** What has to have grounds has them: sealed where they may name people, or those of the proposal that is approved. */
export class Grounds implements Rule {
  private readonly proposed = new Map<string, Set<string>>();

  see(event: RecordedEvent): readonly string[] {
    const { type, stream } = event;
    const seen = entry(this.proposed, stream, () => new Set<string>());
    seen.add(type);
    for (const { by } of Object.values(PROPOSED_IN))
      if (by !== undefined) seen.add(`${type} ${by} ${textAt(event, by)}`);
    const field = SEALED[type];
    if (field !== undefined && !isSealed(at(event, field))) return [`${field} is not there, sealed`];
    if (IN_CLEAR.has(type) && (at(event, 'grounds') ?? '') === '') return ['grounds are not there'];
    const proposal = PROPOSED_IN[type];
    // A later decision that grants nothing ends an award on its own grounds.
    if (!proposal || (type === 'AwardRevoked' && at(event, 'decision') !== undefined)) return [];
    const { type: of, by } = proposal;
    const wanted = by === undefined ? of : `${of} ${by} ${textAt(event, by)}`;
    return seen.has(wanted) ? [] : [`there is no ${of} with its grounds`];
  }
}
