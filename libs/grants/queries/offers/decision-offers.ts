import type { Offer } from '#cqrs/offer.js';
import { ApproveDecision } from '../../application/decisions/approve-decision.js';
import { NotifyDecision } from '../../application/decisions/notify-decision.js';
import type { ProposalBody } from '../../application/decisions/proposal-body.js';
import { offering, steps, type ApplicationFacts } from './application-facts.js';

/** Every command of the decision, with a body that fits what was recommended and proposed. */
export function decisionOffers(facts: ApplicationFacts): Offer[] {
  const { caseId: id, state, today } = facts;
  const [offer, step] = [offering(facts), steps(facts)];
  const seen = state.proposal === undefined ? {} : { proposal: state.proposal.proposal };
  const approval = { impartiality: { conflict: false }, ...seen, grounds: 'As proposed.' };
  const notice = { receivedOn: today, channel: 'portal' } as const;
  return [
    step('proposal', { type: 'ProposeDecision', ...proposalFor(facts) }),
    step('return', { type: 'ReturnProposal', ...seen, grounds: 'Say why no more is granted.' }),
    offer('approve-decision', 'approval', approval, (context) => new ApproveDecision(id, approval, context)),
    offer('notify-decision', 'notification', notice, (context) => new NotifyDecision(id, notice, context)),
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
