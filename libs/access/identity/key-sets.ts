import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';
import { readFile } from 'node:fs/promises';
import type { Config } from '#hosting/config.js';
import { readJson } from '#text/i-json.js';
import type { IssuerConfig, KeysConfig } from './config/issuer-config.js';
import { DevIssuer } from './dev-issuer.js';
import { TokenVerifier, type TrustedIssuer, type VerifierOptions } from './token-verifier.js';

/** The verifier a configuration asks for. */
export async function tokenVerifierOf(
  { identity, data }: Pick<Config, 'identity' | 'data'>,
  options: VerifierOptions = {},
): Promise<TokenVerifier> {
  if (identity.kind === 'dev') return new TokenVerifier([(await DevIssuer.open(data)).trusted], options);
  return new TokenVerifier(await Promise.all(identity.issuers.map(trusted)), options);
}

async function trusted(rules: IssuerConfig): Promise<TrustedIssuer> {
  return { rules, keys: { find: await keySet(rules.keys), revision: 0 } };
}

async function keySet(keys: KeysConfig): Promise<JWTVerifyGetKey> {
  if (keys.kind === 'file') return fileKeySet(keys.path);
  if (keys.kind === 'discovery') throw new Error('keys are not found by discovery yet');
  return createRemoteJWKSet(new URL(keys.url));
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
