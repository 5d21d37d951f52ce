import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Signs tokens as an OpenID provider does, whose keys stand in a file. */
export interface SigningProvider {
  token(claims: JWTPayload, typ?: string): Promise<string>;
}

/** A provider whose key set stands in a folder as `jwks.json`. */
export async function providerIn(folder: string): Promise<SigningProvider> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }];
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys }));
  return {
    token: (claims, typ = 'at+jwt') =>
      new SignJWT({ iss: 'https://id.example', aud: 'tilsagn', ...claims })
        .setProtectedHeader({ alg: 'ES256', typ, kid: 'k1' })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
  };
}

/** Asks with a token, or sends a body with it. */
export async function sendWith(bearer: string, url: string, body?: object) {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
