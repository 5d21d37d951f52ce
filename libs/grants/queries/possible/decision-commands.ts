import { addDays } from '#calendar/oslo.js';
import type { PossibleCommand } from '#cqrs/possible-commands.js';
import { ApproveDecision } from '../../application/decisions/approve-decision.js';
import { NotifyDecision } from '../../application/decisions/notify-decision.js';
import { ApproveOwnReversal } from '../../application/decisions/own-reversal.js';
import type { ProposalBody } from '../../application/decisions/proposal-body.js';
import { commandsOn, steps, type ApplicationFacts } from './application-facts.js';

/** Every command of the decision, with a body that fits what was recommended and proposed. */
export function possibleOnDecision(facts: ApplicationFacts): PossibleCommand[] {
  const { caseId: id, state, today } = facts;
  const [command, step] = [commandsOn(facts), steps(facts)];
  const seen = state.proposal === undefined ? {} : { proposal: state.proposal.proposal };
  const approval = { impartiality: { conflict: false }, ...seen, grounds: 'As proposed.' };
  const notice = { receivedOn: today, channel: 'portal' } as const;
  return [
    step('proposal', { type: 'ProposeDecision', ...proposalFor(facts) }),
    step('return', { type: 'ReturnProposal', ...seen, grounds: 'Say why no more is granted.' }),
    command(
      'approve-decision',
      'approval',
      approval,
      (context) => new ApproveDecision(id, approval, context),
    ),
    command('notify-decision', 'notification', notice, (context) => new NotifyDecision(id, notice, context)),
    ...(state.decision?.notified ? receipts(facts) : []),
    ...(state.flagged ? reviews(facts) : []),
    ...(state.decision ? reversals(facts) : []),
  ];
}

/** Another day of the receipt: a day after the one on record, or before where that is today. */
function receipts(facts: ApplicationFacts): PossibleCommand[] {
  const { state, today } = facts;
  const { receivedOn = today } = state.decision?.notified ?? {};
  const step = steps(facts);
  const other = addDays(receivedOn, receivedOn < today ? 1 : -1);
  const correction = state.decision?.receiptCorrection?.number ?? 1;
  return [
    step('receipt-correction', {
      type: 'ProposeReceiptCorrection',
      receivedOn: other,
      grounds: 'The postal receipt bears this day.',
    }),
    step('receipt-correction-approval', { type: 'ApproveReceiptCorrection', correction }),
    step('receipt-correction-rejection', {
      type: 'RejectReceiptCorrection',
      correction,
      grounds: 'That receipt is of another letter.',
    }),
  ];
}

/** What becomes of a flagged decision. */
function reviews(facts: ApplicationFacts): PossibleCommand[] {
  const step = steps(facts);
  const grounds = 'The outcome would be no other.';
  return [
    step('upholding', { type: 'UpholdDecision', grounds }),
    step('retaking', { type: 'RetakeDecision', grounds: 'The interest cannot be told from the scores.' }),
    step('stand-in', { type: 'NameStandIn', person: 'official', grounds: 'No superior is impartial.' }),
  ];
}

/** What becomes of a decision without an appeal; nothing is said of what takes its place: the case is assessed again. */
function reversals(facts: ApplicationFacts): PossibleCommand[] {
  const { caseId: id } = facts;
  const step = steps(facts);
  return [
    step('own-reversal', { type: 'ProposeOwnReversal', grounds: 'A letter had been overlooked.' }),
    step('own-reversal-return', { type: 'ReturnOwnReversal', grounds: 'The letter says nothing new.' }),
    {
      name: 'approve-own-reversal',
      method: 'POST',
      href: `/v1/applications/${id}/own-reversal-approval`,
      command: (context) => new ApproveOwnReversal(id, {}, context),
    },
  ];
}

/** What was recommended, paid today in one instalment. */
function proposalFor({ state, today }: ApplicationFacts): ProposalBody {
  const { outcome = 'granted', amount = state.submission.amount } = state.recommendation ?? {};
  return {
    outcome,
    amount,
    grounds: 'The project meets the goal of the scheme.',
    conditions: [],
    schedule: outcome === 'granted' ? [{ dueDate: today, amount }] : [],
  };
}
