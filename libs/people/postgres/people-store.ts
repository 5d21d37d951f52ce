import type { Membership } from '#access/identity/identity.js';
import type { Concern } from '#postgres/concern.js';
import type { Postgres } from '#postgres/postgres.js';
import type { PeopleStore } from '../people-store.js';
import { isNamed, type Named, type Person } from '../person.js';
import {
  openPerson,
  organisationsOf,
  type PeopleSealing,
  type PersonRow,
  referenceOf,
  sealPerson,
} from '../sealed-person.js';

/** People in PostgreSQL. */
export const PEOPLE_CONCERN: Concern = {
  name: 'people',
  steps: [
    {
      sql: `CREATE TABLE people (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              subject text NOT NULL UNIQUE,
              memberships text NOT NULL,
              seen_on text NOT NULL,
              document text NOT NULL
            );
            CREATE TABLE belongings (
              organisation text NOT NULL,
              subject text NOT NULL,
              PRIMARY KEY (organisation, subject)
            );
            CREATE INDEX belongings_of_person ON belongings (subject)`,
    },
  ],
};

/** People that are opened before others have their turn. */
const AT_ONCE = 100;

/** People in PostgreSQL; each is sealed with a key of their own. */
export class PostgresPeopleStore implements PeopleStore {
  constructor(
    private readonly database: Postgres,
    private readonly sealing: PeopleSealing,
  ) {}

  async find(subject: string): Promise<Person | undefined> {
    const [person] = await this.people('SELECT * FROM people WHERE subject = $1', [subject]);
    return person;
  }

  async named(subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
    const people = await this.people('SELECT * FROM people WHERE subject = ANY($1::text[])', [subjects]);
    return new Map(people.filter(isNamed).map((person) => [person.subject, person]));
  }

  async ofOrganisation(organisation: string): Promise<readonly Person[]> {
    const found: Person[] = [];
    for (let behind = 0; ;) {
      const rows = await this.database.query<PersonRow>(
        `SELECT people.* FROM people JOIN belongings USING (subject)
         WHERE organisation = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
        [organisation, behind, AT_ONCE],
      );
      found.push(...(await this.opened(rows)));
      if (rows.length < AT_ONCE) return found;
      behind = rows.at(-1)!.seq;
    }
  }

  async keep(person: Person): Promise<void> {
    const sealed = await sealPerson(this.sealing, person);
    const { subject, memberships, seenOn } = person;
    await this.database.transaction(async (session) => {
      // The row is locked from here on, so that two who keep the same person do it one after the other.
      await session.run(
        `INSERT INTO people (subject, memberships, seen_on, document) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject) DO UPDATE SET memberships = excluded.memberships,
           seen_on = excluded.seen_on, document = excluded.document`,
        [subject, JSON.stringify(memberships), seenOn, sealed],
      );
      await session.run('DELETE FROM belongings WHERE subject = $1', [subject]);
      await session.run(
        `INSERT INTO belongings (organisation, subject) SELECT DISTINCT organisation, $2
         FROM unnest($1::text[]) AS organisation`,
        [organisationsOf(person), subject],
      );
    });
  }

  async erase(subject: string): Promise<void> {
    await this.sealing.keys.erase(referenceOf(subject));
    await this.database.transaction(async (session) => {
      await session.run('DELETE FROM people WHERE subject = $1', [subject]);
      await session.run('DELETE FROM belongings WHERE subject = $1', [subject]);
    });
  }

  /** The database is its opener's to close. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async people(sql: string, parameters: readonly unknown[]): Promise<Person[]> {
    return this.opened(await this.database.query<PersonRow>(sql, parameters));
  }

  private async opened(rows: readonly PersonRow[]): Promise<Person[]> {
    const people = await Promise.all(
      rows.map((row) => openPerson(this.sealing, row, JSON.parse(row.memberships) as Membership[])),
    );
    return people.filter((person) => person !== undefined);
  }
}
