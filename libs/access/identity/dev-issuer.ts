import type { JWK } from 'jose';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { join } from 'node:path';
import { newId } from '#eventsourcing/ids.js';
import type { Role } from '../roles.js';
import { secretFile } from '#hosting/secret-file.js';
import type { TokenRules } from './token-verifier.js';

/** Whom a dev token stands for. */
export interface DevToken {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly organisation?: string;
  /** Seconds the token lasts; twelve hours when left out. */
  readonly ttl?: number;
}

const ISSUER = 'urn:tilsagn:dev-issuer';
const AUDIENCE = 'tilsagn';
const ALGORITHM = 'EdDSA';
const TWELVE_HOURS = 12 * 60 * 60;

/** Issues tokens for trying things out; each data folder has its own key, so a token counts there alone. */
export class DevIssuer {
  private constructor(private readonly key: JWK) {}

  /** The issuer of a data folder; its key is made on first use. */
  static async open(folder: string): Promise<DevIssuer> {
    const content = await secretFile(join(folder, 'dev-issuer.json'), newKey);
    return new DevIssuer(JSON.parse(content) as JWK);
  }

  /** What tokens of this issuer are checked by. */
  get rules(): TokenRules {
    const { d: _private, ...publicKey } = this.key;
    return {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      keys: { find: createLocalJWKSet({ keys: [publicKey] }), revision: 0 },
    };
  }

  /** A signed token. */
  async issue({ subject, roles, organisation, ttl = TWELVE_HOURS }: DevToken): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ roles, ...(organisation === undefined ? {} : { organisation }) })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.key.kid! })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + ttl)
      .sign(await importJWK(this.key, ALGORITHM));
  }
}

/** A token of a data folder's dev issuer. */
export async function issueDevToken(folder: string, token: DevToken): Promise<string> {
  return (await DevIssuer.open(folder)).issue(token);
}

async function newKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid: newId(), alg: ALGORITHM, use: 'sig' });
}
