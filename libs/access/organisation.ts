import type { Actor } from '#eventsourcing/event.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';

/** The organisation a person acts for, in the one form; one who names none acts for nobody but themselves. */
export function organisationOf(actor: Pick<Actor, 'subject' | 'organisation'>): string {
  const { organisation, subject } = actor;
  return organisation === undefined ? `subject:${subject}` : canonicalOrganisation(organisation);
}
