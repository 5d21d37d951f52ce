import type { JWK } from 'jose';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { join } from 'node:path';
import type { IssuerRules } from './config/issuer-config.js';
import { newId } from '#eventsourcing/ids.js';
import type { Role } from '../roles.js';
import { secretFile } from '#hosting/secret-file.js';
import { parseClaimPath } from './claims/claim-path.js';
import type { Membership } from './identity.js';
import type { TrustedIssuer } from './token-verifier.js';

/** Whom a dev token stands for. */
export interface DevToken {
  readonly subject: string;
  /** What the subject is in each organisation that is named, or for themselves where none is. */
  readonly roles: readonly Role[];
  readonly organisation?: string | readonly string[];
  /** What the subject is for each organisation, where that differs: instead of the two above. */
  readonly memberships?: readonly Membership[];
  /** What the subject is called. */
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  /** The client it is issued to. */
  readonly client?: string;
  /** Who acts for the subject with it, the last one first. */
  readonly actedBy?: readonly string[];
  /** Seconds the token lasts; twelve hours when left out. */
  readonly ttl?: number;
}

const ISSUER = 'urn:tilsagn:dev-issuer';
const AUDIENCE = 'tilsagn';
const ALGORITHM = 'EdDSA';
const TWELVE_HOURS = 12 * 60 * 60;

const RULES: IssuerRules = {
  name: 'dev',
  plain: true,
  issuer: ISSUER,
  audience: [AUDIENCE],
  algorithms: [ALGORITHM],
  leewaySeconds: 5,
  // Those it issued before it marked them count as long as they were issued for.
  accessToken: 'unmarked',
  person: { claim: parseClaimPath('sub'), digest: false },
  programs: { clients: [] },
  names: { name: parseClaimPath('name'), title: parseClaimPath('title') },
  roles: { from: [parseClaimPath('roles')], default: [] },
  organisations: { from: [parseClaimPath('organisation')] },
  memberships: [
    {
      each: parseClaimPath('memberships[]'),
      organisation: parseClaimPath('organisation'),
      roles: parseClaimPath('roles'),
      default: [],
    },
  ],
  conditions: [],
};

/** Issues tokens for trying things out; each data folder has its own key, so a token counts there alone. */
export class DevIssuer {
  private constructor(private readonly key: JWK) {}

  /** The issuer of a data folder; its key is made on first use. */
  static async open(folder: string): Promise<DevIssuer> {
    const content = await secretFile(join(folder, 'dev-issuer.json'), newKey);
    return new DevIssuer(JSON.parse(content) as JWK);
  }

  /** What tokens of this issuer are checked by. */
  get trusted(): TrustedIssuer {
    const { d: _private, ...publicKey } = this.key;
    return {
      rules: RULES,
      keys: { find: createLocalJWKSet({ keys: [publicKey] }), revision: 0 },
    };
  }

  /** A signed token. */
  async issue({ subject, ttl = TWELVE_HOURS, ...about }: DevToken): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(claimsOf(about))
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: this.key.kid! })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + ttl)
      .sign(await importJWK(this.key, ALGORITHM));
  }
}

/** Members that are left out do not appear in the token. */
function claimsOf({
  roles,
  organisation,
  memberships,
  name,
  title,
  client,
  actedBy = [],
}: Omit<DevToken, 'subject' | 'ttl'>) {
  const act = actedBy.reduceRight<object | undefined>((by, sub) => ({ sub, act: by }), undefined);
  return { roles, organisation, memberships, name, title, azp: client, act };
}

/** A token of a data folder's dev issuer. */
export async function issueDevToken(folder: string, token: DevToken): Promise<string> {
  return (await DevIssuer.open(folder)).issue(token);
}

async function newKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid: newId(), alg: ALGORITHM, use: 'sig' });
}
