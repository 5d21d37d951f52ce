import { accept, refuse } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { no, type AwardRefusal, type Barred } from './refusals.js';
import { nextRefusal, type AmendmentRequest } from './requests.js';
import { waiting } from './requesting.js';
import { onStandingTerms, type Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** A caseworker proposes to refuse what the recipient asked for. */
interface ProposeAmendmentRefusal {
  readonly type: 'ProposeAmendmentRefusal';
  readonly request: number;
  readonly proposer: string;
  readonly grounds: string;
  /** Why this person may not prepare it. */
  readonly barred?: Barred | undefined;
}

/** A later proposal replaces an earlier one; what an appeal granted is granted. */
function propose(command: ProposeAmendmentRefusal, state: AcceptedAward): Answer {
  const { request, proposer, grounds, barred } = command;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  const found = waiting(state, request);
  if (!found) return refuse(no.request(request));
  if (found.requester === proposer) return refuse(no.conflict());
  if (barred) return refuse(barred);
  if (found.toGrant) return refuse(no.refusalOfGranted(request));
  const { awardId } = state.terms;
  const refusal = nextRefusal(state.requests);
  return accept<AwardEvent>({
    type: 'AmendmentRefusalProposed',
    data: { awardId, request, refusal, proposer, grounds },
  });
}

/** A decision-maker returns a proposed refusal. */
interface ReturnAmendmentRefusal {
  readonly type: 'ReturnAmendmentRefusal';
  readonly refusal: number;
  readonly person: string;
  readonly grounds: string;
  /** Why this person may not decide on it. */
  readonly barred?: Barred | undefined;
}

/** Another person, who could approve it, returns it: the request waits on. */
function giveBack(command: ReturnAmendmentRefusal, state: AcceptedAward): Answer {
  const { refusal, person, grounds, barred } = command;
  const { proposed, fault } = judged(state, refusal, person, barred);
  if (!proposed) return refuse(fault);
  const { awardId } = state.terms;
  const { request } = proposed;
  return accept<AwardEvent>({
    type: 'AmendmentRefusalReturned',
    data: { awardId, request, refusal, person, grounds },
  });
}

/** A decision-maker approves the refusal. */
interface ApproveAmendmentRefusal {
  readonly type: 'ApproveAmendmentRefusal';
  readonly refusal: number;
  readonly approver: string;
  readonly grounds?: string | undefined;
  /** Why this person may not decide it: outside the delegation, or a conflict of interest. */
  readonly barred?: Barred | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** Another person approves it: nothing of the award changes, and the recipient may appeal. */
function approve(command: ApproveAmendmentRefusal, state: AcceptedAward): Answer {
  const { refusal, approver, grounds, barred, today: decidedOn } = command;
  const { proposed, fault } = judged(state, refusal, approver, barred);
  if (!proposed) return refuse(fault);
  const { awardId } = state.terms;
  const { request } = proposed;
  return accept<AwardEvent>({
    type: 'AmendmentRefused',
    data: {
      awardId,
      request,
      refusal,
      approver,
      decidedOn,
      byLetter: true,
      ...(grounds === undefined ? {} : { grounds }),
    },
  });
}

/** An appeal against a refusal was won, or a flagged refusal is decided again. */
interface ReopenAmendmentRequest {
  readonly type: 'ReopenAmendmentRequest';
  readonly refusal: number;
  /** None where a flagged one is decided again. */
  readonly appealId?: string | undefined;
  /** Whether the appeal decided that the request is granted, or only that the refusal falls. */
  readonly granted: boolean;
  /** Whether the grant went on then; outcomes of before do not say so, and change nothing of a revoked one. */
  readonly grant?: 'goes-on' | 'revoked' | undefined;
}

/** The request waits again, on a closed award too, which goes on with it; of a revoked one nothing is left to amend. */
function reopen({ refusal, appealId, granted, grant }: ReopenAmendmentRequest, state: AcceptedAward): Answer {
  const refused = state.requests?.find(
    ({ status, refusal: last }) => status === 'refused' && last?.number === refusal,
  );
  const revoked = state.status === 'revoked';
  if (!refused || (revoked && appealId !== undefined && grant === undefined)) return accept();
  const { awardId } = state.terms;
  const { request } = refused;
  return accept<AwardEvent>({
    type: 'AmendmentRequestReopened',
    data: {
      awardId,
      request,
      refusal,
      ...(appealId === undefined ? {} : { appealId }),
      ...(granted ? { granted } : {}),
      ...(revoked ? { ended: true } : {}),
    },
  });
}

/** What the recipient asked for is refused: proposed by one, approved by another. */
export const refusing = {
  ProposeAmendmentRefusal: onStandingTerms(propose),
  ReturnAmendmentRefusal: giveBack,
  ApproveAmendmentRefusal: onStandingTerms(approve),
  ReopenAmendmentRequest: reopen,
};

/** The request whose refusal waits for another person, or why this one does not decide it. */
function judged(
  { requests }: AcceptedAward,
  refusal: number,
  person: string,
  barred: Barred | undefined,
):
  | { readonly proposed: AmendmentRequest; readonly fault?: undefined }
  | { readonly proposed?: undefined; readonly fault: AwardRefusal } {
  const proposed = requests?.find(
    ({ status, refusal: last }) => status === 'refusal-proposed' && last?.number === refusal,
  );
  if (!proposed) return { fault: no.amendmentRefusal(refusal) };
  if (proposed.refusal?.proposer === person) return { fault: no.fourEyes() };
  if (proposed.requester === person) return { fault: no.conflict() };
  return barred ? { fault: barred } : { proposed };
}
