import * as examples from '#pilots/http/examples/pilots.js';
import { openPilotScheme, PARTNERS, payoutsOf, pilotCastOf, type PilotCast } from './pilot-cast.js';
import { pilotIn } from './pilot-states.js';
import { DIRECTORATE, done, openScheme, submitApplication, YEAR } from './scheme.js';
import type { SendExample, SendExampleWith } from './send-example.js';
import type { Person, System } from './system.js';
import { headOf, settled } from './time.js';

/** The examples of one pilot: whom they are sent by, below its path. */
type Send = (person: Person, path: string, ...ids: string[]) => Promise<{ readonly id: string }>;

/** Sends every example of pilots, nearly all of them to the pilot that the first one establishes. */
export async function sendPilotExamples(
  system: System,
  send: SendExample,
  sendWith: SendExampleWith,
): Promise<void> {
  const cast = await pilotCastOf(system);
  const { id } = await send(cast.manager, 'post', '/v1/pilots');
  const amount = { amount: 1_000_000_000_000, currency: 'NOK' };
  const budget = `/v1/budgets/${examples.pilot.schemeId}`;
  for (const year of [YEAR, YEAR + 1])
    done(await cast.manager.post(`${budget}/appropriations`, { year, amount }));
  done(await cast.manager.post(`${budget}/commitment-authorities`, { year: YEAR, amount }));
  const step: Send = (person, path, ...ids) => send(person, 'post', `/v1/pilots/{id}/${path}`, id, ...ids);
  const filled = (person: Person, path: string, members: Readonly<Record<string, unknown>>) =>
    sendWith(members, person, 'post', `/v1/pilots/{id}/${path}`, id);

  const superior = await system.as('sara', 'superior', DIRECTORATE);
  await send(cast.caseworker, 'post', '/v1/pilots/impartiality');
  await prepare(cast, superior, id, step);
  const callId = await openScheme(cast.manager, 'development', 1_000_000);
  const applicationId = await submitApplication(cast.town, callId, 1000);
  await filled(cast.caseworker, 'development-grants', { applicationId });
  await step(cast.caseworker, 'contract');
  const { body } = await cast.town.get<{ contract: { digest: string } }>(
    `/v1/pilots/${id}?after=${await headOf(system)}`,
  );
  for (const who of ['town', 'provider', 'otherDecisionMaker', 'decisionMaker'] as const)
    await filled(cast[who], 'contract/signature', { digest: body.contract.digest });
  await correctAccount(cast, step);
  await followUp(cast, step);
  await measure(cast, step);
  await settle(system, cast, id, step);
  await end(cast, send);
}

async function prepare(cast: PilotCast, superior: Person, id: string, step: Send): Promise<void> {
  await step(cast.caseworker, 'impartiality');
  await step(superior, 'impartiality-ruling');
  await step(cast.manager, 'framework');
  await step(cast.decisionMaker, 'framework/adoption');
  await step(cast.otherDecisionMaker, 'framework/adoption');
  await step(cast.caseworker, 'partners');
  await step(cast.caseworker, 'partners/removal');
  await step(cast.caseworker, 'partners');
  for (const [role, organisation] of [
    ['service-provider', PARTNERS.provider],
    ['evaluator', PARTNERS.evaluator],
    ['validator', PARTNERS.validator],
  ])
    done(await cast.caseworker.post(`/v1/pilots/${id}/partners`, { role, organisation, name: role }));
  await step(cast.caseworker, 'scenarios');
}

async function correctAccount({ town, finance, caseworker }: PilotCast, step: Send): Promise<void> {
  await step(town, 'account-corrections');
  await step(caseworker, 'account-corrections/{number}/rejection', '1');
  await step(finance, 'account-corrections');
  await step(caseworker, 'account-corrections/{number}/approval', '2');
}

async function followUp({ caseworker, provider }: PilotCast, step: Send): Promise<void> {
  await step(caseworker, 'visits');
  await step(caseworker, 'visits');
  await step(caseworker, 'visits/{visit}/report', '1');
  await step(caseworker, 'visits/{visit}/cancellation', '2');
  await step(provider, 'status-reports');
  await step(caseworker, 'risks');
  await step(caseworker, 'risks/{risk}/assessment', '1');
  await step(caseworker, 'risks/{risk}/closure', '1');
  await step(caseworker, 'cohorts');
  await step(caseworker, 'cohorts/{cohort}/closure', 'first');
  await step(caseworker, 'cohorts/{cohort}/recount', 'first');
  await step(provider, 'cohorts/{cohort}/service', 'first');
}

async function measure({ evaluator, validator, town }: PilotCast, step: Send): Promise<void> {
  const { id } = await step(evaluator, 'measurements');
  const about = (person: Person, what: string) => step(person, `measurements/{measurement}/${what}`, id);
  await about(town, 'dispute');
  await about(validator, 'dispute-dismissal');
  await about(evaluator, 'correction');
  await about(validator, 'verification');
}

async function settle(system: System, cast: PilotCast, id: string, step: Send): Promise<void> {
  const version = (person: Person, what: string, number: string) =>
    step(person, `settlements/{version}/${what}`, number);
  await step(cast.caseworker, 'settlements');
  await version(cast.otherCaseworker, 'review', '1');
  await version(cast.decisionMaker, 'return', '1');
  await step(cast.caseworker, 'settlements');
  await version(cast.otherCaseworker, 'review', '2');
  await version(cast.otherDecisionMaker, 'approval', '2');
  await version(cast.decisionMaker, 'approval', '2');
  await step(cast.finance, 'share-payments');
  const [payout] = await payoutsOf(cast.finance, id, await headOf(system));
  done(await cast.finance.post(`/v1/payouts/${payout!.id}/cancellation`, { grounds: 'A wrong account' }));
  await step(cast.finance, 'state-share');
  await lookAgain(system, cast, id, version);
}

/** Whoever reviewed it turns out to have a conflict. */
async function lookAgain(
  system: System,
  { otherCaseworker }: PilotCast,
  id: string,
  version: (person: Person, what: string, number: string) => Promise<unknown>,
): Promise<void> {
  done(await otherCaseworker.post(`/v1/pilots/${id}/impartiality`, { conflict: true }));
  await settled(system);
  const superior = await system.as('sara', 'superior', DIRECTORATE);
  await version(superior, 'stand-in', '2');
  await version(superior, 'upholding', '2');
}

/** What ends a pilot is sent to others. */
async function end(cast: PilotCast, send: SendExample): Promise<void> {
  const { otherDecisionMaker, decisionMaker } = cast;
  const step = (person: Person, path: string, id: string) =>
    send(person, 'post', `/v1/pilots/{id}/${path}`, id);
  await openPilotScheme(cast, 'pilots-that-end');
  const agreed = await pilotIn('agreed', cast, 'pilots-that-end');
  await step(otherDecisionMaker, 'termination', agreed.id);
  await step(decisionMaker, 'termination/rejection', agreed.id);
  await step(otherDecisionMaker, 'termination', agreed.id);
  await step(decisionMaker, 'termination/approval', agreed.id);
  const paid = await pilotIn('paid to the end', cast, 'pilots-that-end');
  await step(decisionMaker, 'closure', paid.id);
}
