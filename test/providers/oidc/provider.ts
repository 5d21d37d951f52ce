import { createHash, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import { testAuthority } from '#access/identity/testing/certificates.js';
import { PARTS } from '../settled-case.js';
import { claimsOf, type Account } from './accounts.js';
import { CLIENTS, registered } from './clients.js';
import { keptInMemory } from './kept.js';
import { LOGIN_PATH, loginPage } from './login-page.js';

/** What Tilsagn is called by those who ask for tokens (RFC 8707). */
export const AUDIENCE = 'https://tilsagn.example.no';

/** An OpenID provider on this machine, over TLS. */
export interface OidcProvider {
  readonly issuer: string;
  /** Its authority, which nobody knows (PEM). */
  readonly ca: string;
  /** From now on it signs with the first of these keys, and shows all of them and no others. */
  useKeys(...keys: readonly JWK[]): void;
  close(): Promise<void>;
}

/** A new key to sign with. */
export async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
}

/** Starts the provider with these accounts, signing with one key. */
export async function startOidcProvider(accounts: readonly Account[], key: JWK): Promise<OidcProvider> {
  const { ca, cert, key: tlsKey } = await testAuthority();
  let serve: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = createServer({ cert, key: tlsKey }, (request, response) => serve(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lasting = { cookies: { keys: [randomUUID()] }, adapter: keptInMemory() };
  // Keys are part of a provider's configuration: it is started anew with others, as a provider is in operation.
  const useKeys = (...keys: readonly JWK[]) => {
    serve = serving(new Provider(issuer, { ...configuration(accounts, keys), ...lasting }), accounts);
  };
  useKeys(key);
  return {
    issuer,
    ca,
    useKeys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function serving(provider: Provider, accounts: readonly Account[]): RequestListener {
  const others = provider.callback();
  return (request, response) => {
    const served = request.url!.startsWith(LOGIN_PATH)
      ? loginPage(provider, accounts, request, response)
      : others(request, response);
    served.catch((error: Error) => response.destroy(error));
  };
}

const MINUTES = 60;

function configuration(accounts: readonly Account[], keys: readonly JWK[]): Configuration {
  return {
    clients: Object.values(CLIENTS).map(registered),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [...keys] },
    scopes: ['openid'],
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => LOGIN_PATH + uid },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_, id, { clientId }) =>
      createHash('sha256').update(`${clientId} ${id}`).digest('base64url'),
    extraTokenClaims(_, token) {
      if (token.kind === 'ClientCredentials') return claimsOf(PARTS.financeSystem);
      const { part, id } = accounts.find((account) => account.id === token.accountId)!;
      const actor = token.clientId === CLIENTS.assistant.id ? { act: { sub: CLIENTS.assistant.id } } : {};
      return { ...claimsOf(part), employee: id, ...actor };
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: 'cases',
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256', kid: keys[0]!.kid! } },
        }),
      },
    },
    ttl: {
      AccessToken: 5 * MINUTES,
      AuthorizationCode: MINUTES,
      ClientCredentials: 5 * MINUTES,
      Grant: 10 * MINUTES,
      IdToken: 5 * MINUTES,
      Interaction: 5 * MINUTES,
      RefreshToken: 10 * MINUTES,
      Session: 10 * MINUTES,
    },
  };
}
