import type { ClaimPath } from '../claims/claim-path.js';
import type { KeysConfig } from '../keys/keys.js';
import type { PersonMap } from '../persons/person-map.js';
import type { Role } from '../../roles.js';

/** Who issues the tokens: the data folder's own dev issuer, or the OpenID providers that are trusted. */
export type IdentityConfig =
  | { readonly kind: 'dev' }
  | {
      readonly kind: 'oidc';
      readonly issuers: readonly IssuerConfig[];
      /** Who people are in the events there are, where an issuer or a claim was another one. */
      readonly persons?: PersonMap;
      /** The file they stand in; left out, there is one, and the environment says it. */
      readonly file?: string;
    };

/** A trusted issuer: what its tokens must be, and where the keys are that they are signed with. */
export interface IssuerConfig extends IssuerRules {
  readonly keys: KeysConfig;
  /** How long keys that were seen count on while the provider cannot be reached. */
  readonly keysSurviveSeconds: number;
  readonly introspection?: IntrospectionConfig;
}

/** Where the provider is asked whether a token still counts (RFC 7662), and as whom. */
export interface IntrospectionConfig {
  readonly url: string;
  readonly clientId: string;
  /** Path of the file that holds the client's secret. */
  readonly clientSecretFile: string;
  /** A PEM file of authorities that are trusted beside the usual ones. */
  readonly ca?: string;
}

/** What tokens of an issuer must be, and how their claims are read. */
export interface IssuerRules {
  /** A short word, unique among the issuers. */
  readonly name: string;
  /** Whether its subjects stand in events as they are, which those of one issuer do, or behind its name. */
  readonly plain: boolean;
  readonly issuer: string;
  /** One of them must be among the audiences of a token. */
  readonly audience: readonly string[];
  /** The clients whose tokens count; left out, those of all do. */
  readonly clients?: readonly string[];
  /** Signature algorithms accepted; nothing a token says about itself can widen them. */
  readonly algorithms: readonly string[];
  /** How far the clocks of provider and service may differ. */
  readonly leewaySeconds: number;
  /** From issue to expiry; left out, a token may live for ever and need not say when it was issued. */
  readonly longestLifetimeSeconds?: number;
  /** Whether the provider marks its access tokens; where it does, nothing else counts. */
  readonly accessToken: AccessTokenMark;
  readonly person: PersonRule;
  readonly programs: ProgramsRule;
  readonly names: NamesRule;
  readonly roles: RolesRule;
  readonly organisations: OrganisationsRule;
  readonly memberships: readonly MembershipRule[];
  readonly conditions: readonly ConditionRule[];
}

/** `marked`: a token must say that it is an access token. `unmarked`: it must only not say that it is something else. */
export type AccessTokenMark = 'marked' | 'unmarked';

/** Which claim tells who the person is. */
export interface PersonRule {
  readonly claim: ClaimPath;
  /** Only a keyed digest of it stands in events. */
  readonly digest: boolean;
}

/** How programs are told from people, beside that the subject of their token is its client. */
export interface ProgramsRule {
  /** The clients at which nobody signs in. */
  readonly clients: readonly string[];
  /** Tells that a token was issued to a program for itself. */
  readonly claim?: ClaimPath;
  /** What that claim then says; left out, that it is there. */
  readonly accepts?: readonly string[];
}

/** Which claims tell what the person is called. */
export interface NamesRule {
  readonly name?: ClaimPath;
  readonly title?: ClaimPath;
}

/** Which claims tell roles. */
export interface RolesRule {
  readonly from: readonly ClaimPath[];
  /** What the provider's values mean; left out, values that are called like a role are that role. */
  readonly map?: ReadonlyMap<string, readonly GivenRole[]>;
  /** What everybody is who comes through this issuer. */
  readonly default: readonly Role[];
}

/** A role that a value gives: in one organisation, or wherever the person belongs. */
export interface GivenRole {
  readonly role: Role;
  readonly organisation?: string;
}

/** Which claims tell the organisations a person may act for. */
export interface OrganisationsRule {
  readonly from: readonly ClaimPath[];
  /** What the provider's values mean; left out, they are the organisations themselves. */
  readonly map?: ReadonlyMap<string, string>;
  /** Taken off before; a value without it names no organisation. */
  readonly stripPrefix?: string;
}

/** Entries that each tell an organisation and what the person is there. */
export interface MembershipRule {
  readonly each: ClaimPath;
  /** From the entry. */
  readonly organisation: ClaimPath;
  /** From the entry. */
  readonly roles?: ClaimPath;
  /** What everybody is who belongs to an organisation by such an entry. */
  readonly default: readonly Role[];
}

/** A claim must hold one of these. */
export interface ConditionRule {
  readonly claim: ClaimPath;
  readonly accepts: readonly string[];
}
