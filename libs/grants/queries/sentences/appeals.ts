import { arrived } from '#eventsourcing/arrivals.js';
import { formatMoney } from '#money/format.js';
import type { Money } from '#money/money.js';
import type { AppealEvent, Appealed, OtherAppellantEvent, ReplacedContent } from '../../contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

/** Why there is nothing left that an appeal could be against. */
const OVERTAKEN: Readonly<Record<Appealed['kind'], string>> = {
  decision: 'Another decision took the place of the one appealed against',
  dismissal: 'The dismissed appeal is treated after all, or what it is against does not stand any more',
  revocation: 'The revocation does not stand any more',
  amendment: 'The amendment does not stand any more',
  refusal: 'The request is decided on again',
  recovery: 'The claim fell with what it rests on',
};

/** What the events of appeals tell. */
export const APPEAL_SENTENCES: SentencesOf<Exclude<AppealEvent, OtherAppellantEvent>> = {
  AppealSubmitted: {
    what: ({ appellant, other, against, late, deadline, outerLimit, arrival }) =>
      `${other ? `${other.name ?? 'Somebody'}, who did not apply,` : (appellant ?? 'The applicant')} appealed against ${appealed(against)}` +
      (late ? `, later than ${deadline === undefined ? outerLimit : deadline}` : '') +
      arrived(arrival),
    why: ({ grounds }) => grounds,
  },
  AppealDeadlineMoved: {
    what: ({ deadline, before, late }) =>
      `The last day to appeal is ${deadline}, not ${before}: the appeal is ${late ? 'late' : 'in time'}`,
  },
  AppealImpartialityDeclared: {
    what: ({ person, conflict }) =>
      `${person} declared ${conflict ? 'a' : 'no'} conflict of interest in the appeal`,
    why: ({ statement }) => statement,
    inner: 'An official declared on impartiality in the appeal',
  },
  AppealPreparationBegun: {
    what: ({ caseworker }) => `${caseworker} took the appeal up`,
    inner: 'The appeal was taken up',
  },
  LateAppealAccepted: {
    what: ({ person }) => `${person} accepted the appeal although it was late`,
    why: ({ grounds }) => grounds,
  },
  AppealDismissalProposed: {
    what: ({ proposer }) => `${proposer} proposed to dismiss the appeal`,
    why: ({ grounds }) => grounds,
    inner: 'An outcome of the appeal was proposed',
  },
  AppealDismissed: { what: ({ approver }) => `${approver} dismissed the appeal` },
  ReversalProposed: {
    what: ({ proposer, newDecision, amount, detriment }) =>
      `${proposer} proposed to reverse the decision${inPart(amount)}${instead(newDecision)}${toDetriment(detriment)}`,
    why: ({ grounds }) => grounds,
    inner: 'An outcome of the appeal was proposed',
  },
  AppealReversed: {
    what: ({ approver, against, newDecision, amount, detriment }) =>
      `${approver} reversed ${appealed(against)}${inPart(amount, against)}${instead(newDecision)}${toDetriment(detriment)}`,
  },
  AppealForwarded: {
    what: ({ person, appealBody }) => `${person} forwarded the appeal to ${appealBody}`,
    why: ({ statement }) => statement,
  },
  AppealLetStand: {
    what: ({ decider }) => `${decider} of the appeal body let the decision stand`,
    why: ({ grounds }) => grounds,
  },
  AppealChangedDecision: {
    what: ({ decider, against, newDecision, amount, detriment }) =>
      `${decider} of the appeal body changed ${appealed(against)}${inPart(amount, against)}${instead(newDecision)}${toDetriment(detriment)}`,
    why: ({ grounds }) => grounds,
  },
  AppealAnnulledDecision: {
    what: ({ decider, against }) => `${decider} of the appeal body annulled ${appealed(against)}`,
    why: ({ grounds }) => grounds,
  },
  AppealWithdrawn: {
    what: ({ byOther }) => `${byOther ? 'Whoever appealed' : 'The applicant'} withdrew the appeal`,
    why: ({ grounds }) => grounds,
  },
  AppealReopened: {
    what: ({ deadline }) =>
      deadline === undefined
        ? 'The dismissal of the appeal did not hold: it is treated after all'
        : `By the corrected receipt the last day to appeal was ${deadline}: the appeal that was dismissed is treated after all`,
  },
  AppealSuperseded: {
    what: ({ retaken, ended, overtaken, person }) => {
      const over = 'the appeal is over, and the new decision can be appealed against';
      if (overtaken !== undefined) {
        const found = person === undefined ? '' : `${person} closed the appeal. `;
        return `${found}${OVERTAKEN[overtaken]}: the appeal is over`;
      }
      if (ended !== undefined) return `Decision no. ${ended} ended the grant: ${over}`;
      return `The decision ${retaken === undefined ? 'was reversed of own motion' : 'is taken again'}: ${over}`;
    },
  },
  OutcomeOmitted: {
    what: () => 'An outcome that payouts waited for was not made',
    inner: 'The appeal was looked at',
  },
  ProvisionalReplyBecameDue: {
    what: () => 'The time to answer the appeal passed: a provisional reply is due',
  },
  ProvisionalReplySent: {
    what: ({ expectedBy }) =>
      'A provisional reply was sent' +
      (expectedBy === undefined ? '' : `: an outcome is expected by ${expectedBy}`),
    why: ({ text }) => text,
  },
  DetrimentNoticeSent: {
    what: ({ sentOn }) => `The party was told on ${sentOn} that the decision may be changed to its detriment`,
  },
  EnforcementDeferred: {
    what: ({ until }) =>
      `The decision is not enforced until ${until === undefined ? 'the appeal is decided' : until}`,
    why: ({ grounds }) => grounds,
  },
  AppealCostsCovered: {
    what: ({ amount }) => `Costs of ${formatMoney(amount)} are covered`,
    why: ({ grounds }) => grounds,
  },
  AppealOutcomeNotified: {
    what: ({ receivedOn, representation, appealDeadline }) =>
      `Notice of the outcome was received on ${receivedOn}` +
      (representation === undefined ? '' : ' by the representative of the party') +
      (appealDeadline === undefined ? '' : `; it may be appealed against until ${appealDeadline}`),
  },
  OutcomeReceiptCorrectionProposed: {
    what: ({ proposer, receivedOn }) =>
      `${proposer} proposed that notice of the outcome was received on ${receivedOn}`,
    why: ({ grounds }) => grounds,
    inner: 'Another day of receipt was proposed',
  },
  OutcomeReceiptCorrected: {
    what: ({ approver, receivedOn, before, appealDeadline }) =>
      `${approver} approved that notice of the outcome was received on ${receivedOn}, not on ${before}` +
      (appealDeadline === undefined ? '' : `; it may be appealed against until ${appealDeadline}`),
    why: ({ grounds }) => grounds,
  },
  OutcomeReceiptCorrectionRejected: {
    what: ({ person, correction }) =>
      `${person} rejected correction no. ${correction} of the receipt of the outcome`,
    why: ({ grounds }) => grounds,
    inner: 'Another day of receipt was rejected',
  },
};

function appealed(against: Appealed): string {
  switch (against.kind) {
    case 'decision':
      return `decision no. ${against.number}`;
    case 'amendment':
      return `amendment no. ${against.number} of the grant`;
    case 'refusal':
      return `refusal no. ${against.number} of an amendment`;
    case 'dismissal':
      return 'the dismissal of an appeal';
    case 'revocation':
      return 'the revocation of the grant';
    case 'recovery':
      return 'the claim for repayment';
  }
}

function inPart(amount: Money | undefined, against?: Appealed): string {
  if (!amount) return '';
  const stays = { revocation: ' is in force', recovery: ' of it holds' } as const;
  const what = against?.kind === 'revocation' || against?.kind === 'recovery' ? stays[against.kind] : '';
  return ` in part: ${formatMoney(amount)}${what}`;
}

function toDetriment(detriment: object | undefined): string {
  return detriment ? ', to the party’s detriment' : '';
}

function instead(decision: Pick<ReplacedContent, 'outcome' | 'amount'> | undefined): string {
  if (!decision) return '';
  return decision.outcome === 'granted' ? `: ${formatMoney(decision.amount)} granted` : ': rejected';
}
