import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { blocksOf } from '#test/support/page-blocks.js';
import { personOf, startOn, type System } from '#test/support/system.js';
import { KeycloakRealm } from './keycloak/admin.js';
import { keycloakAtHand } from './keycloak/at-hand.js';
import { type Keycloak, loginBlocks, startKeycloak } from './keycloak/keycloak.js';
import { peopleOfCase, TITLE } from './keycloak/people.js';
import { PersonAtKeycloak } from './keycloak/person.js';
import { Browser } from './oidc/browser.js';
import { type RegisteredClient, RelyingParty } from './oidc/relying-party.js';
import { PARTS, playSettledCase, SETTLED_HISTORY, type PartName, type SettledCase } from './settled-case.js';

const suite = keycloakAtHand() ? describe : describe.skip;

/** The first time Keycloak is fetched. */
const FETCHED_MS = 900_000;
const FIELDS = { login: 'username', password: 'password' };
const PORTAL = { id: 'portal', redirectUri: 'http://127.0.0.1/signed-in', scope: 'openid' };

suite('with a Keycloak', () => {
  let keycloak: Keycloak;
  beforeAll(async () => {
    keycloak = await startKeycloak();
  }, FETCHED_MS);
  afterAll(() => keycloak?.end());

  describe('and the realm that ships, a production server', () => {
    const people = peopleOfCase();
    const folder = temporaryFolder();
    const ids = new Map<PartName, string>();
    let realm: KeycloakRealm;
    let machine: RegisteredClient;
    let system: System;

    beforeAll(async () => {
      realm = await KeycloakRealm.import(keycloak, 'state');
      for (const [name, person] of people) ids.set(name, await realm.add(person));
      const account = await realm.user('service-account-finance');
      await realm.change(`users/${account.id}`, {
        attributes: { organisation: [PARTS.financeSystem.organisation] },
      });
      ids.set('financeSystem', account.id);
      machine = await withSecret('finance');
      system = await startOn(folder, {
        TILSAGN_MODE: 'production',
        TILSAGN_OIDC_ISSUER: realm.issuer,
        TILSAGN_OIDC_AUDIENCE: 'tilsagn',
        TILSAGN_OIDC_CLIENTS: 'portal,finance,assistant',
        TILSAGN_OIDC_PROGRAMS: 'finance,assistant',
        TILSAGN_OIDC_PROFILE: 'keycloak',
        TILSAGN_OIDC_CA: keycloak.ca,
      });
    });
    afterAll(async () => {
      await system?.stop();
      folder.remove();
    });

    const withSecret = async (id: string): Promise<RegisteredClient> => {
      const { secret } = await realm.client(id);
      return { id, secret: secret as string, scope: 'openid' };
    };
    const through = (client: RegisteredClient) => RelyingParty.at(realm.issuer, keycloak.ask, client, FIELDS);
    const credentials = (who: PartName) => {
      const { username: login, password } = people.get(who)!;
      return { login, password };
    };
    const signIn = async (who: PartName, client: RegisteredClient = PORTAL) =>
      (await through(client)).signIn(credentials(who));
    const ownToken = async () => (await (await through(machine)).ownToken()).access_token;
    const tokenOf = async (who: PartName) =>
      'machine' in PARTS[who] ? ownToken() : (await signIn(who)).access_token;
    const me = (token: string) => personOf(system.url, 'whoever this is', token).get('/v1/me');

    /** A further client of the realm, which no test of the file that ships needs. */
    const addClient = async (id: string, members: object): Promise<RegisteredClient> => {
      const redirectUri = `https://${id}.example/signed-in`;
      await realm.create('clients', {
        clientId: id,
        secret: randomUUID(),
        redirectUris: [redirectUri],
        defaultClientScopes: ['basic', 'roles', 'tilsagn'],
        ...members,
      });
      return { ...(await withSecret(id)), redirectUri };
    };

    describe('lets people in who sign in with PKCE, and', () => {
      it('takes them for who they are there, with their role in their organisation', async () => {
        const { access_token: token } = await signIn('attester');
        expect(await me(token)).toMatchObject({
          status: 200,
          body: { subject: ids.get('attester'), client: 'portal', acting: PARTS.attester },
        });
      });

      it('knows what they are called', async () => {
        const { access_token: token } = await signIn('attester');
        expect(await personOf(system.url, 'attester', token).get('/v1/people/me')).toMatchObject({
          status: 200,
          body: { subject: ids.get('attester'), name: 'Kari attester', title: TITLE },
        });
      });

      it.each<[string, (login: URL) => void]>([
        ['without a challenge', unproven],
        ['with one that gives the verifier away', plainly],
      ])('nobody %s', async (_, spoil) => {
        const { url } = (await through(PORTAL)).begin();
        spoil(url);
        const { kind, url: arrived } = await new Browser(keycloak.ask, realm.issuer).open(url);
        expect([kind, arrived.searchParams.get('error')]).toEqual(['left', 'invalid_request']);
      });

      it('nobody with the verifier of another sign-in', async () => {
        const portal = await through(PORTAL);
        const begun = portal.begin();
        const arrived = await portal.arrival(begun, credentials('attester'));
        const { verifier } = portal.begin();
        await expect(portal.finish({ ...begun, verifier }, arrived)).rejects.toThrow('invalid_grant');
      });

      it('nobody with a wrong password', async () => {
        const wrong = { ...credentials('attester'), password: 'wrong' };
        await expect((await through(PORTAL)).signIn(wrong)).rejects.toThrow('and not to the redirect URI');
      });
    });

    it('takes nobody for somebody of another organisation because they say so to Keycloak', async () => {
      const { login, password } = credentials('attester');
      const browser = new Browser(keycloak.ask, realm.issuer);
      const { url } = (await through(PORTAL)).begin();
      url.searchParams.set('kc_action', 'UPDATE_PROFILE');
      const page = await browser.open(url);
      if (page.kind !== 'page') throw new Error('there was no login page');
      const profile = await browser.submit(page, { username: login, password });
      if (profile.kind !== 'page') throw new Error('the profile was not asked for');
      await browser.submit(profile, { organisation: 'elsewhere' });
      expect((await me((await signIn('attester')).access_token)).body).toMatchObject({
        acting: PARTS.attester,
      });
    });

    describe('plays a case from application to settled payout, in which', () => {
      let played: SettledCase;
      beforeAll(async () => {
        played = await playSettledCase({ baseUrl: system.url, tokenOf });
      });

      it('people who signed in and a machine with a token of its own do all there is to do', () => {
        expect(played.view).toMatchObject({
          state: 'paid',
          granted: { amount: 300_000 },
          paid: { amount: 300_000 },
          payouts: [{ status: 'settled' }],
        });
        expect(played.history).toEqual(SETTLED_HISTORY);
      });

      it('everybody is called as Keycloak calls them, the machine by its service account', () => {
        expect(played.subjects).toEqual(Object.fromEntries(ids));
      });

      it('two persons do what takes two, and the machine what finance may', () => {
        expect(played.refused).toEqual({
          ownProposal: 'urn:tilsagn:problem:four-eyes',
          machineAttests: 'urn:tilsagn:problem:forbidden',
          machineApproves: 'urn:tilsagn:problem:forbidden',
        });
      });

      it('the machine decides nothing, whatever roles Keycloak gives it', async () => {
        await realm.give(ids.get('financeSystem')!, ['decision-maker']);
        const finance = personOf(system.url, 'financeSystem', await ownToken());
        const approval = `/v1/applications/${played.id}/approval`;
        expect(await finance.post(approval, { impartiality: { conflict: false } })).toMatchObject({
          status: 403,
          body: { type: 'urn:tilsagn:problem:not-a-person' },
        });
      });
    });

    describe('refuses by its name', () => {
      it.each<[string, () => Promise<string>, string]>([
        ['an ID token', async () => (await signIn('caseworker')).id_token!, 'this is an ID token'],
        [
          'a refresh token',
          async () => (await signIn('caseworker')).refresh_token!,
          'this is a refresh token',
        ],
        [
          'a token of a client that is not listed',
          async () => (await signIn('caseworker', await addClient('canteen', {}))).access_token,
          'none whose tokens count here',
        ],
        [
          'a token of a client without the scope tilsagn',
          async () => {
            const defaultClientScopes = ['basic', 'roles'];
            return (await signIn('caseworker', await addClient('laundry', { defaultClientScopes })))
              .access_token;
          },
          "the claim 'aud' does not fit this service",
        ],
      ])('%s', async (_, made, reason) => {
        const answer = await me(await made());
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toContain(reason);
      });
    });

    it('takes an exchanged token for one by which the client that got it acts for its person', async () => {
      const assistant = await addClient('assistant', {
        attributes: { 'standard.token.exchange.enabled': 'true' },
      });
      const portal = await realm.client('portal');
      await realm.create(`clients/${portal.id}/protocol-mappers/models`, {
        name: 'assistant',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-audience-mapper',
        config: { 'included.client.audience': 'assistant', 'access.token.claim': 'true' },
      });
      const { access_token: token } = await (
        await through(assistant)
      ).exchange((await signIn('caseworker')).access_token);
      expect(decodeJwt(token)).toMatchObject({ azp: 'assistant' });
      expect(decodeJwt(token)).not.toHaveProperty('act');
      expect(await me(token)).toMatchObject({
        status: 200,
        body: { subject: ids.get('caseworker'), client: 'assistant', actedBy: ['assistant'] },
      });
    });

    it('takes tokens of a new key at once, and none of one that was taken away since it last looked', async () => {
      const status = async (token: string) => (await me(token)).status;
      const old = await tokenOf('caseworker');
      const { kid } = decodeProtectedHeader(old);
      expect(await status(old)).toBe(200);
      await addKey(realm, 200);
      const fresh = await tokenOf('caseworker');
      expect(decodeProtectedHeader(fresh).kid).not.toBe(kid);
      expect([await status(fresh), await status(old)]).toEqual([200, 200]);

      await takeKeyAway(realm, kid!);
      // Without a token of a key that is new again it looks within half a minute.
      await addKey(realm, 300);
      expect(await status(await tokenOf('caseworker'))).toBe(200);
      const answer = await me(old);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('not issued for this service');
      expect(await status(fresh)).toBe(200);
    });
  });

  it('the pages bring one from nothing to a login of a person and one of a machine', async () => {
    const person = new PersonAtKeycloak(keycloak);
    try {
      await person.follow(loginBlocks());
      await person.follow(blocksOf('docs/identity.md', 'Keycloak'));
    } finally {
      await person.end();
    }
  });
});

/** As clients did before there was PKCE. */
function unproven({ searchParams }: URL): void {
  for (const name of ['code_challenge', 'code_challenge_method']) searchParams.delete(name);
}

/** The verifier itself is the challenge. */
function plainly({ searchParams }: URL): void {
  searchParams.set('code_challenge_method', 'plain');
}

/** A new key, which signs where none has a higher priority. */
function addKey(realm: KeycloakRealm, priority: number): Promise<void> {
  return realm.create('components', {
    name: `signs with priority ${priority}`,
    providerId: 'rsa-generated',
    providerType: 'org.keycloak.keys.KeyProvider',
    config: { priority: [String(priority)], enabled: ['true'], active: ['true'] },
  });
}

async function takeKeyAway(realm: KeycloakRealm, kid: string): Promise<void> {
  const { keys } = await realm.get<{ keys: readonly { kid: string; providerId: string }[] }>('keys');
  const path = `components/${keys.find((key) => key.kid === kid)!.providerId}`;
  const { config } = await realm.get<{ config: object }>(path);
  await realm.change(path, { config: { ...config, enabled: ['false'], active: ['false'] } });
}
