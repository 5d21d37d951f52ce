import type { Role } from '../roles.js';

/** What a person is for one organisation, or for themselves where none is named. */
export interface Membership {
  readonly organisation?: string;
  readonly roles: readonly Role[];
}

/** Whom an accepted token stands for, before it is chosen for which organisation a request is made. */
export interface Identity {
  /** The person, the same over all clients; it stands in events, so never a name. */
  readonly subject: string;
  /** Each organisation once. One without organisation holds what is held for none in particular. */
  readonly memberships: readonly Membership[];
  /** The client the token was issued to (`azp`, `client_id`). */
  readonly client?: string;
  /** Who acts for the subject, the one who acts now first (RFC 8693, `act`); none where the person acts alone. */
  readonly actedBy?: readonly string[];
  /** A program acts by itself, and nobody signed in: the subject is no person. */
  readonly program?: true;
  /** What the person is called: for the directory of people, and to recognise a representative who was named. Never in an event. */
  readonly name?: string;
  readonly title?: string;
}
