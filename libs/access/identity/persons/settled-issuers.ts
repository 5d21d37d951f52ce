import { ConfigError } from '#hosting/config.js';
import type { IdentityConfig, IssuerConfig, IssuerRules } from '../config/issuer-config.js';

/** What is said once of an installation, durably: the first word stands. */
export interface FirstWords {
  said(name: string): string | undefined | Promise<string | undefined>;
  /** Says it unless something was said before, perhaps by another process just now; answers what stands. */
  say(name: string, text: string): Promise<string>;
}

/** The issuers as this installation knows their persons. */
export interface SettledIssuers {
  readonly issuers: readonly IssuerConfig[];
  /** Fixes what was not fixed before: to be said once the start has gone well. */
  readonly keep: () => Promise<void>;
}

type Configured = IdentityConfig & { readonly kind: 'oidc' };

/** Where it is said whose subjects stand as they are; those of further issuers are told by the issuer's name. */
const PLAIN = 'issuer';
const named = (name: string) => `issuer:${name}`;

/**
 * An installation fixes by its first start who its persons are: an issuer, and the claim that tells them. Under another
 * issuer or claim the same people would be others, who could approve what they proposed. So that is refused, unless a
 * list tells who is who; those it does not name are new persons, told apart by the issuer's name. @throws ConfigError
 */
export async function settled({ issuers, persons }: Configured, words: FirstWords): Promise<SettledIssuers> {
  const fixed = await words.said(PLAIN);
  const plain = fixed === undefined ? issuers[0] : issuers.find((each) => markOf(each) === fixed);
  if (fixed !== undefined && plain === undefined && persons === undefined) throw otherPersons(fixed);
  const further = issuers.filter((each) => each !== plain);
  for (const each of further) {
    const before = await words.said(named(each.name));
    if (before !== undefined && before !== markOf(each)) throw otherIssuer(each.name, before);
  }
  return {
    issuers: issuers.map((each) => ({ ...each, plain: each === plain })),
    async keep() {
      if (plain) await fix(words, markOf(plain));
      for (const each of further) {
        const stands = await words.say(named(each.name), markOf(each));
        if (stands !== markOf(each)) throw otherIssuer(each.name, stands);
      }
    },
  };
}

/** The persons of the folder's own issuer are fixed when the first of them comes; before that, nobody was anybody. */
export async function settledForDev(
  rules: IssuerRules,
  words: FirstWords,
): Promise<Pick<SettledIssuers, 'keep'>> {
  const fixed = await words.said(PLAIN);
  if (fixed !== undefined && fixed !== markOf(rules)) throw otherPersons(fixed);
  return { keep: () => fix(words, markOf(rules)) };
}

/** Of two processes that start at once with other persons, the second is refused. @throws ConfigError */
async function fix(words: FirstWords, mark: string): Promise<void> {
  const stands = await words.say(PLAIN, mark);
  if (stands !== mark) throw otherPersons(stands);
}

/** What tells persons of an issuer from all others. */
function markOf({ issuer, person: { claim, digest } }: IssuerRules): string {
  return JSON.stringify({ issuer, claim: claim.text, digest });
}

function shown(mark: string): string {
  const { issuer, claim } = JSON.parse(mark) as { readonly issuer: string; readonly claim: string };
  return `those that ${issuer} tells by the claim "${claim}"`;
}

function otherPersons(fixed: string): ConfigError {
  return new ConfigError([
    `TILSAGN_OIDC_ISSUER, TILSAGN_OIDC_PERSON or TILSAGN_IDENTITY names other persons than this installation has, ` +
      `${shown(fixed)}: set them back, or name in TILSAGN_PERSONS a file that tells which old person is which new one`,
  ]);
}

function otherIssuer(name: string, before: string): ConfigError {
  return new ConfigError([
    `TILSAGN_OIDC_ISSUER, TILSAGN_OIDC_PERSON or TILSAGN_IDENTITY changes the issuer "${name}", whose persons were ` +
      `${shown(before)}: set it back, or give the other one in TILSAGN_IDENTITY another name`,
  ]);
}
