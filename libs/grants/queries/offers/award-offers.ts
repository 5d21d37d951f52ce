import { addDays } from '#calendar/oslo.js';
import { offeringUnder, type Offer } from '#cqrs/offer.js';
import { AcceptAward } from '../../application/awards/accept-award.js';
import { ApproveAmendment } from '../../application/awards/approve-amendment.js';
import { CloseAward } from '../../application/awards/close-award.js';
import {
  contentOfAmendment,
  contentOfRevocation,
  type AmendmentBody,
} from '../../application/awards/content.js';
import { FulfilCondition } from '../../application/awards/fulfil-condition.js';
import { ProposeAmendment, ReturnAmendment } from '../../application/awards/propose-amendment.js';
import {
  ApproveRevocation,
  ForewarnRevocation,
  ProposeRevocation,
} from '../../application/awards/revocations.js';
import { releasedOf, wasAccepted, type AcceptedAward, type Award } from '../../domain/award/state.js';

/** What the offers on the award of a case are made of. */
export interface AwardFacts {
  readonly caseId: string;
  /** Calendar date. */
  readonly today: string;
  readonly state: Award;
}

/** Every command a person may send on the award of a case, with a body that fits it. */
export function awardOffers(facts: AwardFacts): Offer[] {
  const { caseId, state } = facts;
  const accept: Offer = {
    name: 'accept-award',
    method: 'POST',
    href: `/v1/awards/${caseId}/acceptance`,
    command: (context) => new AcceptAward(caseId, {}, context),
  };
  return wasAccepted(state) ? [accept, ...offersOn(facts, state)] : [accept];
}

function offersOn({ caseId: id, today }: AwardFacts, state: AcceptedAward): Offer[] {
  const offer = offeringUnder(`/v1/awards/${id}`);
  const { currency } = state.terms.amount;
  const evidence = { evidence: 'The lease was sent in.' };
  const amendment = {
    kind: 'conditions',
    addConditions: [{ text: 'What was learned is published.' }],
    grounds: 'Others want to do the same.',
  } satisfies AmendmentBody;
  const words = { grounds: 'As proposed.' };
  const giveBack = { grounds: 'The need is not documented.' };
  const forewarning = { grounds: 'The work was stopped.', replyBy: addDays(today, 21) };
  const kept = Math.max(0, Math.min(releasedOf(state), state.amount - 1));
  const revocation = { amountInForce: { amount: kept, currency }, grounds: 'The work was stopped.' };
  const closing = { note: 'All is paid and reported.' };
  const number = state.amendments;
  return [
    ...state.conditions
      .filter(({ fulfilled }) => !fulfilled)
      .map(({ number: condition }) =>
        offer(
          'fulfil-condition',
          `conditions/${condition}/fulfilment`,
          evidence,
          (context) => new FulfilCondition(id, { condition, ...evidence }, context),
        ),
      ),
    offer(
      'propose-amendment',
      'amendments',
      amendment,
      (context) => new ProposeAmendment(id, contentOfAmendment(amendment), context),
    ),
    ...(number === 0
      ? []
      : [
          offer(
            'approve-amendment',
            `amendments/${number}/approval`,
            words,
            (context) => new ApproveAmendment(id, { amendment: number, ...words }, context),
          ),
          offer(
            'return-amendment',
            `amendments/${number}/return`,
            giveBack,
            (context) => new ReturnAmendment(id, { amendment: number, ...giveBack }, context),
          ),
        ]),
    offer(
      'forewarn-revocation',
      'revocation-forewarning',
      forewarning,
      (context) => new ForewarnRevocation(id, forewarning, context),
    ),
    offer(
      'propose-revocation',
      'revocation',
      revocation,
      (context) => new ProposeRevocation(id, contentOfRevocation(revocation), context),
    ),
    offer(
      'approve-revocation',
      'revocation-approval',
      words,
      (context) => new ApproveRevocation(id, words, context),
    ),
    offer('close-award', 'closing', closing, (context) => new CloseAward(id, closing, context)),
  ];
}
