import type { Actor } from '#eventsourcing/event.js';

/** The organisation a person acts for; one who names none acts for nobody but themselves. */
export function organisationOf(actor: Pick<Actor, 'subject' | 'organisation'>): string {
  return actor.organisation ?? `subject:${actor.subject}`;
}
