import type { AwardAccepted } from '../../contract/events.js';
import type { Application } from '../../domain/application/state.js';
import type { DecisionInForce } from '../../domain/award/reinstatement.js';

/** What a decision offers for acceptance; undefined while nothing is granted. */
export function offerOf(awardId: string, state: Application): AwardAccepted['data'] | undefined {
  if (state.status !== 'granted' || !state.decision) return undefined;
  const { submission, decision } = state;
  const { number, reservationId, budgetYear, amount, conditions, schedule } = decision;
  if (reservationId === undefined || budgetYear === undefined) return undefined;
  return {
    awardId,
    schemeId: submission.schemeId,
    callId: submission.callId,
    directorate: submission.directorate,
    regulationVersion: submission.regulationVersion,
    reservationId,
    budgetYear,
    recipient: submission.applicant.organisation,
    amount,
    decision: number,
    conditions,
    schedule,
  };
}

/** What became of the decision on an application since its award was revoked. */
export function decisionInForce(awardId: string, state: Application): DecisionInForce {
  const annulled = state.status !== 'none' && !state.decision ? state.decisions.at(-1)?.number : undefined;
  return { offer: offerOf(awardId, state), rejection: rejectionOf(state), annulled };
}

/** A decision in force that grants nothing; or the annulled one, where the application was withdrawn after it. */
export function rejectionOf(state: Application) {
  if (state.status === 'withdrawn' && state.withdrawnAfter !== undefined)
    return { decision: state.withdrawnAfter, withdrawn: true } as const;
  if (state.status !== 'rejected' && state.status !== 'inadmissible') return undefined;
  const { number, decisionMaker } = state.decision ?? {};
  return number === undefined ? undefined : { decision: number, decisionMaker };
}

/** The annulled decision after which the application was withdrawn, also where the withdrawal itself does not name it. */
export function annulledBeforeWithdrawal(state: Application): number | undefined {
  if (state.status !== 'withdrawn') return undefined;
  const last = state.decisions.at(-1);
  return state.withdrawnAfter ?? (last?.standing === 'annulled' ? last.number : undefined);
}
