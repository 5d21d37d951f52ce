import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../../contract/events.js';
import { award, type AwardCommand } from '../award.js';
import { commands } from './commands.js';
import { nok, offer } from './offer.js';

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
function after(...sent: readonly AwardCommand[]): readonly AwardEvent[] {
  return sent.reduce<readonly AwardEvent[]>((history, command) => {
    const decision = award.decide(command, fold(award, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const {
  AcceptAward,
  LapseAward,
  DeclineAward,
  SetAcceptanceDate,
  RemindOfAcceptance,
  ReleaseDueInstalments,
  ProposeAmendment,
  ForewarnRevocation,
  ProposeRevocation,
  ProposeReinstatement,
  ApproveReinstatement,
  ApproveRevocation,
  ApproveAmendment,
  BlockPayouts,
  HoldForShortfall,
  SuspendAward,
  ProposeAccountCorrection,
  RequestAmendment,
  ProposeAmendmentRefusal,
  ApproveAmendmentRefusal,
  ReopenAmendmentRequest,
  ApproveAccountCorrection,
  CloseAward,
  ReserveInstruction,
  HoldInstructions,
} = commands;
/** An appeal leaves 130 of 300 in force, where the revocation left 60. */
export const undoneInPart = {
  ...commands.ReinstateAward,
  appealId: 'k2',
  inForce: { by: 'appeal', amount: 130 },
} as const;
const gated = { ...offer, conditions: [{ number: 1, beforePayout: true }] };

/** Histories by the state they lead to. */
export const states = {
  none: [],
  lapsed: after(LapseAward),
  declined: after(DeclineAward),
  'day to accept set': after(SetAcceptanceDate),
  'reminded to accept': after(SetAcceptanceDate, RemindOfAcceptance),
  accepted: after(AcceptAward),
  'condition open': after({ ...AcceptAward, offer: gated }),
  blocked: after(AcceptAward, BlockPayouts),
  'amendment proposed': after(AcceptAward, ProposeAmendment),
  forewarned: after(AcceptAward, ForewarnRevocation),
  'revocation proposed': after(AcceptAward, ForewarnRevocation, ProposeRevocation),
  'held for a decision': after(AcceptAward, HoldInstructions),
  'instruction reserved, revocation proposed': after(
    AcceptAward,
    ReserveInstruction,
    ForewarnRevocation,
    ProposeRevocation,
  ),
  revoked: after(
    AcceptAward,
    ForewarnRevocation,
    { ...ProposeRevocation, amountInForce: nok(0) },
    ApproveRevocation,
  ),
  'co-funding fell short': after(AcceptAward, HoldForShortfall),
  'reduction for co-funding proposed': after(
    AcceptAward,
    HoldForShortfall,
    { ...ForewarnRevocation, reportId: HoldForShortfall.reportId },
    { ...ProposeRevocation, amountInForce: undefined },
  ),
  'revoked in part': after(AcceptAward, ForewarnRevocation, ProposeRevocation, ApproveRevocation),
  'revocation undone in part': after(
    AcceptAward,
    ForewarnRevocation,
    ProposeRevocation,
    ApproveRevocation,
    undoneInPart,
  ),
  'amended for the worse': after(
    AcceptAward,
    {
      ...ProposeAmendment,
      kind: 'amount',
      amount: nok(250),
      payments: [{ dueDate: '2027-09-01', amount: 150 }],
      added: [{ text: 'A further report.', beforePayout: false }],
    },
    ApproveAmendment,
  ),
  'amendment requested': after(AcceptAward, RequestAmendment),
  'refusal of a request proposed': after(AcceptAward, RequestAmendment, ProposeAmendmentRefusal),
  'request refused': after(AcceptAward, RequestAmendment, ProposeAmendmentRefusal, ApproveAmendmentRefusal),
  'refusal undone on appeal': after(
    AcceptAward,
    RequestAmendment,
    ProposeAmendmentRefusal,
    ApproveAmendmentRefusal,
    ReopenAmendmentRequest,
  ),
  'revoked, reversal proposed': after(
    AcceptAward,
    ForewarnRevocation,
    { ...ProposeRevocation, amountInForce: nok(0) },
    ApproveRevocation,
    ProposeReinstatement,
  ),
  'revoked, reversal approved': after(
    AcceptAward,
    ForewarnRevocation,
    { ...ProposeRevocation, amountInForce: nok(0) },
    ApproveRevocation,
    ProposeReinstatement,
    ApproveReinstatement,
  ),
  'revoked, request waiting': after(
    AcceptAward,
    RequestAmendment,
    ForewarnRevocation,
    { ...ProposeRevocation, amountInForce: nok(0) },
    ApproveRevocation,
  ),
  'closed, request refused': after(
    AcceptAward,
    RequestAmendment,
    ProposeAmendmentRefusal,
    ApproveAmendmentRefusal,
    ReleaseDueInstalments,
    CloseAward,
  ),
  suspended: after(AcceptAward, SuspendAward),
  'ended by a decision': after(AcceptAward, {
    ...commands.FollowDecision,
    offer: undefined,
    rejection: { decision: 2, decisionMaker: 'berit' },
  }),
  'all released': after(AcceptAward, ReleaseDueInstalments),
  closed: after(AcceptAward, ReleaseDueInstalments, CloseAward),
  'closed, account correction proposed': after(
    AcceptAward,
    ReleaseDueInstalments,
    CloseAward,
    ProposeAccountCorrection,
  ),
  'account correction proposed': after(AcceptAward, ProposeAccountCorrection),
  'account corrected': after(AcceptAward, ProposeAccountCorrection, ApproveAccountCorrection),
};
