import type { CryptoKey, JWK, JWTPayload } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An issuer's key pair, and its public half as a set shows it. */
export interface Signer {
  readonly key: CryptoKey;
  readonly jwk: JWK;
}

/** Claims of any kind, also such as no issuer should make. */
export type Claims = { readonly [name in keyof JWTPayload]: unknown };

/** A new key pair; the key is not named where there is no `kid`. */
export async function signer(kid?: string, alg = 'ES256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    key: privateKey,
    jwk: { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }), alg },
  };
}

/** An access token of `https://id.example` for this service, which lasts for a minute unless claims say otherwise. */
export function sign({ key, jwk }: Signer, claims: Claims = {}): Promise<string> {
  const payload: Claims = {
    iss: 'https://id.example',
    aud: 'tilsagn',
    sub: 'alice',
    roles: ['applicant'],
    exp: Math.floor(Date.now() / 1000) + 60,
    ...claims,
  };
  const { alg, kid } = jwk;
  return new SignJWT(payload as JWTPayload)
    .setProtectedHeader({ alg: alg!, ...(kid === undefined ? {} : { kid }) })
    .sign(key);
}
