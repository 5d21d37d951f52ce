import { addDays } from '#calendar/oslo.js';
import type { Offer } from '#cqrs/offer.js';
import { RequestSupplement } from '../../application/applications/request-supplement.js';
import { SubmitSupplement } from '../../application/applications/submit-supplement.js';
import { offering, steps, type ApplicationFacts } from './application-facts.js';
import { assessmentOffers } from './assessment-offers.js';
import { decisionOffers } from './decision-offers.js';

/** Every command a person may send on the application of a case, with a body that fits it. */
export function applicationOffers(facts: ApplicationFacts): Offer[] {
  const own = applicantOffers(facts);
  if (!facts.official) return own;
  return [...own, requestOffer(facts), ...assessmentOffers(facts), ...decisionOffers(facts)];
}

function applicantOffers(facts: ApplicationFacts): Offer[] {
  const { caseId: id } = facts;
  const offer = offering(facts);
  const answer = { answer: 'The accounts are attached.' };
  return [
    steps(facts)('withdrawal', {
      type: 'WithdrawApplication',
      grounds: 'The project is financed otherwise.',
    }),
    offer('submit-supplement', 'supplement', answer, (context) => new SubmitSupplement(id, answer, context)),
  ];
}

function requestOffer(facts: ApplicationFacts): Offer {
  const { caseId: id, regulation, today } = facts;
  const items = ['The accounts of the last year.'];
  const request = regulation.supplement ? { items } : { items, dueOn: addDays(today, 14) };
  return offering(facts)(
    'request-supplement',
    'supplement-request',
    request,
    (context) => new RequestSupplement(id, request, context),
  );
}
