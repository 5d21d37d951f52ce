import type { IssuerRules } from '../config/issuer-config.js';
import { InvalidToken } from '../invalid-token.js';
import { beginsWithName, isSubject, RESERVED_SUBJECTS } from '../words.js';
import { isObject, textAt, type Claims } from './reading.js';

/** The issuers a subject may come from. */
export type Issuers = readonly IssuerRules[];

/** A keyed digest: the same for the same text in this installation, and nobody without its secret can try texts out. */
export type DigestOf = (value: string) => string;

/** More who act for each other than any exchange of tokens makes. */
const MOST_ACTORS = 10;

/** The person a token stands for. @throws InvalidToken */
export function subjectOf(claims: Claims, issuer: IssuerRules, issuers: Issuers, digestOf: DigestOf): string {
  return subjectAt(claims, '', issuer, issuers, digestOf);
}

/** Who acts for that person, the one who acts now first (RFC 8693 §4.1); none where nobody does. @throws InvalidToken */
export function actorsOf(
  claims: Claims,
  issuer: IssuerRules,
  issuers: Issuers,
  digestOf: DigestOf,
): readonly string[] {
  const chain: string[] = [];
  for (let act = claims['act']; act !== undefined; act = act['act']) {
    if (!isObject(act)) throw new InvalidToken('the claim "act" must be an object');
    if (chain.length === MOST_ACTORS)
      throw new InvalidToken(`the claim "act" must not name more than ${MOST_ACTORS} who act for each other`);
    const { iss } = act;
    const by = iss === undefined ? issuer : issuers.find((each) => each.issuer === iss);
    if (by === undefined)
      throw new InvalidToken('in the claim "act" the claim "iss" names no issuer that is trusted here');
    chain.push(subjectAt(act, 'in the claim "act" ', by, issuers, digestOf));
  }
  return chain;
}

/** What a client or a subject is called in events: that of a further issuer begins with the issuer's name. */
export function toldApart(value: string, { name, plain }: IssuerRules): string {
  return plain ? value : `${name}:${value}`;
}

function subjectAt(
  claims: Claims,
  around: string,
  issuer: IssuerRules,
  issuers: Issuers,
  digestOf: DigestOf,
): string {
  const { claim, digest } = issuer.person;
  const value = textAt(claims, claim);
  if (value === undefined)
    throw new InvalidToken(`${around}the claim "${claim.text}", which tells the person, is missing`);
  if (!isSubject(value))
    throw new InvalidToken(
      `${around}the claim "${claim.text}" must be a short text on one line that begins with none of ${RESERVED_SUBJECTS.map((name) => `"${name}:"`).join(', ')}`,
    );
  if (digest) return toldApart(digestOf(value), issuer);
  const further = issuers.filter(({ plain }) => !plain);
  const subject = toldApart(value, issuer);
  if (
    subject === value &&
    beginsWithName(
      value,
      further.map(({ name }) => name),
    )
  )
    throw new InvalidToken(
      `${around}the claim "${claim.text}" must not begin like the subjects of another issuer`,
    );
  return subject;
}
