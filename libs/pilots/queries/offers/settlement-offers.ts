import { offeringUnder, type Offer } from '#cqrs/offer.js';
import { ApproveSettlement } from '../../application/settlements/approve-settlement.js';
import { CalculateSettlement } from '../../application/settlements/calculate-settlement.js';
import { ReturnSettlement, ReviewSettlement } from '../../application/settlements/judge-settlement.js';
import { OrderStateShare } from '../../application/settlements/order-state-share.js';
import { RecordSharePayment } from '../../application/settlements/record-share-payment.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import type { Settlement } from '../../domain/settlement/state.js';

/** What may be sent on a settlement, with bodies made for where it stands; `today` is a calendar date. */
export function settlementOffers(
  { pilotId: id, currency }: KnownPilot,
  state: Settlement,
  today: string,
): Offer[] {
  const offer = offeringUnder(`/v1/pilots/${id}`);
  const version = state.status === 'none' ? 1 : state.current.version;
  const at = `settlements/${version}`;
  const grounds = 'The second cohort is to be measured first.';
  const owing =
    state.status === 'none' ? undefined : state.claims.find(({ claimed, paid }) => claimed > paid);
  const amount = { amount: owing === undefined ? 1 : owing.claimed - owing.paid, currency };
  const payment = { payer: owing?.payer ?? 'town', paidOn: today, reference: 'TOWN-1' };
  return [
    offer(
      'calculate-settlement',
      'settlements',
      {},
      (context) => new CalculateSettlement(id, { final: false }, context),
    ),
    offer(
      'calculate-final-settlement',
      'settlements',
      { final: true },
      (context) => new CalculateSettlement(id, { final: true }, context),
    ),
    offer(
      'review-settlement',
      `${at}/review`,
      {},
      (context) => new ReviewSettlement(id, { version }, context),
    ),
    offer(
      'return-settlement',
      `${at}/return`,
      { grounds },
      (context) => new ReturnSettlement(id, { version, grounds }, context),
    ),
    offer(
      'approve-settlement',
      `${at}/approval`,
      {},
      (context) => new ApproveSettlement(id, { version }, context),
    ),
    offer('order-state-share', 'state-share', {}, (context) => new OrderStateShare(id, {}, context)),
    offer(
      'record-share-payment',
      'share-payments',
      { ...payment, amount },
      (context) => new RecordSharePayment(id, { ...payment, ...amount }, context),
    ),
  ];
}
