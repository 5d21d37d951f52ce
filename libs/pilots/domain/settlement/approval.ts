import { accept, refuse } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import { onLastVersion, type Answer } from './answers.js';
import { differencesTo } from './differences.js';
import { flagged, openFlagOf } from './flagging.js';
import { provisionGone } from './provision.js';
import { fourEyes, inState, otherDirectorate, outdated } from './refusals.js';
import type { KnownSettlement } from './state.js';

interface ReviewSettlement {
  readonly type: 'ReviewSettlement';
  readonly version: number;
  /** Digest of the verified measurements as they are now. */
  readonly basis: string;
  readonly person: string;
  readonly note?: string | undefined;
}

/** Another person than the one who calculated checks what went in and what came out. */
function review({ version, basis, person, note }: ReviewSettlement, state: KnownSettlement): Answer {
  if (state.status !== 'calculated') return refuse(inState(state, 'calculated'));
  if (person === state.current.calculatedBy)
    return refuse(fourEyes('a settlement is reviewed by another person than the one who calculated it'));
  if (basis !== state.current.basis) return refuse(outdated(version));
  const { pilotId } = state;
  return accept<SettlementEvent>({
    type: 'SettlementReviewed',
    data: { pilotId, version, reviewedBy: person, note },
  });
}

/** The version is not approved as it is. */
interface ReturnSettlement {
  readonly type: 'ReturnSettlement';
  readonly version: number;
  readonly directorate: string;
  readonly person: string;
  readonly grounds: string;
}

function sendBack(command: ReturnSettlement, state: KnownSettlement): Answer {
  const { version, directorate, person, grounds } = command;
  if (state.status === 'returned' || state.status === 'concluded')
    return refuse(inState(state, 'calculated, reviewed or approved by one directorate'));
  const { pilotId } = state;
  return accept<SettlementEvent>({
    type: 'SettlementReturned',
    data: { pilotId, version, directorate, returnedBy: person, grounds },
  });
}

interface ApproveSettlement {
  readonly type: 'ApproveSettlement';
  readonly version: number;
  readonly basis: string;
  readonly directorate: string;
  readonly person: string;
  readonly note?: string | undefined;
  /** Persons who recorded, corrected or verified what it stands on. */
  readonly measuredBy: readonly string[];
  readonly contract: OutcomeContract;
  readonly schemeId: string;
  readonly budgetYear: number;
  /** Calendar date. */
  readonly today: string;
  /** Id of the raise of the commitment, where it concludes. */
  readonly raise?: string | undefined;
}

/** Each directorate approves by a person who had no hand in it; with the second one it is concluded. */
function approve(command: ApproveSettlement, state: KnownSettlement): Answer {
  const { version, basis, directorate, person, note, measuredBy } = command;
  const { current, pilotId } = state;
  if (state.status !== 'reviewed' && state.status !== 'approved-once')
    return refuse(inState(state, 'reviewed, or approved by the other directorate'));
  if ([current.calculatedBy, current.reviewedBy, ...measuredBy].includes(person))
    return refuse(
      fourEyes('a settlement is approved by persons who neither measured, calculated nor reviewed it'),
    );
  if (current.approvals.some((approval) => approval.directorate === directorate))
    return refuse(otherDirectorate());
  if (current.approvals.some((approval) => approval.person === person))
    return refuse(fourEyes('nobody approves for both directorates'));
  if (basis !== current.basis) return refuse(outdated(version));
  if (openFlagOf(version, state)) return refuse(flagged(version));
  const gone = concludes(state) ? provisionGone(command.raise, state) : undefined;
  if (gone) return gone;
  const approved: SettlementEvent = {
    type: 'SettlementApproved',
    data: { pilotId, version, directorate, approvedBy: person, note },
  };
  return concludes(state)
    ? accept<SettlementEvent>(approved, ...concluded(command, state))
    : accept<SettlementEvent>(approved);
}

/** What those say who answer for a version. */
export const approvals = {
  ReviewSettlement: onLastVersion(review),
  ReturnSettlement: onLastVersion(sendBack),
  ApproveSettlement: onLastVersion(approve),
};

/** Whether the next approval concludes the version. */
export function concludes({ status }: KnownSettlement): boolean {
  return status === 'approved-once';
}

function concluded(command: ApproveSettlement, state: KnownSettlement): SettlementEvent[] {
  const { contract, schemeId, budgetYear, today: claimedOn, raise } = command;
  const { pilotId, current } = state;
  const { currency } = contract.terms;
  const { version, final, total } = current;
  const differences = differencesTo(current.shares, state.concluded);
  const claims = differences.flatMap(({ payer, difference: amount }): SettlementEvent[] => {
    const organisation = Object.hasOwn(contract.payers, payer) ? contract.payers[payer] : undefined;
    // The state has no organisation in the contract: its share becomes a payout, not a claim.
    if (organisation === undefined || amount === 0) return [];
    const claim = { pilotId, version, payer, organisation, currency, amount, claimedOn };
    return [{ type: 'ShareClaimed', data: claim }];
  });
  const superseded: SettlementEvent[] =
    state.concluded === undefined
      ? []
      : [{ type: 'SettlementSuperseded', data: { pilotId, version: state.concluded.version, by: version } }];
  return [
    {
      type: 'SettlementConcluded',
      data: {
        pilotId,
        version,
        final,
        schemeId,
        currency,
        total,
        differences,
        budgetYear,
        statePayee: contract.statePayee,
        ...(raise === undefined ? {} : { raise }),
      },
    },
    ...claims,
    ...superseded,
  ];
}
