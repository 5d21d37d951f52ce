import { dateInOslo } from '#calendar/oslo.js';
import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { abandonAmendment, approveAmendment, proposeAmendment, returnAmendment } from './amendment.js';
import type {
  AcceptAward,
  AwardCommand,
  BlockPayouts,
  CloseAward,
  FulfilCondition,
  LapseAward,
  SuspendAward,
  UnblockPayouts,
} from './commands.js';
import { evolve } from './evolve.js';
import { followDecision } from './following.js';
import { no, type AwardRefusal } from './refusals.js';
import { withReleases } from './release.js';
import {
  approveRevocation,
  claimUnspent,
  forewarn,
  proposeRevocation,
  reduceDueBack,
  reinstate,
} from './revocation.js';
import { outstanding, wasAccepted, type AcceptedAward, type Award } from './state.js';

type Answer = Decision<AwardEvent, AwardRefusal>;

/** The award: released − due back ≤ amount in force ≤ what its commitments hold, whatever happens to it. */
export const award: Decider<Award, AwardCommand, AwardEvent, AwardRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'AcceptAward') return acceptGrant(command, state);
    if (command.type === 'LapseAward') return lapse(command, state);
    if (!wasAccepted(state)) return refuse(no.acceptance());
    if (state.suspendedBy !== undefined && NEEDS_DECISION.has(command.type)) return refuse(no.suspended());
    switch (command.type) {
      case 'FollowDecision':
        return followDecision(command, state);
      case 'SuspendAward':
        return suspend(command, state);
      case 'ReleaseDueInstalments':
        return withReleases(state, command.now);
      case 'FulfilCondition':
        return fulfil(command, state);
      case 'ProposeAmendment':
        return proposeAmendment(command, state);
      case 'ReturnAmendment':
        return returnAmendment(command, state);
      case 'ApproveAmendment':
        return approveAmendment(command, state);
      case 'AbandonAmendment':
        return abandonAmendment(command, state);
      case 'ForewarnRevocation':
        return forewarn(command, state);
      case 'ProposeRevocation':
        return proposeRevocation(command, state);
      case 'ApproveRevocation':
        return approveRevocation(command, state);
      case 'ReinstateAward':
        return reinstate(command, state);
      case 'ReduceDueBack':
        return reduceDueBack(command, state);
      case 'ClaimUnspent':
        return claimUnspent(command, state);
      case 'BlockPayouts':
        return block(command, state);
      case 'UnblockPayouts':
        return unblock(command, state);
      case 'CloseAward':
        return close(command, state);
    }
  },
};

/** What stands on the terms of a decision in force. */
const NEEDS_DECISION: ReadonlySet<string> = new Set<AwardCommand['type']>([
  'FulfilCondition',
  'ProposeAmendment',
  'ApproveAmendment',
  'ForewarnRevocation',
  'ProposeRevocation',
  'ApproveRevocation',
  'CloseAward',
]);

/** A grant that lapsed is accepted no more; what a later decision grants anew has another reservation. */
function acceptGrant({ offer, deadline, now }: AcceptAward, state: Award): Answer {
  if (wasAccepted(state)) return refuse(no.acceptedAgain());
  if (!offer) return refuse(no.grant());
  const lapsed = state.status === 'lapsed' && state.offer.reservationId === offer.reservationId;
  if (lapsed || (deadline !== undefined && dateInOslo(now) > deadline)) return refuse(no.inTime(deadline));
  return withReleases(state, now, { type: 'AwardAccepted', data: offer });
}

function lapse({ offer, dueAt }: LapseAward, state: Award): Answer {
  if (wasAccepted(state) || !offer) return accept();
  if (state.status === 'lapsed' && state.offer.reservationId === offer.reservationId) return accept();
  const { awardId, schemeId, directorate, regulationVersion, reservationId, recipient, amount } = offer;
  const data = { awardId, schemeId, directorate, regulationVersion, reservationId, recipient, amount, dueAt };
  return accept<AwardEvent>({ type: 'AwardLapsed', data });
}

function fulfil({ condition, person, evidence, now }: FulfilCondition, state: AcceptedAward): Answer {
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  const found = state.conditions.find(({ number }) => number === condition);
  if (!found) return refuse(no.condition(condition));
  if (found.fulfilled) return accept();
  const { awardId } = state.terms;
  return withReleases(state, now, {
    type: 'ConditionFulfilled',
    data: { awardId, condition, person, evidence },
  });
}

/** An award that is over has nothing left to hold up, and a later decision was followed already. */
function suspend({ decision, appealId }: SuspendAward, state: AcceptedAward): Answer {
  const { awardId, decision: accepted } = state.terms;
  if (state.status !== 'accepted' || state.suspendedBy === appealId || decision < accepted) return accept();
  return accept<AwardEvent>({ type: 'AwardSuspended', data: { awardId, decision, appealId } });
}

function block({ reportId }: BlockPayouts, state: AcceptedAward): Answer {
  if (state.status === 'closed' || state.blockedBy.includes(reportId)) return accept();
  return accept<AwardEvent>({ type: 'PayoutsBlocked', data: { awardId: state.terms.awardId, reportId } });
}

function unblock({ reportId, now }: UnblockPayouts, state: AcceptedAward): Answer {
  if (!state.blockedBy.includes(reportId)) return accept();
  const { awardId } = state.terms;
  return withReleases(state, now, { type: 'PayoutsUnblocked', data: { awardId, reportId } });
}

function close(command: CloseAward, state: AcceptedAward): Answer {
  const { person, note, paid, unpaidInstalments, openReports } = command;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  const unpaid = [...unpaidInstalments, ...outstanding(state).map(({ number }) => number)];
  if (unpaid.length + openReports.length > 0) return refuse(no.finished(unpaid, openReports));
  const { awardId, schemeId, amount } = state.terms;
  const kept = { amount: Math.max(0, paid - state.dueBack), currency: amount.currency };
  return accept<AwardEvent>({ type: 'AwardClosed', data: { awardId, schemeId, person, kept, note } });
}
