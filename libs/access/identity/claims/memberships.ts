import { canonicalOrganisation, sameOrganisation } from '#organisations/organisation-number.js';
import type { Membership } from '../identity.js';
import { isRole, type Role } from '../../roles.js';
import type { GivenRole, IssuerRules, MembershipRule, OrganisationsRule } from '../config/issuer-config.js';
import { InvalidToken } from '../invalid-token.js';
import { isOrganisation } from '../words.js';
import type { ClaimPath } from './claim-path.js';
import { isObject, listAt, textAt, textsAt, valuesAt, wrong, type Claims } from './reading.js';

type Rules = Pick<IssuerRules, 'roles' | 'organisations' | 'memberships'>;

/**
 * What a person is, for which organisation. Roles that were given for one organisation count in that one alone. Those
 * that were given without one count in each organisation the token names beside them, or in none where it names none.
 * @throws InvalidToken
 */
export function membershipsOf(claims: Claims, rules: Rules): readonly Membership[] {
  const held = new Held();
  const given = rules.roles.from.flatMap((path) => {
    refuseOverage(claims, path);
    return listAt(claims, path).flatMap((value) => givenBy(value, rules));
  });
  const plain = given.filter(({ organisation }) => organisation === undefined).map(({ role }) => role);
  const organisations = rules.organisations.from.flatMap((path) => organisationsAt(claims, path, rules));
  for (const organisation of organisations) held.add(organisation, plain);
  for (const { role, organisation } of given) if (organisation !== undefined) held.add(organisation, [role]);
  for (const rule of rules.memberships)
    for (const entry of valuesAt(claims, rule.each)) addEntry(held, entry, rule, rules);
  const everybody = rules.roles.default;
  const memberships = held.memberships(everybody);
  const own = organisations.length > 0 ? held.general : [...plain, ...held.general];
  if (memberships.length === 0) return [membership(undefined, [...own, ...everybody])];
  return own.length === 0 ? memberships : [...memberships, membership(undefined, own)];
}

/** The roles of each organisation, by its one form, in the order in which the token names them. */
class Held {
  /** What entries say of no organisation. */
  readonly general: Role[] = [];
  private readonly roles = new Map<string, Role[]>();

  add(organisation: string, roles: readonly Role[]): void {
    const one = canonicalOrganisation(organisation);
    this.roles.set(one, [...(this.roles.get(one) ?? []), ...roles]);
  }

  memberships(everybody: readonly Role[]): readonly Membership[] {
    return [...this.roles].map(([organisation, roles]) => membership(organisation, [...roles, ...everybody]));
  }
}

function membership(organisation: string | undefined, roles: readonly Role[]): Membership {
  return { ...(organisation === undefined ? {} : { organisation }), roles: [...new Set(roles)] };
}

function addEntry(held: Held, entry: unknown, rule: MembershipRule, rules: Rules): void {
  if (!isObject(entry)) throw wrong(rule.each, 'a list of objects', entry);
  const given =
    rule.roles === undefined
      ? []
      : textsAt(entry, below(rule.each, rule.roles)).flatMap((each) => givenBy(each, rules));
  const path = below(rule.each, rule.organisation);
  const value = textAt(entry, path);
  const organisation = value === undefined ? undefined : organisationOf(value, path, rules.organisations);
  if (value === undefined)
    held.general.push(...given.flatMap((each) => (each.organisation === undefined ? [each.role] : [])));
  if (organisation === undefined) return;
  // What a value gives in another organisation, an entry about this one cannot give.
  const here = given.filter(
    (each) => each.organisation === undefined || sameOrganisation(each.organisation, organisation),
  );
  held.add(organisation, [...here.map(({ role }) => role), ...rule.default]);
}

function below(around: ClaimPath, path: ClaimPath): ClaimPath {
  return { ...path, text: `${around.text}.${path.text}` };
}

function organisationsAt(claims: Claims, path: ClaimPath, { organisations }: Rules): readonly string[] {
  return textsAt(claims, path)
    .map((value) => organisationOf(value, path, organisations))
    .filter((organisation) => organisation !== undefined);
}

/** The organisation a value means; none for one without the prefix, or that the map does not know. */
function organisationOf(
  value: string,
  { text }: ClaimPath,
  { map, stripPrefix = '' }: OrganisationsRule,
): string | undefined {
  if (!value.startsWith(stripPrefix)) return undefined;
  const bare = value.slice(stripPrefix.length);
  const organisation = map === undefined ? bare : map.get(bare);
  if (organisation === undefined || isOrganisation(organisation)) return organisation;
  throw new InvalidToken(
    `the claim "${text}" must hold short texts on one line that do not begin with "subject:"`,
  );
}

function givenBy(value: string, { roles: { map } }: Rules): readonly GivenRole[] {
  if (map !== undefined) return map.get(value) ?? [];
  return isRole(value) ? [{ role: value }] : [];
}

/** Entra ID leaves a list of groups out that is too long for the token, and says so: fewer roles would look like none. */
function refuseOverage(
  { _claim_names: elsewhere, hasgroups }: Claims,
  { steps: [first], text }: ClaimPath,
): void {
  const name = first?.kind === 'member' ? first.name : '';
  const left = isObject(elsewhere) && Object.hasOwn(elsewhere, name);
  if (left || (hasgroups === true && name === 'groups'))
    throw new InvalidToken(
      `the claim "${text}" was left out by the issuer, since it is too long for a token`,
    );
}
