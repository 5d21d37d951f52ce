import { formatMoney } from '#money/format.js';
import type { Money } from '#money/money.js';
import type {
  DecidedElsewhere,
  DecisionEvent,
  DecisionOutcome,
  PlannedYear,
  Replacing,
} from '../../contract/events.js';
import { leavesGrant } from '../../contract/events/flagged-decision.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

/** What the events of a decision tell. */
export const DECISION_SENTENCES: SentencesOf<DecisionEvent> = {
  DecisionProposed: {
    what: ({ proposal, proposer, outcome, amount, schedule, planned }) =>
      `${proposer} proposed (no. ${proposal}) ${proposedTo(outcome, amount)}${instalments(schedule.length)}${plan(amount.currency, planned)}`,
    why: ({ grounds }) => grounds,
    inner: 'A decision was proposed',
  },
  ProposalReturned: {
    what: ({ proposal, decisionMaker }) => `${decisionMaker} returned proposal no. ${proposal}`,
    why: ({ grounds }) => grounds,
    inner: 'A proposed decision was returned',
  },
  DecisionApproved: {
    what: ({ proposal, decisionMaker, outcome, amount, inFull }) =>
      `${decisionMaker} approved proposal no. ${proposal}: ${decidedTo(outcome, amount)}${inFull === true ? ' in full' : ''}`,
    why: ({ grounds }) => grounds,
  },
  ReservationAbandoned: {
    what: () => 'The money reserved was given up: no decision stands on it',
    why: ({ grounds }) => grounds,
    inner: 'A reservation was given up',
  },
  DecisionOmitted: {
    what: () => 'A decision that payouts waited for was not made',
    inner: 'The case was looked at',
  },
  DecisionNotified: {
    what: ({ decision, receivedOn, channel, representation, appealDeadline, acceptanceDeadline }) =>
      `Notice of decision no. ${decision} was received on ${receivedOn} (${channel})` +
      (representation === undefined ? '' : ' by the representative of the party') +
      (appealDeadline === undefined ? '' : `; it can be appealed until ${appealDeadline}`) +
      (acceptanceDeadline === undefined ? '' : `; the grant is to be accepted by ${acceptanceDeadline}`),
  },
  ReceiptCorrectionProposed: {
    what: ({ proposer, decision, receivedOn }) =>
      `${proposer} proposed that notice of decision no. ${decision} was received on ${receivedOn}`,
    why: ({ grounds }) => grounds,
    inner: 'Another day of receipt was proposed',
  },
  ReceiptCorrected: {
    what: ({ approver, decision, before, receivedOn, appealDeadline, acceptanceDeadline }) =>
      `${approver} approved that notice of decision no. ${decision} was received on ${receivedOn}, not on ${before}` +
      (appealDeadline === undefined ? '' : `; it can be appealed until ${appealDeadline}`) +
      (acceptanceDeadline === undefined ? '' : `; the grant is to be accepted by ${acceptanceDeadline}`),
    why: ({ grounds }) => grounds,
  },
  ReceiptCorrectionRejected: {
    what: ({ person, decision, correction }) =>
      `${person} rejected correction no. ${correction} of the receipt of decision no. ${decision}`,
    why: ({ grounds }) => grounds,
    inner: 'Another day of receipt was rejected',
  },
  AppealPeriodEnded: {
    what: ({ decision }) => `The time to appeal decision no. ${decision} is over`,
  },
  DecisionReplaced: {
    what: ({ decision, replaces, by, outcome, amount }) =>
      `Decision no. ${decision} took the place of no. ${replaces} ${AFTER[by]}: ${decidedTo(outcome, amount)}`,
  },
  DecisionAwaitsAppropriation: {
    what: ({ decision, replaces, by, amount }) =>
      `Decision no. ${decision} took the place of no. ${replaces} ${AFTER[by]}: ${formatMoney(amount)} granted, awaiting appropriation`,
  },
  OfferReopened: {
    what: ({ amount, lapsedAfter, lastDay, person }) =>
      `The grant of ${formatMoney(amount)} lapsed too early, after ${lapsedAfter}: it can be accepted again` +
      (lastDay === undefined ? ', and no time runs while an appeal waits' : ` until ${lastDay}`) +
      (person === undefined ? '' : `, as ${person} found`),
  },
  OfferAwaitsAppropriation: {
    what: ({ lapsedAfter }) =>
      `The grant lapsed too early, after ${lapsedAfter}: it can be accepted again once there is money for it`,
  },
  WaitingGrantDeclined: {
    what: ({ decision, person, byRecipient, declinedOn }) =>
      byRecipient
        ? `${person} declined the grant of decision no. ${decision}, which waited for money`
        : `${person} registered that the recipient declined the grant of decision no. ${decision} on ${declinedOn}, which waited for money`,
    why: ({ grounds }) => grounds,
  },
  DecisionFlagged: {
    what: ({ decision, person, of }) =>
      of && leavesGrant(of)
        ? `${person} has a conflict of interest and had a part in ${naming(of)}: it is looked at and upheld, or decided again`
        : `${person} has a conflict of interest and had a part in decision no. ${decision}: nothing is paid until it is upheld or taken again`,
  },
  DecisionUpheld: {
    what: ({ decision, person }) => `${person} upheld decision no. ${decision}`,
    why: ({ grounds }) => grounds,
  },
  FlaggedChangesAnnulled: {
    what: ({ person, of }) =>
      `${person} has ${of.map(naming).join(' and ')} decided again` +
      (of.every(leavesGrant) ? '' : ': nothing is paid until what stands without it is upheld'),
    why: ({ grounds }) => grounds,
  },
  StandInNamed: {
    what: ({ decision, person, namedBy }) => `${namedBy} named ${person} to look at decision no. ${decision}`,
    why: ({ grounds }) => grounds,
  },
  ReviewNoticeSent: {
    what: ({ decision, person, body, sentOn }) =>
      `${person} of ${body} told the party on ${sentOn} that decision no. ${decision} is reviewed`,
  },
  OwnReversalProposed: {
    what: ({ decision, proposer, newDecision, detriment }) =>
      `${proposer} proposed to reverse decision no. ${decision} of own motion` +
      (newDecision
        ? `: ${decidedTo(newDecision.outcome, newDecision.amount)}`
        : ', and assess the case again') +
      (detriment ? ', to the party’s detriment' : ''),
    why: ({ grounds }) => grounds,
    inner: 'A decision was proposed',
  },
  OwnReversalReturned: {
    what: ({ person }) => `${person} let the decision stand that was proposed to be reversed`,
    why: ({ grounds }) => grounds,
    inner: 'A proposed decision was returned',
  },
  OwnReversalApproved: {
    what: ({ decision, approver, body, detriment }) =>
      `${approver}${body === 'superior' ? ' of the superior body' : ''} reversed decision no. ${decision} of own motion` +
      (detriment ? ', to the party’s detriment' : ''),
  },
  ApplicationReopened: {
    what: ({ decision, person, reversal }) =>
      reversal !== undefined
        ? `Decision no. ${decision} was annulled of own motion: the case is assessed again`
        : person === undefined
          ? `Decision no. ${decision} was annulled on appeal: the case is assessed again`
          : `${person} has decision no. ${decision} taken again: the case is assessed again`,
    why: ({ grounds }) => grounds,
  },
};

function proposedTo(outcome: DecisionOutcome, amount: Money): string {
  if (outcome === 'granted') return `to grant ${formatMoney(amount)}`;
  return outcome === 'rejected' ? 'to reject the application' : 'to find the application inadmissible';
}

function decidedTo(outcome: DecisionOutcome, amount: Money): string {
  return outcome === 'granted' ? `${formatMoney(amount)} granted` : `the application is ${outcome}`;
}

const AFTER: Readonly<Record<Replacing, string>> = {
  appeal: 'on appeal',
  reversal: 'by reversal',
  'own-motion': 'by reversal of own motion',
  superior: 'by reversal of the superior body',
};

function instalments(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' in one instalment' : ` in ${count} instalments`;
}

function plan(currency: string, planned: readonly PlannedYear[] = []): string {
  if (planned.length === 0) return '';
  const years = planned.map(({ year, amount }) => `${year}: ${formatMoney({ amount, currency })}`);
  return `, planned beyond it ${years.join(', ')}`;
}

function naming(each: DecidedElsewhere): string {
  switch (each.kind) {
    case 'recovery':
      return 'a claim for repayment';
    case 'refusal':
      return `refusal no. ${each.number} of an amendment`;
    case 'appeal':
      return 'the outcome of an appeal';
    default:
      return `${each.kind} no. ${each.number}`;
  }
}
