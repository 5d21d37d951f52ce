import type { Membership } from '#access/identity/identity.js';

/** What a person is called. */
export interface Called {
  readonly name?: string;
  readonly title?: string;
}

/** Days on which a person is away: calendar dates, both included. */
export interface Absence {
  readonly from: string;
  /** Left out where nobody knows yet. */
  readonly to?: string;
}

/** Somebody who signed in, as their token last told. */
export interface Person extends Called {
  readonly subject: string;
  readonly memberships: readonly Membership[];
  /** Calendar date on which they last asked for something. */
  readonly seenOn: string;
  readonly absence?: Absence;
}

/** Somebody of whom it is known what they are called. */
export type Named = Person & { readonly name: string };

/** Whether it is known what a person is called. */
export function isNamed(person: Person | undefined): person is Named {
  return person?.name !== undefined;
}

/** Whether a person is away on a day. */
export function isAway({ absence }: Pick<Person, 'absence'>, on: string): boolean {
  return absence !== undefined && absence.from <= on && (absence.to === undefined || on <= absence.to);
}
