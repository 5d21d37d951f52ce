import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testProvider } from '#access/identity/testing/test-provider.js';
import { caseIn, castOf, type Cast, openRichScheme } from '#test/support/case-states.js';
import { done } from '#test/support/scheme.js';
import {
  PeopleOfGateways,
  sharedStoresAtHand,
  type SharedSurroundings,
  type Started,
  startService,
  startSharedSurroundings,
} from '#test/support/shared-services.js';

const suite = (await sharedStoresAtHand()) ? describe : describe.skip;

/** The first time a server is fetched. */
const FETCHED_MS = 900_000;

suite('services that share their stores', () => {
  const started: Started[] = [];
  let around: SharedSurroundings;
  let gateways: readonly Started[];
  let firstOf: Record<'projector' | 'processes', Started>;
  let people: PeopleOfGateways;
  let cast: Cast;
  let callId: string;

  const start = async (kind: Parameters<typeof startService>[0]) => {
    const service = await startService(kind, around.env);
    started.push(service);
    return service;
  };

  beforeAll(async () => {
    around = await startSharedSurroundings();
    firstOf = { projector: await start('projector'), processes: await start('processes') };
    gateways = [await start('gateway'), await start('gateway')];
    people = new PeopleOfGateways(
      gateways.map(({ url }) => url),
      around.env,
    );
    cast = await castOf(people);
    callId = await openRichScheme(cast, 'shared');
  }, FETCHED_MS);
  afterAll(async () => {
    for (const { service } of started.toReversed()) await service.close();
    await around?.remove();
  });

  const payoutOf = async (id: string) => {
    const { body } = await cast.finance.get<{ items: { status: string }[] }>(`/v1/payouts?case=${id}`);
    return body.items.map(({ status }) => status);
  };

  it('take a case from application to payout, through whichever gateway a request comes', async () => {
    const { id } = await caseIn('paid', cast, callId);
    expect(await payoutOf(id)).toEqual(['settled']);
    const shown = gateways.map(async ({ url }) => {
      const of = await new PeopleOfGateways([url], around.env).as('dina', 'finance', 'directorate');
      return (await of.get<{ items: object[] }>(`/v1/payouts?case=${id}`)).body.items;
    });
    const [one, other] = await Promise.all(shown);
    expect(one).toHaveLength(1);
    expect(other).toEqual(one);
  });

  it('stand in for each other: what follows from commands goes on when one that did it ends', async () => {
    for (const kind of ['processes', 'projector'] as const) {
      const { id } = await caseIn('notified', cast, callId);
      const before = started.findIndex(({ url }) => url === firstOf[kind].url);
      const successor = await start(kind);
      await started[before]!.service.close();
      started.splice(before, 1);
      firstOf[kind] = successor;
      done(await cast.applicant.post(`/v1/awards/${id}/acceptance`));
      expect(await payoutOf(id)).toEqual(['due']);
    }
  });

  it('answer how they are, and to nothing else but the gateways', async () => {
    for (const { url, service } of started) {
      const ready = await fetch(`${url}/health/ready`);
      expect([await service.readiness.missing(), ready.status]).toEqual([[], 200]);
      const gateway = gateways.some((each) => each.url === url);
      expect((await fetch(`${url}/v1/me`)).status).toBe(gateway ? 401 : 404);
    }
  });

  it('ask no identity provider where they serve nobody', async () => {
    const provider = await testProvider();
    const { service } = await startService('processes', {
      ...around.env,
      TILSAGN_OIDC_ISSUER: 'https://id.example',
      TILSAGN_OIDC_AUDIENCE: 'tilsagn',
      TILSAGN_OIDC_JWKS: `${provider.url}/jwks`,
    });
    expect(await service.readiness.missing()).toEqual([]);
    await service.close();
    expect(provider.asked).toEqual([]);
    await provider.close();
  });

  it('ask for a position of the log, and wait for no other', async () => {
    const { body, status } = await cast.finance.get(`/v1/me?after-consequences=nowhere`);
    expect([status, body]).toMatchObject([400, { type: 'urn:tilsagn:problem:invalid-request' }]);
  });
});
