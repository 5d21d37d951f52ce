import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, type JWK } from 'jose';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { personOf, startOn, type Environment, type System } from '#test/support/system.js';
import { accountOf, accountsOfParts } from './oidc/accounts.js';
import { Browser } from './oidc/browser.js';
import { CLIENTS, LISTED, type Client } from './oidc/clients.js';
import { trusting, type Ask } from './oidc/https.js';
import { AUDIENCE, signingKey, startOidcProvider, type OidcProvider } from './oidc/provider.js';
import { RelyingParty } from './oidc/relying-party.js';
import { PARTS, playSettledCase, SETTLED_HISTORY, type PartName, type SettledCase } from './settled-case.js';

describe('a production server whose people sign in at an OpenID provider', () => {
  const accounts = accountsOfParts();
  const settings = temporaryFolder();
  const folder = temporaryFolder();
  let provider: OidcProvider;
  let ask: Ask;
  let env: Environment;
  let system: System;
  let firstKey: JWK;
  let played: SettledCase;

  beforeAll(async () => {
    firstKey = await signingKey();
    provider = await startOidcProvider(accounts, firstKey);
    ask = trusting(provider.ca);
    writeFileSync(join(settings.path, 'ca.pem'), provider.ca);
    env = {
      TILSAGN_MODE: 'production',
      TILSAGN_OIDC_ISSUER: provider.issuer,
      TILSAGN_OIDC_AUDIENCE: AUDIENCE,
      TILSAGN_OIDC_CLIENTS: LISTED.map(({ id }) => id).join(),
      TILSAGN_OIDC_CA: join(settings.path, 'ca.pem'),
    };
    system = await startOn(folder, env);
  });
  afterAll(async () => {
    await system?.stop();
    await provider?.close();
    folder.remove();
    settings.remove();
  });

  const through = (client: Client) => RelyingParty.at(provider.issuer, ask, client);
  const signIn = async (
    who: PartName,
    client: Client = CLIENTS.portal,
    resource: string | undefined = AUDIENCE,
  ) => (await through(client)).signIn(accountOf(accounts, who), resource);
  const ownToken = async () => (await (await through(CLIENTS.financeSystem)).ownToken(AUDIENCE)).access_token;
  const tokenOf = async (who: PartName) =>
    'machine' in PARTS[who] ? ownToken() : (await signIn(who)).access_token;
  const me = (token: string, { url } = system) => personOf(url, 'whoever this is', token).get('/v1/me');

  describe('the sign-in', () => {
    it('ends at the redirect URI with an access token for Tilsagn that says roles and organisation', async () => {
      const { access_token: token } = await signIn('caseworker');
      expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', kid: firstKey.kid });
      expect(decodeJwt(token)).toMatchObject({
        sub: accountOf(accounts, 'caseworker').id,
        aud: AUDIENCE,
        client_id: 'portal',
        ...PARTS.caseworker,
      });
      expect(await me(token)).toMatchObject({
        status: 200,
        body: { subject: accountOf(accounts, 'caseworker').id, client: 'portal', acting: PARTS.caseworker },
      });
    });

    it('goes no further with a wrong password', async () => {
      const portal = await through(CLIENTS.portal);
      const wrong = { ...accountOf(accounts, 'caseworker'), password: 'wrong' };
      await expect(portal.signIn(wrong, AUDIENCE)).rejects.toThrow('and not to the redirect URI');
    });

    it('begins at no request without a PKCE challenge', async () => {
      const { url } = (await through(CLIENTS.portal)).begin(AUDIENCE);
      for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name);
      const arrival = await new Browser(ask, provider.issuer).open(url);
      expect(arrival).toMatchObject({ kind: 'left' });
      expect(arrival.url.searchParams.get('error')).toBe('invalid_request');
    });

    it('is of use to nobody who began another', async () => {
      const portal = await through(CLIENTS.portal);
      const arrived = await portal.arrival(portal.begin(AUDIENCE), accountOf(accounts, 'caseworker'));
      await expect(portal.finish(portal.begin(AUDIENCE), arrived, AUDIENCE)).rejects.toThrow(
        'the state is not that of the sign-in',
      );
    });

    it('is of use to nobody who holds another verifier', async () => {
      const portal = await through(CLIENTS.portal);
      const begun = portal.begin(AUDIENCE);
      const arrived = await portal.arrival(begun, accountOf(accounts, 'caseworker'));
      const { verifier } = portal.begin(AUDIENCE);
      await expect(portal.finish({ ...begun, verifier }, arrived, AUDIENCE)).rejects.toThrow('invalid_grant');
    });
  });

  describe('a case from application to settled payout', () => {
    beforeAll(async () => {
      played = await playSettledCase({ baseUrl: system.url, tokenOf });
    });

    it('is played by people who signed in and a machine with a token of its own', () => {
      expect(played.view).toMatchObject({
        state: 'paid',
        granted: { amount: 300_000 },
        paid: { amount: 300_000 },
        payouts: [{ status: 'settled' }],
      });
      expect(played.history).toEqual(SETTLED_HISTORY);
    });

    it('names everybody as the provider does, the machine by its client', () => {
      const expected = accounts.map(({ login, id }) => [login, id]);
      expect(played.subjects).toEqual({ ...Object.fromEntries(expected), financeSystem: 'finance-system' });
    });

    it('takes two persons where the law wants two, and leaves the machine what finance may do', () => {
      expect(played.refused).toEqual({
        ownProposal: 'urn:tilsagn:problem:four-eyes',
        machineAttests: 'urn:tilsagn:problem:forbidden',
        machineApproves: 'urn:tilsagn:problem:forbidden',
      });
    });

    it('is not decided in person by a client that acts for somebody', async () => {
      const approve = async (token: string) =>
        personOf(system.url, 'decisionMaker', token).post(`/v1/applications/${played.id}/approval`, {
          impartiality: { conflict: false },
        });
      const { access_token: forAnother } = await signIn('decisionMaker', CLIENTS.assistant);
      expect(await approve(forAnother)).toMatchObject({
        status: 403,
        body: { type: 'urn:tilsagn:problem:acts-for-another' },
      });
      expect(await approve(await tokenOf('decisionMaker'))).toMatchObject({ status: 409 });
    });
  });

  describe('what is no access token for Tilsagn is refused by its name:', () => {
    it.each<[string, () => Promise<string>, string]>([
      ['an ID token', async () => (await signIn('caseworker')).id_token!, 'this is an ID token'],
      ['a refresh token', async () => (await signIn('caseworker')).refresh_token!, 'this is no signed token'],
      [
        'an access token that was asked for without a resource',
        async () =>
          (await (await through(CLIENTS.portal)).signIn(accountOf(accounts, 'caseworker'))).access_token,
        'this is no signed token',
      ],
      [
        'an access token for another service',
        async () => (await signIn('caseworker', CLIENTS.portal, 'https://canteen.example.no')).access_token,
        "the claim 'aud' does not fit this service",
      ],
      [
        'a token of a client that is not listed',
        async () => (await signIn('caseworker', CLIENTS.canteen)).access_token,
        'none whose tokens count here',
      ],
    ])('%s', async (_, made, reason) => {
      const answer = await me(await made());
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain(reason);
    });

    it('and what a refresh token brings is the same person', async () => {
      const first = await signIn('caseworker');
      const again = await (await through(CLIENTS.portal)).refresh(first.refresh_token!, AUDIENCE);
      expect(again.access_token).not.toBe(first.access_token);
      expect(await me(again.access_token)).toMatchObject({
        status: 200,
        body: { subject: accountOf(accounts, 'caseworker').id },
      });
    });
  });

  describe('one person through two clients with pairwise subjects', () => {
    const bothTokens = async () => [
      (await signIn('caseworker', CLIENTS.drafting)).access_token,
      (await signIn('caseworker', CLIENTS.deciding)).access_token,
    ];
    const differ = (values: readonly unknown[]) => new Set(values).size === values.length;

    it('has two subjects, as the two tokens show, and the discovery document says it may be so', async () => {
      const tokens = await bothTokens();
      expect(differ(tokens.map((token) => decodeJwt(token).sub))).toBe(true);
      const answers = await Promise.all(tokens.map((token) => me(token)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(differ(answers.map(({ body }) => body['subject']))).toBe(true);
      const { body } = await ask(new URL(`${provider.issuer}/.well-known/openid-configuration`));
      expect(JSON.parse(body)).toMatchObject({
        subject_types_supported: expect.arrayContaining(['pairwise']),
      });
    });

    it('is one person where another claim tells who it is', async () => {
      const other = temporaryFolder();
      const byEmployee = await startOn(other, { ...env, TILSAGN_OIDC_PERSON: 'employee' });
      try {
        const answers = await Promise.all((await bothTokens()).map((token) => me(token, byEmployee)));
        const { id } = accountOf(accounts, 'caseworker');
        expect(answers.map(({ body }) => body['subject'])).toEqual([id, id]);
      } finally {
        await byEmployee.stop();
        other.remove();
      }
    });
  });

  describe('when the provider changes its key', () => {
    const status = async (token: string) => (await me(token)).status;

    it('tokens of the new one are accepted at once, and those of the old one as long as it is shown', async () => {
      const old = await tokenOf('caseworker');
      provider.useKeys(await signingKey(), firstKey);
      const fresh = await tokenOf('caseworker');
      expect(decodeProtectedHeader(fresh).kid).not.toBe(firstKey.kid);
      expect([await status(fresh), await status(old)]).toEqual([200, 200]);
    });

    // Where no token of a new key comes, the next look at the keys is due after half a minute: that is tried where time
    // can be moved on, with the keys themselves.
    it('tokens of the one it took away are refused from the next look at its keys on', async () => {
      const taken = await signingKey();
      provider.useKeys(taken);
      const old = await tokenOf('caseworker');
      expect(await status(old)).toBe(200);
      provider.useKeys(await signingKey());
      expect(await status(await tokenOf('caseworker'))).toBe(200);
      const answer = await me(old);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('not issued for this service');
    });
  });
});
