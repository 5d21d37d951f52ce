import { accept, refuse } from '#eventsourcing/decider.js';
import type { AwardEvent, OwnReinstatementEvent } from '../../contract/events.js';
import { standingRevocation } from './reductions.js';
import { no, type AwardRefusal, type Barred } from './refusals.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** A caseworker proposes to undo a revocation. */
interface ProposeReinstatement {
  readonly type: 'ProposeReinstatement';
  /** The last that stands when left out. */
  readonly revocation?: number | undefined;
  readonly proposer: string;
  readonly grounds: string;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/**
 * Whatever became of the grant since: it is in the recipient's favour. A later proposal replaces an earlier one. It is undone
 * as a whole: what is to stay revoked is revoked anew, with its own hearing.
 */
function propose(command: ProposeReinstatement, state: AcceptedAward): Answer {
  const { proposer, grounds, barred } = command;
  const revocation = standingRevocation(state, command.revocation)?.number;
  const fault = barred ?? faultOf(revocation, state);
  if (fault || revocation === undefined) return refuse(fault ?? no.revocation());
  const { awardId } = state.terms;
  const reinstatement = (state.reinstatements ?? 0) + 1;
  return accept<AwardEvent>({
    type: 'ReinstatementProposed',
    data: { awardId, reinstatement, revocation, proposer, grounds },
  });
}

/** A decision-maker returns it. */
interface ReturnReinstatement {
  readonly type: 'ReturnReinstatement';
  readonly person: string;
  readonly grounds: string;
  /** Why this person may not decide on it. */
  readonly barred?: Barred | undefined;
}

/** Another person, who could approve it, returns it: the revocation stands. */
function giveBack({ person, grounds, barred }: ReturnReinstatement, state: AcceptedAward): Answer {
  const fault = mayDecide(person, barred, state);
  if (fault) return refuse(fault);
  const { awardId } = state.terms;
  const { number: reinstatement } = state.reinstatement!;
  return accept<AwardEvent>({
    type: 'ReinstatementReturned',
    data: { awardId, reinstatement, person, grounds },
  });
}

/** A decision-maker approves it. */
interface ApproveReinstatement {
  readonly type: 'ApproveReinstatement';
  readonly approver: string;
  readonly grounds?: string | undefined;
  /** Why this person may not decide it: outside the delegation, or a conflict of interest. */
  readonly barred?: Barred | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** Another person approves it; the grant comes in force again by a process, which has to find the money. */
function approve(command: ApproveReinstatement, state: AcceptedAward): Answer {
  const { approver, grounds, barred, today: decidedOn } = command;
  const fault = mayDecide(approver, barred, state) ?? faultOf(state.reinstatement?.revocation, state);
  if (fault) return refuse(fault);
  const { awardId } = state.terms;
  const { number: reinstatement, revocation } = state.reinstatement!;
  return accept<AwardEvent>({
    type: 'ReinstatementApproved',
    data: {
      awardId,
      reinstatement,
      revocation,
      approver,
      decidedOn,
      ...(grounds === undefined ? {} : { grounds }),
    },
  });
}

/** A revocation is undone without an appeal (omgjøring av eget tiltak). */
export const ownReinstatements = {
  ProposeReinstatement: propose,
  ReturnReinstatement: giveBack,
  ApproveReinstatement: approve,
};

/** The award after an event of that; once it is in force again, nothing of it waits. */
export function reinstating(state: AcceptedAward, event: OwnReinstatementEvent): AcceptedAward {
  switch (event.type) {
    case 'ReinstatementProposed': {
      const { reinstatement: number, revocation, proposer } = event.data;
      const replaces = state.reinstatement ? { replacesProposal: true as const } : {};
      return {
        ...state,
        reinstatements: number,
        reinstatement: { number, revocation, proposer, ...replaces },
      };
    }
    case 'ReinstatementReturned':
      return withoutReinstatement(state);
    case 'ReinstatementApproved': {
      const { reinstatement } = state;
      return reinstatement ? { ...state, reinstatement: { ...reinstatement, approved: true } } : state;
    }
  }
}

/** The award once a revocation was undone: what was to undo it is over. */
export function afterUndoing(state: AcceptedAward, revocation: number): AcceptedAward {
  return state.reinstatement?.revocation === revocation ? withoutReinstatement(state) : state;
}

function withoutReinstatement({ reinstatement: _, ...state }: AcceptedAward): AcceptedAward {
  return state;
}

/** Why a revocation is not undone of own motion: nothing is left of it, it is about to be, or the appeal body left it so. */
function faultOf(revocation: number | undefined, state: AcceptedAward): AwardRefusal | undefined {
  const standing = revocation === undefined ? undefined : standingRevocation(state, revocation);
  if (!standing || state.endedBy !== undefined) return no.revocation();
  if (standing.leftBy === 'appeal') return no.decidedAbove();
  const { reinstatement } = state;
  return reinstatement?.approved && reinstatement.revocation === revocation ? no.undoing() : undefined;
}

function mayDecide(
  person: string,
  barred: Barred | undefined,
  { reinstatement }: AcceptedAward,
): AwardRefusal | undefined {
  if (!reinstatement || reinstatement.approved) return no.reinstatement();
  if (reinstatement.proposer === person) return no.fourEyes();
  return barred;
}
