import type { ApplicationEvent } from '../contract/events.js';

/** What assessors gave, and what of it counts. */
export interface ScoringColumns {
  readonly first?: Points;
  readonly second?: Points;
  readonly moderated?: Points;
}

/** Points of one person. */
export interface Points {
  readonly weightedTotal: number;
  /** Criteria whose threshold was not reached. */
  readonly belowThreshold: readonly string[];
}

/** The events of applications that change what read models show. */
export const APPLICATION_EVENTS = [
  'ApplicationWithdrawn',
  'SupplementRequested',
  'ApplicationSupplemented',
  'SupplementOverdue',
  'StateAidDeclared',
  'CaseRepresentativeRecorded',
  'CaseRepresentationEnded',
  'CaseworkerAssigned',
  'ImpartialityDeclared',
  'ImpartialityRuled',
  'EligibilityChecked',
  'SecondAssessorAssigned',
  'ApplicationScored',
  'ScoresModerated',
  'ApplicationRecommended',
  'DecisionProposed',
  'ProposalReturned',
  'DecisionApproved',
  'ReservationAbandoned',
  'DecisionOmitted',
  'DecisionNotified',
  'ReceiptCorrectionProposed',
  'ReceiptCorrected',
  'ReceiptCorrectionRejected',
  'AppealPeriodEnded',
  'DecisionReplaced',
  'DecisionAwaitsAppropriation',
  'OfferReopened',
  'OfferAwaitsAppropriation',
  'DecisionFlagged',
  'DecisionUpheld',
  'FlaggedChangesAnnulled',
  'WaitingGrantDeclined',
  'ApplicationReopened',
] as const satisfies readonly ApplicationEvent['type'][];

/** Events of an application after its submission. */
export type LaterApplicationEvent = Exclude<ApplicationEvent, { type: 'ApplicationSubmitted' }>;

/** States an award has given a case. A grant that lapsed never was one: what an appeal grants can be accepted anew. */
const OF_AWARDS: ReadonlySet<string> = new Set(['accepted', 'paid', 'revoked', 'closed']);

/** Whether the award says how the case stands: a decision replaced meanwhile changes nothing before the award follows. */
export function isOfAward(state: string): boolean {
  return OF_AWARDS.has(state);
}

/** The state a case shows after an event of its application. */
export function stateAfter(before: string, event: LaterApplicationEvent): string {
  switch (event.type) {
    case 'ApplicationWithdrawn':
      return 'withdrawn';
    case 'SupplementRequested':
      return 'awaiting-supplement';
    case 'CaseworkerAssigned':
      return before === 'awaiting-supplement' ? before : 'under-assessment';
    case 'ApplicationSupplemented':
    case 'SupplementOverdue':
    case 'SecondAssessorAssigned':
    case 'ApplicationReopened':
      return 'under-assessment';
    case 'ApplicationScored': {
      const { awaits } = event.data;
      if (awaits === undefined) return 'scored';
      return awaits === 'moderation' ? 'awaiting-moderation' : 'under-assessment';
    }
    case 'ScoresModerated':
      return 'scored';
    case 'ApplicationRecommended':
    case 'ProposalReturned':
      return 'recommended';
    case 'DecisionProposed':
      return 'proposed';
    case 'DecisionApproved':
      return event.data.outcome;
    case 'DecisionReplaced':
      return OF_AWARDS.has(before) ? before : event.data.outcome;
    case 'DecisionAwaitsAppropriation':
      return OF_AWARDS.has(before) ? before : 'awaiting-appropriation';
    case 'OfferReopened':
      return 'granted';
    case 'WaitingGrantDeclined':
      return 'declined';
    case 'OfferAwaitsAppropriation':
      return 'awaiting-appropriation';
    default:
      return before;
  }
}

/** What is to be done next in a case of that state: a word for the work queue; `null` when nothing is. */
export function nextIn(state: string, notified: boolean): string | null {
  switch (state) {
    case 'submitted':
      return 'assign';
    case 'awaiting-supplement':
      return 'supplement';
    case 'under-assessment':
      return 'assess';
    case 'awaiting-moderation':
      return 'moderate';
    case 'scored':
      return 'recommend';
    case 'recommended':
      return 'propose';
    case 'proposed':
      return 'decide';
    case 'awaiting-appropriation':
      return 'fund';
    case 'granted':
      return notified ? 'accept' : 'notify';
    case 'accepted':
      return 'pay';
    default:
      return null;
  }
}

/** The scores of a case after an event: a new scoring sets aside what a moderation decided. */
export function scoringAfter(before: ScoringColumns, event: LaterApplicationEvent): ScoringColumns {
  switch (event.type) {
    case 'ApplicationScored': {
      const { weightedTotal, belowThreshold, as = 'first' } = event.data;
      const { moderated: _, ...kept } = before;
      return { ...kept, [as]: { weightedTotal, belowThreshold } };
    }
    case 'ScoresModerated': {
      const { weightedTotal, belowThreshold } = event.data;
      return { ...before, moderated: { weightedTotal, belowThreshold } };
    }
    case 'SecondAssessorAssigned': {
      const { second: _, ...kept } = before;
      return kept;
    }
    case 'ApplicationSupplemented':
    case 'ApplicationReopened':
      return {};
    default:
      return before;
  }
}
