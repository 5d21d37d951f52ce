import { randomUUID } from 'node:crypto';
import { PARTS, type Part, type PartName } from '../settled-case.js';

/** Somebody who can sign in at the provider. */
export interface Account {
  /** Opaque, as the provider made it; the `sub` of a client that is not pairwise. */
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly part: Part;
}

/** An account for each person of the case; the machine has none. */
export function accountsOfParts(): readonly Account[] {
  const parts: readonly (readonly [string, Part])[] = Object.entries(PARTS);
  return parts.flatMap(([login, part]) =>
    part.machine ? [] : [{ id: randomUUID(), login, password: randomUUID(), part }],
  );
}

/** What the provider writes into access tokens beside what is usual: custom claims of the directorate. */
export function claimsOf({ roles, organisation }: Part) {
  return { roles: [...roles], organisation };
}

/** Who signs in as which part. */
export function accountOf(accounts: readonly Account[], who: PartName): Account {
  const account = accounts.find(({ login }) => login === who);
  if (account === undefined) throw new Error(`${who} is a machine, and cannot sign in`);
  return account;
}
