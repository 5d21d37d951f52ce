import { describe, expect, it } from '@jest/globals';
import { readAsFile } from '../testing/documented-issuers.js';
import { firstWords } from '../testing/first-words.js';
import { settled } from './settled-issuers.js';

/** A start with these issuers: whose subjects stand as they are, and whose behind a name. */
async function start(said: Map<string, string>, issuers: readonly object[], persons?: Map<string, string>) {
  const read = readAsFile({
    issuers: issuers.map((each) => ({ audience: 'tilsagn', clients: ['c'], ...each })),
  });
  expect(read.reasons).toEqual([]);
  const one = await settled(
    { kind: 'oidc', issuers: read.issuers, ...(persons && { persons }) },
    firstWords(said),
  );
  await one.keep();
  return one.issuers.map(({ name, plain }) => (plain ? 'as they are' : name));
}

const PEOPLE = { name: 'people', issuer: 'https://people.example' };
const SYSTEMS = { name: 'systems', issuer: 'https://systems.example' };

describe('whose persons a data folder has', () => {
  it('stands with its first start, wherever the issuer stands in later ones', async () => {
    const said = new Map<string, string>();
    expect(await start(said, [PEOPLE])).toEqual(['as they are']);
    expect(await start(said, [SYSTEMS, PEOPLE])).toEqual(['systems', 'as they are']);
    expect(await start(said, [{ ...PEOPLE, name: 'renamed' }])).toEqual(['as they are']);
  });

  it('is not changed by another issuer, claim or digest, unless a list says who is who', async () => {
    const said = new Map<string, string>();
    await start(said, [PEOPLE]);
    for (const other of [
      { ...PEOPLE, issuer: 'https://people.example/' },
      { ...PEOPLE, person: { claim: 'oid' } },
      { ...PEOPLE, person: { digest: true } },
    ]) {
      await expect(start(said, [other])).rejects.toThrow('TILSAGN_PERSONS');
      expect(await start(new Map(said), [other], new Map())).toEqual(['people']);
    }
  });

  it('is what the first of two starts at once says: the other one is refused', async () => {
    const said = new Map<string, string>();
    const { issuers } = readAsFile({ issuers: [{ audience: 'tilsagn', clients: ['c'], ...PEOPLE }] });
    const others = readAsFile({ issuers: [{ audience: 'tilsagn', clients: ['c'], ...SYSTEMS }] });
    const one = await settled({ kind: 'oidc', issuers }, firstWords(said));
    const other = await settled({ kind: 'oidc', issuers: others.issuers }, firstWords(said));
    await one.keep();
    await expect(other.keep()).rejects.toThrow('TILSAGN_PERSONS');
  });

  it('is not changed for a further issuer either: another one has another name', async () => {
    const said = new Map<string, string>();
    await start(said, [PEOPLE, SYSTEMS]);
    const other = { ...SYSTEMS, person: { claim: 'client_id' } };
    await expect(start(said, [PEOPLE, other], new Map())).rejects.toThrow('changes the issuer "systems"');
    expect(await start(said, [PEOPLE, { ...other, name: 'machines' }])).toEqual(['as they are', 'machines']);
  });
});
