import type { Membership } from '#access/identity/identity.js';
import type { JsonObject } from '#eventsourcing/event.js';
import { type KeyStore, personReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';
import type { Person } from './person.js';

/** How people are sealed, opened and erased. */
export interface PeopleSealing {
  readonly sealer: Pick<Sealer, 'sealDocument'>;
  readonly unsealer: Pick<Unsealer, 'unsealDocument'>;
  readonly keys: Pick<KeyStore, 'erase'>;
}

/** A person as a table keeps them. */
export interface PersonRow {
  readonly seq: number;
  readonly subject: string;
  readonly memberships: string;
  readonly seen_on: string;
  readonly document: string;
}

/** What is sealed of a person. */
type Sealed = Pick<Person, 'name' | 'title' | 'absence'>;

/** What a person is called and when they are away, sealed. */
export async function sealPerson(
  { sealer }: Pick<PeopleSealing, 'sealer'>,
  { subject, name, title, absence }: Person,
): Promise<string> {
  const document = { name, title, absence } as JsonObject;
  return JSON.stringify(await sealer.sealDocument(document, idOf(subject), referenceOf(subject)));
}

/** The person in a row, who belongs where `memberships` says; undefined once their key was erased. */
export async function openPerson(
  { unsealer }: Pick<PeopleSealing, 'unsealer'>,
  { subject, seen_on, document }: PersonRow,
  memberships: readonly Membership[],
): Promise<Person | undefined> {
  const opened = await unsealer.unsealDocument<Sealed | Erased>(
    JSON.parse(document) as SealedValue,
    idOf(subject),
  );
  return isErased(opened) ? undefined : { subject, memberships, seenOn: seen_on, ...opened };
}

/** The organisations a person belongs to. */
export function organisationsOf({ memberships }: Pick<Person, 'memberships'>): string[] {
  return memberships.flatMap(({ organisation }) => organisation ?? []);
}

/** The person's own key: not the one of what a contact person is called in an application. */
export function referenceOf(subject: string): string {
  return personReference(`subject:${subject}`);
}

/** Where a person's document is sealed for. */
function idOf(subject: string): string {
  return `people:${subject}`;
}
