import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';
import { readFile } from 'node:fs/promises';
import type { Config } from '#hosting/config.js';
import { readJson } from '#text/i-json.js';
import { DevIssuer } from './dev-issuer.js';
import { TokenVerifier } from './token-verifier.js';

const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];

/** The verifier a configuration asks for. */
export async function tokenVerifierOf({
  identity,
  data,
}: Pick<Config, 'identity' | 'data'>): Promise<TokenVerifier> {
  if (identity.kind === 'dev') return new TokenVerifier((await DevIssuer.open(data)).rules);
  const { issuer, audience, jwks } = identity;
  const keys = /^https?:/.test(jwks) ? createRemoteJWKSet(new URL(jwks)) : await fileKeySet(jwks);
  return new TokenVerifier({ issuer, audience, algorithms: ALGORITHMS, keys });
}

/** Keys out of a file, which is read again when a token names a key that is not among them. */
export async function fileKeySet(path: string): Promise<JWTVerifyGetKey> {
  const load = async () => createLocalJWKSet(readJson(await readFile(path)) as JSONWebKeySet);
  let current = await load();
  return async (header, token) => {
    try {
      return await current(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      current = await load();
      return current(header, token);
    }
  };
}
