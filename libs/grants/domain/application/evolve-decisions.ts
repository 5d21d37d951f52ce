import { OrderedSet } from 'immutable';
import type {
  DecisionAwaitsAppropriation,
  DecisionEvent,
  DecisionReplaced,
  NumberedCondition,
  OwnReversalApproved,
  ReceiptCorrected,
} from '../../contract/events.js';
import { earliestReceipt } from '../notices/receipt.js';
import { afterAnnulling, flaggedWith, outliving } from './flagging.js';
import { proposedReversal } from './own-reversal.js';
import { afterReopening } from './reopening.js';
import type { MadeDecision, SubmittedApplication } from './state.js';

type Decided = Exclude<DecisionEvent, { type: 'DecisionProposed' }>;

/** The application after an event of its decision. */
export function evolveDecisions(state: SubmittedApplication, event: Decided): SubmittedApplication {
  switch (event.type) {
    case 'ProposalReturned':
      return { ...state, status: 'recommended' };
    case 'DecisionApproved': {
      const { data } = event;
      const { conditions = [], payoutConditions = [] } = state.proposal ?? {};
      return decided(state, data.outcome, {
        number: data.decision,
        standing: 'in-force',
        by: 'approval',
        proposal: data.proposal,
        outcome: data.outcome,
        amount: data.amount,
        schedule: data.schedule,
        conditions: numbered(conditions.length, payoutConditions.length),
        decisionMaker: data.decisionMaker,
        preparers: state.preparers,
        decidedOn: data.decidedOn,
        reservationId: data.reservationId,
        budgetYear: data.budgetYear,
        ...letterOf(state, data),
      });
    }
    case 'DecisionFlagged':
      return { ...state, flagged: flaggedWith(state, event.data) };
    case 'FlaggedChangesAnnulled': {
      const { flagged } = state;
      if (!flagged) return state;
      return withFlag(state, afterAnnulling(flagged, event.data.of));
    }
    case 'StandInNamed': {
      const { flagged } = state;
      const { person } = event.data;
      return { ...state, flagged: flagged && { ...flagged, standIns: [...flagged.standIns, person] } };
    }
    case 'ReviewNoticeSent': {
      const { decision, body, sentOn } = event.data;
      return { ...state, review: { decision, body, sentOn } };
    }
    case 'OwnReversalProposed': {
      const waits = state.ownReversal !== undefined && !state.ownReversal.approved;
      const ownReversal = {
        ...proposedReversal(event),
        ...(waits ? { replacesProposal: true as const } : {}),
      };
      return { ...state, ownReversals: ownReversal.number, ownReversal };
    }
    case 'OwnReversalReturned':
      return { ...state, ownReversal: undefined };
    case 'OwnReversalApproved':
      return reversed(state, event.data);
    case 'DecisionUpheld':
      return withFlag(state, undefined);
    case 'DecisionOmitted':
      return state;
    case 'ReservationAbandoned':
      return { ...state, abandoned: state.abandoned.add(event.data.reservationId) };
    case 'DecisionNotified':
      return changed(state, event.data.decision, (made) => ({ ...made, notified: event.data }));
    case 'ReceiptCorrectionProposed': {
      const { decision, correction: number, proposer, receivedOn } = event.data;
      const proposed = { receiptCorrection: { number, proposer, receivedOn }, receiptCorrections: number };
      return changed(state, decision, (made) => ({ ...made, ...proposed }));
    }
    case 'ReceiptCorrected':
      return changed(state, event.data.decision, (made) => corrected(made, event.data));
    case 'ReceiptCorrectionRejected':
      return changed(state, event.data.decision, (made) => ({ ...made, receiptCorrection: undefined }));
    case 'AppealPeriodEnded':
      return changed(state, event.data.decision, (made) => ({ ...made, appealPeriodEnded: true }));
    case 'DecisionReplaced': {
      const { reservationId, budgetYear, raise, outcome } = event.data;
      const by = raise === undefined ? {} : { raise };
      const funded = { standing: 'in-force', reservationId, budgetYear, ...by } as const;
      if (state.decision?.number === event.data.decision)
        return {
          ...changed(state, event.data.decision, (made) => ({ ...made, ...funded })),
          status: outcome,
        };
      return decided(state, outcome, { ...replacement(state, event.data), ...funded });
    }
    case 'DecisionAwaitsAppropriation':
      return decided(state, 'awaiting-appropriation', {
        ...replacement(state, event.data),
        standing: 'awaiting-appropriation',
      });
    case 'OfferAwaitsAppropriation':
    case 'OfferReopened': {
      const waits = event.type === 'OfferAwaitsAppropriation';
      const after = changed(state, event.data.decision, (made) => afterReopening(made, event));
      return { ...after, status: waits ? 'awaiting-appropriation' : 'granted' };
    }
    case 'WaitingGrantDeclined': {
      const { decision: _, ...over } = changed(unflagged(state), event.data.decision, (made) => ({
        ...made,
        standing: 'declined',
      }));
      return { ...over, status: 'declined' };
    }
    case 'ApplicationReopened': {
      const { decision: number } = event.data;
      const {
        decision: _,
        recommendation: __,
        eligible: ___,
        ...open
      } = changed(unflagged(state), number, (made) => ({ ...made, standing: 'annulled' }));
      const nobody = OrderedSet<string>();
      return {
        ...open,
        status: 'under-assessment',
        scores: {},
        contributors: nobody,
        conflicted: nobody,
      };
    }
  }
}

/** The letter, and to which representative it was written. */
function letterOf(
  { representative }: SubmittedApplication,
  { letter }: Pick<MadeDecision, 'letter'>,
): Pick<MadeDecision, 'letter' | 'representation'> {
  if (!letter) return {};
  return { letter, ...(representative ? { representation: representative.representation } : {}) };
}

function replacement(
  state: SubmittedApplication,
  data: (DecisionReplaced | DecisionAwaitsAppropriation)['data'],
): Omit<MadeDecision, 'standing'> {
  const { decision, by, appealId, reversal, outcome, amount, schedule, decidedOn } = data;
  const { conditions = [], payoutConditions = [] } = data;
  return {
    number: decision,
    by,
    appealId,
    ...(reversal === undefined ? {} : { reversal }),
    outcome,
    amount,
    schedule,
    conditions: numbered(conditions.length, payoutConditions.length),
    ...makersOf(state, reversal),
    decidedOn,
    ...letterOf(state, data),
  };
}

/** Who proposed a reversal prepared what takes the place of the decision, beside those who had prepared that. */
function makersOf(
  { preparers, reversed: made }: SubmittedApplication,
  reversal: number | undefined,
): Pick<MadeDecision, 'preparers' | 'decisionMaker'> {
  if (reversal === undefined || made?.number !== reversal) return { preparers };
  return { preparers: preparers.add(made.proposer), decisionMaker: made.approver };
}

function reversed(
  state: SubmittedApplication,
  { reversal: number, approver }: OwnReversalApproved['data'],
): SubmittedApplication {
  const { ownReversal } = state;
  if (!ownReversal) return state;
  const made = { number, proposer: ownReversal.proposer, approver };
  return { ...state, ownReversal: { ...ownReversal, approved: true }, reversed: made };
}

/** Whatever becomes of the decision, a flagged claim or refusal is looked at. */
function unflagged(state: SubmittedApplication): SubmittedApplication {
  return withFlag(state, outliving(state.flagged));
}

function withFlag(
  { flagged: _, ...state }: SubmittedApplication,
  flagged: SubmittedApplication['flagged'],
): SubmittedApplication {
  return flagged ? { ...state, flagged } : state;
}

/** The decision comes last and takes the place of the one before. */
function decided(
  state: SubmittedApplication,
  status: SubmittedApplication['status'],
  decision: MadeDecision,
): SubmittedApplication {
  const { decision: before, decisions } = state;
  const earlier = before ? decisions.with({ ...before, standing: 'replaced' }) : decisions;
  return { ...unflagged(state), status, decision, decisions: earlier.with(decision) };
}

/** The time to appeal begins to run once more where its last day moved. */
function corrected(made: MadeDecision, data: ReceiptCorrected['data']): MadeDecision {
  const { receivedOn, appealDeadline, acceptanceDeadline } = data;
  const { notified, appealPeriodEnded } = made;
  const moved = appealDeadline !== notified?.appealDeadline;
  return {
    ...made,
    notified: notified && { ...notified, receivedOn, appealDeadline, acceptanceDeadline },
    earliestReceipt: earliestReceipt(made.earliestReceipt ?? data.before, receivedOn),
    receiptCorrection: undefined,
    appealPeriodEnded: moved ? undefined : appealPeriodEnded,
  };
}

function changed(
  state: SubmittedApplication,
  number: number,
  change: (made: MadeDecision) => MadeDecision,
): SubmittedApplication {
  const decisions = state.decisions.changed(number, change);
  const decision = state.decision && decisions.get(state.decision.number);
  return { ...state, decisions, ...(decision ? { decision } : {}) };
}

function numbered(conditions: number, payoutConditions: number): NumberedCondition[] {
  return Array.from({ length: conditions + payoutConditions }, (_, index) => ({
    number: index + 1,
    beforePayout: index >= conditions,
  }));
}
