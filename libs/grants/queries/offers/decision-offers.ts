import type { Offer } from '#cqrs/offer.js';
import { ApproveDecision } from '../../application/decisions/approve-decision.js';
import {
  contentOfApproval,
  contentOfNotice,
  contentOfProposal,
  contentOfReturn,
  type ProposalBody,
} from '../../application/decisions/content.js';
import { NotifyDecision } from '../../application/decisions/notify-decision.js';
import { ProposeDecision } from '../../application/decisions/propose-decision.js';
import { ReturnProposal } from '../../application/decisions/return-proposal.js';
import { offering, type ApplicationFacts } from './application-facts.js';

/** Every command of the decision, with a body that fits what was recommended and proposed. */
export function decisionOffers(facts: ApplicationFacts): Offer[] {
  const { caseId: id, state, today } = facts;
  const offer = offering(facts);
  const proposal = proposalFor(facts);
  const seen = state.proposal === undefined ? {} : { proposal: state.proposal.proposal };
  const approval = { impartiality: { conflict: false }, ...seen, grounds: 'As proposed.' };
  const giveBack = { ...seen, grounds: 'Say why no more is granted.' };
  const notice = { receivedOn: today, channel: 'portal' } as const;
  return [
    offer(
      'propose-decision',
      'proposal',
      proposal,
      (context) => new ProposeDecision(id, contentOfProposal(proposal), context),
    ),
    offer(
      'return-proposal',
      'return',
      giveBack,
      (context) => new ReturnProposal(id, contentOfReturn(giveBack), context),
    ),
    offer(
      'approve-decision',
      'approval',
      approval,
      (context) => new ApproveDecision(id, contentOfApproval(approval), context),
    ),
    offer(
      'notify-decision',
      'notification',
      notice,
      (context) => new NotifyDecision(id, contentOfNotice(notice), context),
    ),
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
