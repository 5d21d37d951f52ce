import type { Position } from '#eventsourcing/event.js';
import type { Assumptions } from '#importing/assumptions.js';
import { castOf, managerOf, type Pseudonym } from '#importing/officials.js';
import type { Programme } from '#importing/programmes.js';
import type { Grant } from '#importing/records/grant-record.js';
import { type Answered, type Gateways, RefusedByGateway } from './gateways.js';

/** What grants are played with over HTTP. */
export interface HttpStage {
  readonly gateways: Gateways;
  readonly assumed: Assumptions;
  readonly pseudonym: Pseudonym;
  /** Calendar date on which all of it happens. */
  readonly today: string;
}

const NAME_AT_MOST = 200;
const OTHER_SCHEMES = 'now-';

/** Id of a programme's scheme: not that of an import, whose grants are of other years. */
export function schemeOf({ schemeId }: Pick<Programme, 'schemeId'>): string {
  return OTHER_SCHEMES + schemeId;
}

/** Id of its call. */
function callOf(schemeId: string): string {
  return `${schemeId}-call`;
}

/** Sets up a programme's scheme, with the money for its grants in the year that it is, and a call that is open. */
export async function setUpOverHttp(
  { schemeId: imported, title, funder, currency, frames }: Programme,
  { gateways, assumed, today }: HttpStage,
): Promise<Position> {
  const [year, schemeId] = [Number(today.slice(0, 4)), schemeOf({ schemeId: imported })];
  const manager = managerOf(funder.id, assumed.subject);
  const post = (path: string, body: object) => gateways.post(manager, path, body, schemeId, path);
  await post('/v1/schemes', {
    code: schemeId,
    name: `${title} (${funder.name})`.slice(0, NAME_AT_MOST),
    ministry: funder.name.slice(0, NAME_AT_MOST),
    ...assumed.scheme,
    goal: title.slice(0, NAME_AT_MOST),
    currency,
    regulation: {
      version: '1',
      inForceFrom: `${year}-01-01`,
      criteria: assumed.criteria,
      multiYear: false,
      legalReferences: [],
    },
  });
  const money = frames.reduce((sum, { appropriation }) => sum + appropriation, 0);
  const amount = { amount: Math.max(1, money), currency };
  await post(`/v1/budgets/${schemeId}/appropriations`, { year, amount });
  const { position } = await post('/v1/calls', {
    code: callOf(schemeId),
    schemeId,
    regulationVersion: '1',
    title: title.slice(0, NAME_AT_MOST),
    frame: amount,
    opensAt: `${year}-01-01T00:00:00Z`,
    closesAt: `${year + 1}-12-31T00:00:00Z`,
  });
  return position;
}

/** Drives a grant from application to settled payout, as if all of it happened today; answers where that ends. */
export async function playOverHttp(
  grant: Grant,
  schemeId: string,
  { gateways, assumed, pseudonym, today }: HttpStage,
): Promise<Position> {
  const cast = castOf(grant, pseudonym, assumed.subject);
  const send = (who: keyof typeof cast, path: string, body: object = {}) =>
    gateways.post(cast[who], path, body, grant.id, path);
  const money = (amount: number) => ({ amount, currency: grant.currency });
  const granted = grant.amount > 0;
  const outcome = granted ? 'granted' : 'rejected';
  const { points, scoring, recommendation, grounds } = assumed[outcome];
  const { recipient } = grant;

  const { id } = await send('applicant', '/v1/applications', {
    callId: callOf(schemeId),
    applicant: {
      name: recipient.name.slice(0, NAME_AT_MOST),
      kind: recipient.kind,
      account: assumed.account(recipient.id),
    },
    title: grant.title.slice(0, NAME_AT_MOST),
    amount: money(grant.applied),
  });
  const at = (step: string) => `/v1/applications/${id}/${step}`;
  await send('applicant', at('submission'));
  await send('caseworker', at('assignment'));
  await send('caseworker', at('impartiality'), { conflict: false });
  const scores = assumed.criteria.map((criterion) => ({
    criterion: criterion.code,
    score: points(criterion),
    rationale: scoring,
  }));
  await send('caseworker', at('scores'), { scores });
  const amount = money(grant.amount);
  await send('caseworker', at('recommendation'), { outcome, amount, rationale: recommendation });
  const schedule = granted ? [{ dueDate: today, amount }] : [];
  await send('caseworker', at('proposal'), { outcome, amount, grounds, schedule });
  await send('decisionMaker', at('approval'), { impartiality: { conflict: false } });
  const notified = await send('caseworker', at('notification'), { channel: 'portal' });
  if (!granted) return notified.position;
  const accepted = await send('applicant', `/v1/awards/${id}/acceptance`);
  if (grant.paid === 0) return accepted.position;

  const payout = await payoutOf(id, accepted, cast.attester, gateways);
  const pay = (step: string) => `/v1/payouts/${payout}/${step}`;
  const declared = { impartiality: { conflict: false } };
  await send('attester', pay('attestation'), declared);
  await send('approver', pay('approval'), declared);
  await send('finance', pay('instruction'));
  const settled = await send('finance', pay('settlement'), {
    status: 'settled',
    settledOn: today,
    bankReference: assumed.bankReference(payout),
    ...(grant.paid < grant.amount && { amount: money(grant.paid) }),
  });
  return settled.position;
}

/** The payout that was opened for a case when its grant was accepted. */
async function payoutOf(
  id: string,
  { position }: Answered,
  attester: Parameters<Gateways['get']>[0],
  gateways: Gateways,
): Promise<string> {
  const { items } = await gateways.get<{ readonly items: readonly { readonly id: string }[] }>(
    attester,
    `/v1/payouts?case=${id}`,
    position,
  );
  const [payout] = items;
  if (!payout) throw new RefusedByGateway('no-payout', `no payout was opened for case ${id}`);
  return payout.id;
}
