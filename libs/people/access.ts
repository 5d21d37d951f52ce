import { actions, permits } from '#access/policy.js';
import type { Actor } from '#eventsourcing/event.js';
import { inPerson, OFFICIALS, ONESELF, OVERSEERS } from '#access/rules.js';
import type { Person } from './person.js';

/** Who may look people up, and who may say that they are away. */
export const MAY = actions({
  /** Whoever works for an organisation sees who else does; its applicants' own people are nobody's list. */
  'people.read': {
    grants: [
      {
        roles: [...OFFICIALS, 'appeal-body', 'partner', 'evaluator', 'validator'],
        relation: 'own-directorate',
      },
      OVERSEERS,
    ],
  },
  /** One's own absence: whoever is signed in. */
  'absence.announce': inPerson({ grants: ONESELF['identity.read'].grants }),
  /** That of others in the organisation. */
  'absence.announce-for': inPerson({ grants: [{ roles: ['superior'], relation: 'own-directorate' }] }),
  /** What the directory knows of a person, not what was done. */
  'person.erase': inPerson({ grants: [{ roles: ['administrator'], relation: 'any' }] }),
});

/** Whether somebody may look a person up: in one of the organisations that the person belongs to. */
export function mayLookUp(reader: Actor, { memberships }: Pick<Person, 'memberships'>): boolean {
  return memberships.some(({ organisation }) => maySeeThoseOf(reader, organisation));
}

/** Whether somebody may see who belongs to an organisation; those who act for none belong to none. */
export function maySeeThoseOf(reader: Actor, organisation: string | undefined): boolean {
  return organisation !== undefined && permits(reader, MAY['people.read'], { owner: organisation }).allowed;
}

/** Whether a person is at work for an organisation, and so is known by name to those the work concerns. */
function isAtWork({ memberships }: Pick<Person, 'memberships'>): boolean {
  return memberships.some(({ roles }) => roles.some((role) => role !== 'applicant'));
}

/**
 * Whether an answer may tell somebody what a person is called whom it names: those at work are told of everybody in what
 * they may see, applicants of their own people and of those at work. Whoever can write a subject somewhere learns no name.
 */
export function mayBeToldOf(reader: Actor, person: Pick<Person, 'subject' | 'memberships'>): boolean {
  if (person.subject === reader.subject || isAtWork(person)) return true;
  if (permits(reader, MAY['people.read']).allowed) return true;
  return person.memberships.some(
    ({ organisation }) => organisation !== undefined && organisation === reader.organisation,
  );
}
