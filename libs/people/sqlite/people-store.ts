import { setImmediate } from 'node:timers/promises';
import type { Membership } from '#access/identity/identity.js';
import type { DurableStore } from '#backup/durable-store.js';
import type { JsonObject } from '#eventsourcing/event.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { type KeyStore, personReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
import type { PeopleStore } from '../people-store.js';
import { isNamed, type Named, type Person } from '../person.js';

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

interface Row {
  readonly seq: number;
  readonly subject: string;
  readonly memberships: string;
  readonly seen_on: string;
  readonly document: string;
}

/** People that are opened before others have their turn. */
const AT_ONCE = 100;

/** What is sealed of a person. */
type Sealed = Pick<Person, 'name' | 'title' | 'absence'>;

/** How people are sealed, opened and erased. */
export interface PeopleSealing {
  readonly sealer: Pick<Sealer, 'sealDocument'>;
  readonly unsealer: Pick<Unsealer, 'unsealDocument'>;
  readonly keys: Pick<KeyStore, 'erase'>;
}

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

  async keep({ subject, memberships, seenOn, name, title, absence }: Person): Promise<void> {
    const document = { name, title, absence } as JsonObject;
    const sealed = await this.sealing.sealer.sealDocument(document, idOf(subject), referenceOf(subject));
    const organisations = memberships.flatMap(({ organisation }) => organisation ?? []);
    await this.db.write([
      {
        sql: `INSERT INTO people (subject, memberships, seen_on, document) VALUES (?, ?, ?, ?)
              ON CONFLICT (subject) DO UPDATE SET memberships = excluded.memberships,
                seen_on = excluded.seen_on, document = excluded.document`,
        params: [subject, JSON.stringify(memberships), seenOn, JSON.stringify(sealed)],
      },
      { sql: 'DELETE FROM belongings WHERE subject = ?', params: [subject] },
      ...organisations.map((organisation) => ({
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

  private rows(sql: string, ...params: (string | number)[]): Row[] {
    return this.db.all(sql, ...params) as unknown as Row[];
  }

  private async personOf({ subject, memberships, seen_on, document }: Row): Promise<Person | undefined> {
    const opened = await this.sealing.unsealer.unsealDocument<Sealed | Erased>(
      JSON.parse(document) as SealedValue,
      idOf(subject),
    );
    if (isErased(opened)) return undefined;
    return { subject, memberships: membershipsIn(memberships), seenOn: seen_on, ...opened };
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

/** Where a person's document is sealed for. */
function idOf(subject: string): string {
  return `people:${subject}`;
}

/** The person's own key: not the one of what a contact person is called in an application. */
function referenceOf(subject: string): string {
  return personReference(`subject:${subject}`);
}
