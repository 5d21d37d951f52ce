import type { PeopleStore } from '../people-store.js';
import { isNamed, type Named, type Person } from '../person.js';

/** People in memory; a test can have it fail. */
export class MemoryPeople implements PeopleStore {
  private readonly people = new Map<string, Person>();
  /** How often somebody was kept. */
  written = 0;
  fault: Error | undefined;

  find(subject: string): Promise<Person | undefined> {
    return Promise.resolve(this.people.get(subject));
  }

  named(subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
    const people = subjects.map((subject) => this.people.get(subject));
    return Promise.resolve(new Map(people.filter(isNamed).map((person) => [person.subject, person])));
  }

  ofOrganisation(organisation: string): Promise<readonly Person[]> {
    const belongs = ({ memberships }: Person) =>
      memberships.some((each) => each.organisation === organisation);
    return Promise.resolve([...this.people.values()].filter(belongs));
  }

  async keep(person: Person): Promise<void> {
    if (this.fault) throw this.fault;
    this.people.set(person.subject, person);
    this.written += 1;
  }

  erase(subject: string): Promise<void> {
    this.people.delete(subject);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
