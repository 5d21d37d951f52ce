import { actions, permits } from '#access/policy.js';
import type { Actor } from '#eventsourcing/event.js';
import { OFFICIALS, ONESELF, OVERSEERS } from '#access/rules.js';
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
  'absence.announce': { grants: ONESELF['identity.read'].grants },
  /** That of others in the organisation. */
  'absence.announce-for': { grants: [{ roles: ['superior'], relation: 'own-directorate' }] },
});

/** Whether somebody may look a person up: in one of the organisations that the person belongs to. */
export function mayLookUp(reader: Actor, { memberships }: Pick<Person, 'memberships'>): boolean {
  return memberships.some(({ organisation }) => maySeeThoseOf(reader, organisation));
}

/** Whether somebody may see who belongs to an organisation; those who act for none belong to none. */
export function maySeeThoseOf(reader: Actor, organisation: string | undefined): boolean {
  return organisation !== undefined && permits(reader, MAY['people.read'], { owner: organisation }).allowed;
}
