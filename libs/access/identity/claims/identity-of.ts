import type { IssuerRules } from '../config/issuer-config.js';
import type { Identity } from '../identity.js';
import { clientOf } from './client.js';
import { refuseUnmet } from './conditions.js';
import { membershipsOf } from './memberships.js';
import { namesOf } from './names.js';
import { actorsOf, subjectOf, toldApart, type DigestOf, type Issuers } from './person.js';
import type { Claims } from './reading.js';
import { isOfProgram, isProgram } from './program.js';

/** Whom the claims of a token stand for whose signature and dates are right. @throws InvalidToken */
export function identityOfClaims(
  claims: Claims,
  issuer: IssuerRules,
  issuers: Issuers,
  digestOf: DigestOf,
): Identity {
  const client = clientOf(claims, issuer);
  refuseUnmet(claims, issuer.conditions);
  const subject = subjectOf(claims, issuer, issuers, digestOf);
  const program = isOfProgram(claims, client, issuer);
  const chain = actorsOf(claims, issuer, issuers, digestOf);
  // Not every provider says who exchanged a token: where nobody signs in, it can have come no other way.
  const holder = !program && isProgram(client, issuer) ? toldApart(client, issuer) : undefined;
  const actedBy = holder === undefined || chain.includes(holder) ? chain : [holder, ...chain];
  return {
    subject,
    memberships: membershipsOf(claims, issuer),
    ...(program ? { program } : {}),
    ...(client === undefined ? {} : { client: toldApart(client, issuer) }),
    ...(actedBy.length === 0 ? {} : { actedBy }),
    ...namesOf(claims, issuer.names),
  };
}
