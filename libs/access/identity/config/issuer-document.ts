import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { below } from '#text/i-json.js';

/** An issuer as it stands in the file of issuers. */
export interface IssuerDocument {
  readonly name: string;
  readonly profile?: string;
  readonly issuer: string;
  readonly audience: string | readonly string[];
  readonly clients?: readonly string[];
  readonly keys?: { readonly jwks: string } | { readonly file: string };
  readonly keysSurviveSeconds?: number;
  readonly ca?: string;
  readonly algorithms?: readonly string[];
  readonly leewaySeconds?: number;
  readonly longestLifetimeSeconds?: number;
  readonly accessToken?: 'marked' | 'unmarked';
  readonly person?: { readonly claim?: string; readonly digest?: boolean };
  readonly programs?: {
    readonly clients?: readonly string[];
    readonly claim?: string;
    readonly oneOf?: readonly string[];
  };
  readonly names?: { readonly name?: string; readonly title?: string };
  readonly roles?: {
    readonly from?: readonly string[];
    readonly map?: Readonly<Record<string, RoleTarget | readonly RoleTarget[]>>;
    readonly default?: readonly string[];
  };
  readonly organisations?: {
    readonly from?: readonly string[];
    readonly map?: Readonly<Record<string, string>>;
    readonly stripPrefix?: string;
  };
  readonly memberships?: readonly {
    readonly each: string;
    readonly organisation: string;
    readonly roles?: string;
    readonly default?: readonly string[];
  }[];
  readonly conditions?: readonly ConditionDocument[];
  readonly introspection?: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecretFile: string;
  };
}

/** What a provider's value means: a role, or a role in one organisation. */
export type RoleTarget = string | { readonly role: string; readonly organisation?: string };

/** What a claim must hold: one of several values, or at least one of those that are ordered. */
export interface ConditionDocument {
  readonly claim: string;
  readonly oneOf?: readonly string[];
  readonly order?: readonly string[];
  readonly atLeast?: string;
}

/** What is wrong in a document, and where: the message is the end of a sentence about the place. */
export interface Fault {
  /** RFC 6901; empty for the whole. */
  readonly pointer: string;
  readonly message: string;
}

/** Signatures that only the provider can make: with a shared secret, whoever checks a token could forge one. */
export const ASYMMETRIC = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const;

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, ownProperties: true });

const text = { type: 'string', minLength: 1, maxLength: 1000 };
const texts = { type: 'array', items: text, maxItems: 1000 };
const someTexts = { ...texts, minItems: 1 };
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const seconds = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });

const issuer = closed(
  {
    name: text,
    profile: text,
    issuer: text,
    audience: { type: ['string', 'array'], minLength: 1, maxLength: 1000, minItems: 1, items: text },
    clients: someTexts,
    keys: { ...closed({ jwks: text, file: text }), minProperties: 1, maxProperties: 1 },
    keysSurviveSeconds: seconds(60, 7 * 24 * 60 * 60),
    ca: text,
    algorithms: { type: 'array', minItems: 1, items: { enum: ASYMMETRIC } },
    leewaySeconds: seconds(0, 120),
    longestLifetimeSeconds: seconds(1, 31 * 24 * 60 * 60),
    accessToken: { enum: ['marked', 'unmarked'] },
    person: closed({ claim: text, digest: { type: 'boolean' } }),
    programs: closed({ clients: someTexts, claim: text, oneOf: someTexts }),
    names: closed({ name: text, title: text }),
    roles: closed({ from: texts, map: { type: 'object' }, default: texts }),
    organisations: closed({
      from: texts,
      map: { type: 'object', additionalProperties: text },
      stripPrefix: text,
    }),
    memberships: {
      type: 'array',
      maxItems: 20,
      items: closed({ each: text, organisation: text, roles: text, default: texts }, [
        'each',
        'organisation',
      ]),
    },
    conditions: {
      type: 'array',
      maxItems: 20,
      items: closed({ claim: text, oneOf: someTexts, order: someTexts, atLeast: text }, ['claim']),
    },
    introspection: closed({ url: text, clientId: text, clientSecretFile: text }, [
      'url',
      'clientId',
      'clientSecretFile',
    ]),
  },
  ['name', 'issuer', 'audience'],
);

/** All that can be said of an issuer. */
export const ISSUER_MEMBERS: readonly string[] = Object.keys(issuer.properties);

const isIdentityShape = ajv.compile<{ readonly issuers: readonly unknown[] }>(
  closed({ issuers: { type: 'array', minItems: 1, maxItems: 20 } }, ['issuers']),
);
const isIssuerShape = ajv.compile<IssuerDocument>(issuer);

/** The issuers of a document by their places, as far as their form is right, and where it is not. */
export function readIdentityDocument(document: unknown): {
  readonly issuers: ReadonlyMap<number, IssuerDocument>;
  readonly faults: readonly Fault[];
} {
  if (!isIdentityShape(document))
    return { issuers: new Map(), faults: (isIdentityShape.errors ?? []).map((error) => faultOf(error, '')) };
  const issuers = new Map<number, IssuerDocument>();
  const faults: Fault[] = [];
  for (const [index, each] of document.issuers.entries())
    if (isIssuerShape(each)) issuers.set(index, each);
    else for (const error of isIssuerShape.errors ?? []) faults.push(faultOf(error, `/issuers/${index}`));
  return { issuers, faults };
}

function faultOf(error: ErrorObject, around: string): Fault {
  const { instancePath, params } = error;
  const member: unknown = params['missingProperty'] ?? params['additionalProperty'];
  const place = around + instancePath;
  return { pointer: typeof member === 'string' ? below(place, member) : place, message: sentenceOf(error) };
}

function sentenceOf({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is no member that is known here';
    case 'type':
      return `must be ${[params['type'] as string | string[]]
        .flat()
        .map((kind) => KINDS[kind] ?? kind)
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as string[]).join(', ')}`;
    case 'minLength':
    case 'minItems':
      return 'must not be empty';
    case 'minProperties':
    case 'maxProperties':
      return 'must have one member, "jwks" or "file"; left out, the keys are found by discovery';
    default:
      return message ?? 'cannot be used';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  string: 'a text',
  object: 'an object',
  array: 'a list',
  boolean: 'true or false',
};
