import canonicalize from 'canonicalize';
import type { CryptoKey, FlattenedJWSInput, JSONWebKeySet, JWK, JWSHeaderParameters } from 'jose';
import { createLocalJWKSet, errors, flattenedVerify } from 'jose';
import { createPublicKey } from 'node:crypto';
import { NotIJson, readJson } from '#text/i-json.js';

/** What was read is no set of keys that a token could be checked with. */
export class NotKeys extends Error {
  constructor(
    /** What it is instead, as the end of a sentence about it: `is not JSON`. */
    readonly reason: string,
    /** Whether it is a document of another kind, which no waiting makes a set of keys. */
    readonly otherKind = false,
  ) {
    super(reason);
    this.name = 'NotKeys';
  }
}

/** Why a key of a set is not used. Keys for other purposes stand in many sets; the others should not be there. */
type Flaw = 'malformed' | 'symmetric' | 'private' | 'weak' | 'for another purpose';

const MOST_KEYS = 100;
/** Rotation leaves two or three keys of a kind; trying more signatures for one token would be work for an attacker. */
const MOST_TRIED = 8;
const LEAST_RSA_BITS = 2048;
const CURVES = new Set(['P-256', 'P-384', 'P-521', 'Ed25519']);
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** The keys of a JSON Web Key Set (RFC 7517) that may have signed a token: public, asymmetric, strong enough. */
export class KeySet {
  /** How many keys are usable. */
  readonly size: number;
  /** How many were left out that should not be in a set at all, by their flaw. */
  readonly leftOut: Readonly<Record<string, number>>;
  private readonly matching: ReturnType<typeof createLocalJWKSet>;
  private readonly prints: ReadonlySet<string>;

  private constructor(
    private readonly bytes: Buffer,
    { keys }: { readonly keys: readonly unknown[] },
  ) {
    const judged = keys.map((key) => ({ key, flaw: flawOf(key) }));
    const usable = judged.filter(({ flaw }) => flaw === undefined).map(({ key }) => key as JWK);
    const byPrint = new Map(usable.map((key) => [canonicalize(key)!, key]));
    if (byPrint.size === 0)
      throw new NotKeys(`holds no key that tokens can be checked with${listed(judged)}`);
    this.size = byPrint.size;
    this.leftOut = countsOf(judged.filter(({ flaw }) => flaw !== 'for another purpose'));
    this.prints = new Set(byPrint.keys());
    this.matching = createLocalJWKSet({ keys: [...byPrint.values()] });
  }

  /** The set in a document; the one read before where nothing has changed. @throws NotKeys */
  static of(bytes: Buffer, before?: KeySet): KeySet {
    return before?.bytes.equals(bytes) ? before : new KeySet(bytes, documentOf(bytes));
  }

  /** How many keys of this set are not in another one, or not as they were. */
  notIn(other: KeySet): number {
    return [...this.prints].filter((print) => !other.prints.has(print)).length;
  }

  /**
   * The key a token was signed with. Where its header leaves open which one that is (no `kid`, or one that several
   * have), the signature tells.
   */
  async find(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey | undefined> {
    try {
      const key = await this.matching(header, token);
      return header.kid !== undefined || (await hasSigned(key, token)) ? key : undefined;
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return undefined;
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return firstThatSigned(error, token);
    }
  }
}

async function firstThatSigned(
  keys: AsyncIterable<CryptoKey>,
  token: FlattenedJWSInput,
): Promise<CryptoKey | undefined> {
  let tried = 0;
  for await (const key of keys) {
    if (await hasSigned(key, token)) return key;
    if (++tried === MOST_TRIED) return undefined;
  }
  return undefined;
}

async function hasSigned(key: CryptoKey, token: FlattenedJWSInput): Promise<boolean> {
  try {
    await flattenedVerify(token, key);
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
    throw error;
  }
}

function documentOf(bytes: Buffer): { readonly keys: readonly unknown[] } {
  const value = jsonOf(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotKeys('is no set of keys: a JSON object with "keys" is expected', true);
  const { keys, jwks_uri, kty } = value as Partial<JSONWebKeySet> & Record<string, unknown>;
  if (keys === undefined && jwks_uri !== undefined)
    throw new NotKeys(
      'is a discovery document, not a set of keys: its "jwks_uri" says where those are; leave them out to have them ' +
        'found through the issuer',
      true,
    );
  if (keys === undefined && kty !== undefined)
    throw new NotKeys('is a single key: a set of keys, {"keys": […]}, is expected', true);
  if (!Array.isArray(keys)) throw new NotKeys('is no set of keys: it has no list "keys"', true);
  if (keys.length > MOST_KEYS) throw new NotKeys(`holds more than ${MOST_KEYS} keys`);
  return { keys };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return readJson(bytes);
  } catch (error) {
    if (error instanceof NotIJson) throw new NotKeys(error.message);
    throw error;
  }
}

function flawOf(key: unknown): Flaw | undefined {
  if (typeof key !== 'object' || key === null) return 'malformed';
  const { kty, kid, use, key_ops: operations, crv, ...others } = key as Record<string, unknown>;
  if (kty === 'oct') return 'symmetric';
  if (PRIVATE_MEMBERS.some((member) => member in others)) return 'private';
  if (use !== undefined && use !== 'sig') return 'for another purpose';
  if (Array.isArray(operations) && !operations.includes('verify')) return 'for another purpose';
  if (kid !== undefined && typeof kid !== 'string') return 'malformed';
  if (kty === 'RSA') return flawOfRsa(key);
  if (kty !== 'EC' && kty !== 'OKP') return 'for another purpose';
  if (typeof crv !== 'string' || !CURVES.has(crv)) return 'for another purpose';
  return importable(key) === undefined ? 'malformed' : undefined;
}

function flawOfRsa(key: JWK): Flaw | undefined {
  const details = importable(key)?.asymmetricKeyDetails;
  if (details === undefined) return 'malformed';
  const { modulusLength = 0, publicExponent = 0n } = details;
  return modulusLength < LEAST_RSA_BITS || publicExponent < 3n ? 'weak' : undefined;
}

function importable(key: JWK) {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}

interface Judged {
  readonly flaw: Flaw | undefined;
}

function countsOf(judged: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { flaw } of judged) if (flaw !== undefined) counts[flaw] = (counts[flaw] ?? 0) + 1;
  return counts;
}

function listed(judged: readonly Judged[]): string {
  const counts = Object.entries(countsOf(judged)).map(([flaw, count]) => `${count} ${flaw}`);
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`;
}
