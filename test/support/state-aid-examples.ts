import { documentOf, done, openScheme, prepareGrant, type Officials } from './scheme.js';
import type { SendExample } from './send-example.js';
import type { Person } from './system.js';

const RULES = {
  kind: 'de-minimis',
  limitEuroCents: 300_000_00,
  window: { years: 3 },
  registerWithin: { days: 20 },
};

/** Posts the examples of state aid: a rate, and the register entry of aid that was granted at it. */
export async function sendStateAidExamples(
  { manager, caseworker, decisionMaker }: Officials,
  applicant: Person,
  send: SendExample,
): Promise<void> {
  await send(manager, 'post', '/v1/currency-rates');
  const callId = await openScheme(manager, 'aid-examples', 100_000, { stateAid: RULES });
  const { id } = done(
    await applicant.post('/v1/applications', {
      callId,
      ...documentOf(100_000),
      stateAid: { group: [], otherAid: [] },
    }),
  );
  done(await applicant.post(`/v1/applications/${id}/submission`));
  await send(applicant, 'post', '/v1/applications/{id}/state-aid-declaration', id);
  await prepareGrant(caseworker, id, 100_000);
  const { position } = done(
    await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } }),
  );
  const { body } = await caseworker.get<{ items: { id: string }[] }>(
    `/v1/state-aid?case=${id}&after=${position}`,
  );
  await send(caseworker, 'post', '/v1/state-aid/{id}/register-entry', body.items[0]!.id);
}
