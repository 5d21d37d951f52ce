import { describe, expect, it } from '@jest/globals';
import { firstWords } from '../testing/first-words.js';
import { knownPersons } from './known-persons.js';

const LIST = new Map([
  ['oidc:carl', 'carl'],
  ['oidc:dina', 'dina'],
]);

describe('a person who was another to the provider before', () => {
  it('is the old one by the list, and whoever is not in it is as their token says', async () => {
    const persons = await knownPersons(firstWords(), LIST);
    expect(await persons.asBefore('oidc:carl')).toBe('carl');
    expect(await persons.asBefore('oidc:berit')).toBe('oidc:berit');
  });

  it('stays the old one once they came, with a shorter list or none', async () => {
    const said = new Map<string, string>();
    await (await knownPersons(firstWords(said), LIST)).asBefore('oidc:carl');
    for (const list of [undefined, new Map(), new Map([['oidc:dina', 'dina']])])
      expect(await (await knownPersons(firstWords(said), list)).asBefore('oidc:carl')).toBe('carl');
  });

  it('can be corrected in the list while they have not come, and not after that', async () => {
    const said = new Map<string, string>();
    await (await knownPersons(firstWords(said), LIST)).asBefore('oidc:carl');
    const corrected = await knownPersons(firstWords(said), new Map([...LIST, ['oidc:dina', 'diana']]));
    expect(await corrected.asBefore('oidc:dina')).toBe('diana');
    await expect(knownPersons(firstWords(said), new Map([...LIST, ['oidc:carl', 'karl']]))).rejects.toThrow(
      'TILSAGN_PERSONS says that oidc:carl is karl, who came to this installation as carl',
    );
  });

  it('is who another process said a moment ago, whatever the list of this one says', async () => {
    const said = new Map<string, string>();
    const [one, other] = [
      firstWords(said),
      { ...firstWords(said), said: async (name: string) => said.get(name) },
    ];
    const shorter = await knownPersons(other);
    const another = await knownPersons(other, new Map([['oidc:carl', 'karl']]));
    await (await knownPersons(one, LIST)).asBefore('oidc:carl');
    expect(await shorter.asBefore('oidc:carl')).toBe('carl');
    expect(await another.asBefore('oidc:carl')).toBe('carl');
  });
});
