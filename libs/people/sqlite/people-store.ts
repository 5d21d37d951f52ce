import { setImmediate } from 'node:timers/promises';
import type { Membership } from '#access/identity/identity.js';
import type { DurableStore } from '#backup/durable-store.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
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

const SCHEMA = [
  `CREATE TABLE people (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     subject TEXT NOT NULL UNIQUE,
     memberships TEXT NOT NULL,
     seen_on TEXT NOT NULL,
     document TEXT NOT NULL
   ) STRICT;
   CREATE TABLE belongings (
     organisation TEXT NOT NULL,
     subject TEXT NOT NULL,
     PRIMARY KEY (organisation, subject)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX belongings_of_person ON belongings (subject)`,
];

/** The people as a store of a data folder; they may be there before the first event. */
export const PEOPLE_STORE: DurableStore = {
  name: 'people',
  path: 'people.sqlite',
  kind: 'sqlite',
  sealed: {
    between: 'SELECT document AS text FROM people WHERE seq > ? AND seq <= ?',
    last: 'SELECT max(seq) AS row FROM people',
  },
};

/** People that are opened before others have their turn. */
const AT_ONCE = 100;

/** People in a SQLite file; each is sealed with a key of their own. */
export class SqlitePeopleStore implements PeopleStore {
  /** Opens or makes the file. @throws StorageUnavailable, SchemaTooNew */
  static async open(file: string, sealing: PeopleSealing): Promise<SqlitePeopleStore> {
    const db = await openDurable({ file, schema: SCHEMA, secureDelete: true });
    await writeBelongingsInOneForm(db);
    return new SqlitePeopleStore(db, sealing);
  }

  private constructor(
    private readonly db: DurableSqlite,
    private readonly sealing: PeopleSealing,
  ) {}

  async find(subject: string): Promise<Person | undefined> {
    const [row] = this.rows('SELECT * FROM people WHERE subject = ?', subject);
    return row && (await this.personOf(row));
  }

  async named(subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
    const rows = this.rows(
      'SELECT * FROM people WHERE subject IN (SELECT value FROM json_each(?))',
      JSON.stringify(subjects),
    );
    const people = await Promise.all(rows.map((row) => this.personOf(row)));
    return new Map(people.filter(isNamed).map((person) => [person.subject, person]));
  }

  async ofOrganisation(organisation: string): Promise<readonly Person[]> {
    const found: Person[] = [];
    for (let behind = 0; ;) {
      const rows = this.rows(
        `SELECT * FROM people WHERE seq > ? AND subject IN (SELECT subject FROM belongings WHERE organisation = ?)
         ORDER BY seq LIMIT ?`,
        behind,
        organisation,
        AT_ONCE,
      );
      const people = await Promise.all(rows.map((row) => this.personOf(row)));
      found.push(...people.flatMap((person) => person ?? []));
      if (rows.length < AT_ONCE) return found;
      behind = rows.at(-1)!.seq;
      await setImmediate();
    }
  }

  async keep(person: Person): Promise<void> {
    const sealed = await sealPerson(this.sealing, person);
    const { subject, memberships, seenOn } = person;
    await this.db.write([
      {
        sql: `INSERT INTO people (subject, memberships, seen_on, document) VALUES (?, ?, ?, ?)
              ON CONFLICT (subject) DO UPDATE SET memberships = excluded.memberships,
                seen_on = excluded.seen_on, document = excluded.document`,
        params: [subject, JSON.stringify(memberships), seenOn, sealed],
      },
      { sql: 'DELETE FROM belongings WHERE subject = ?', params: [subject] },
      ...organisationsOf(person).map((organisation) => ({
        sql: 'INSERT OR IGNORE INTO belongings (organisation, subject) VALUES (?, ?)',
        params: [organisation, subject],
      })),
    ]);
  }

  async erase(subject: string): Promise<void> {
    await this.sealing.keys.erase(referenceOf(subject));
    await this.db.write([
      { sql: 'DELETE FROM belongings WHERE subject = ?', params: [subject] },
      { sql: 'DELETE FROM people WHERE subject = ?', params: [subject] },
    ]);
  }

  /** Whether it takes writes now. */
  available(): Promise<boolean> {
    return this.db.available();
  }

  close(): Promise<void> {
    return this.db.close();
  }

  private rows(sql: string, ...params: (string | number)[]): PersonRow[] {
    return this.db.all(sql, ...params) as unknown as PersonRow[];
  }

  private personOf(row: PersonRow): Promise<Person | undefined> {
    return openPerson(this.sealing, row, membershipsIn(row.memberships));
  }
}

/** Tokens of before told an organisation as its number was written there. */
function membershipsIn(kept: string): Membership[] {
  return (JSON.parse(kept) as Membership[]).map(({ organisation, roles }) =>
    organisation === undefined ? { roles } : { organisation: canonicalOrganisation(organisation), roles },
  );
}

async function writeBelongingsInOneForm(db: DurableSqlite): Promise<void> {
  const all = db
    .all('SELECT DISTINCT organisation FROM belongings')
    .map((row) => row['organisation'] as string);
  const others = all.filter((organisation) => canonicalOrganisation(organisation) !== organisation);
  if (others.length === 0) return;
  await db.write(
    others.map((organisation) => ({
      sql: 'UPDATE OR REPLACE belongings SET organisation = ? WHERE organisation = ?',
      params: [canonicalOrganisation(organisation), organisation],
    })),
  );
}
