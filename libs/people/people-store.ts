import type { Named, Person } from './person.js';

/** Where the people of an installation are kept; what they are called and when they are away is sealed at rest. */
export interface PeopleStore {
  /** Undefined for one who was never kept, or whose key was erased. */
  find(subject: string): Promise<Person | undefined>;
  /** Those of the subjects who have a name. */
  named(subjects: readonly string[]): Promise<ReadonlyMap<string, Named>>;
  /** Those who belong to an organisation, the first kept first; others get their turn meanwhile. */
  ofOrganisation(organisation: string): Promise<readonly Person[]>;
  /** Keeps a person as they are now; durable when it resolves. */
  keep(person: Person): Promise<void>;
  /** The person is gone; what was sealed opens nowhere any more, in backups neither. */
  erase(subject: string): Promise<void>;
  /** Finishes what was accepted. */
  close(): Promise<void>;
}
