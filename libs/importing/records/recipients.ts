import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { holdsId, holdsName } from './person-names.js';
import { all, first, isObject, line, type Fields } from './record-fields.js';

/** Whom a grant is for: an organisation, or a private person. */
export interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'person';
}

/** Whom the grant is for: 360Giving names an organisation or an individual, each in a list or alone. */
export function recipientOf(record: Fields): Recipient | undefined {
  const organisation = partyOf(record['recipientOrganization']);
  if (organisation) return organisation;
  const person = named(record['recipientIndividual']);
  return person && { ...person, kind: 'person' };
}

/** An organisation with its id, in the one form, and its name; the first of a list. */
export function partyOf(value: unknown): { id: string; name: string } | undefined {
  const party = named(value);
  return party && { ...party, id: canonicalOrganisation(party.id) };
}

function named(value: unknown): { id: string; name: string } | undefined {
  const party = first(value);
  const id = line(party?.['id']);
  const name = line(party?.['name']);
  return id !== undefined && name !== undefined ? { id, name } : undefined;
}

/** What is said of the private persons a record is for; '' where nothing is. */
export function personsIn(record: Fields): { readonly id: string; readonly name: string }[] {
  return all(record['recipientIndividual']).map(({ id, name }) => ({
    id: line(id) ?? '',
    name: line(name) ?? '',
  }));
}

/** Whether a record's id is made of that or the name of the person it is for. */
export function tellsWho(id: string, record: unknown): boolean {
  if (!isObject(record)) return false;
  return personsIn(record).some(
    (person) => (person.id !== '' && id.includes(person.id)) || tellsOf(id, person),
  );
}

/** Whether a text tells who a person is. */
export function tellsOf(text: string, { id, name }: { readonly id: string; readonly name: string }): boolean {
  return holdsName(text, name) || holdsId(text, id);
}
