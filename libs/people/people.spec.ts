import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Identity } from '#access/identity/identity.js';
import { StorageUnavailable } from '#hosting/storage.js';
import { People } from './people.js';
import { MemoryPeople } from './testing/memory-people.js';

const CARL: Identity = {
  subject: 'carl-1',
  name: 'Carl Carlsen',
  memberships: [{ organisation: 'udir', roles: ['decision-maker', 'caseworker'] }],
};
const MONDAY = '2026-03-02T08:00:00.000Z';
const LATER = '2026-03-02T15:00:00.000Z';
const TUESDAY = '2026-03-03T08:00:00.000Z';

describe('the directory of people', () => {
  let store: MemoryPeople;
  let people: People;
  let heard: string[];

  beforeEach(() => {
    store = new MemoryPeople();
    people = new People(store);
    heard = [];
    people.onSeen(({ name }, now) => {
      heard.push(`${name} at ${now}`);
      return Promise.resolve();
    });
  });
  afterEach(() => people.erase('carl-1'));

  it('keeps who signs in at their first request, with roles in one order', async () => {
    await people.see(CARL, MONDAY);
    expect(await people.find('carl-1')).toEqual({
      ...CARL,
      memberships: [{ organisation: 'udir', roles: ['caseworker', 'decision-maker'] }],
      seenOn: '2026-03-02',
    });
    expect(heard).toEqual([`Carl Carlsen at ${MONDAY}`]);
  });

  it('writes nothing while a token tells nothing new, also after a restart and in another order', async () => {
    await people.see(CARL, MONDAY);
    const [membership] = CARL.memberships;
    const turned = { ...CARL, memberships: [{ ...membership!, roles: membership!.roles.toReversed() }] };
    await people.see(turned, LATER);
    await new People(store).see(turned, LATER);
    expect(store.written).toBe(1);
  });

  it('writes the day once a day, and is heard of once a day', async () => {
    await people.see(CARL, MONDAY);
    await people.see(CARL, TUESDAY);
    await people.see(CARL, TUESDAY);
    expect(store.written).toBe(2);
    expect((await people.find('carl-1'))?.seenOn).toBe('2026-03-03');
    expect(heard).toHaveLength(2);
  });

  it.each([
    ['a name', { name: 'Carla Carlsen' }],
    ['a title', { title: 'rådgiver' }],
    ['a role', { memberships: [{ organisation: 'udir', roles: ['attester' as const] }] }],
    ['an organisation', { memberships: [{ organisation: 'imdi', roles: ['caseworker' as const] }] }],
  ])('keeps %s that is new', async (_, changed) => {
    await people.see(CARL, MONDAY);
    await people.see({ ...CARL, ...changed }, LATER);
    expect(await people.find('carl-1')).toMatchObject(changed);
    expect(heard).toHaveLength(2);
  });

  it('keeps a person once whose first requests come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => people.see(CARL, MONDAY)));
    expect(store.written).toBe(1);
    expect(heard).toHaveLength(1);
  });

  it('adds nobody whose token tells no name', async () => {
    const { name: _, ...nameless } = CARL;
    await people.see(nameless, MONDAY);
    expect(store.written).toBe(0);
  });

  it.each([
    ['a program, whatever it is called', { program: true as const }],
    ['one for whom another acts, who did not come', { actedBy: ['erp'] }],
  ])('adds nobody for %s', async (_, told) => {
    await people.see({ ...CARL, ...told }, MONDAY);
    expect([store.written, heard]).toEqual([0, []]);
  });

  it('has kept a person before it tells of them: who looks for them meanwhile finds them', async () => {
    const found: boolean[] = [];
    people.onSeen(async ({ subject }) => {
      found.push((await people.find(subject)) !== undefined);
    });
    await people.see(CARL, MONDAY);
    expect(found).toEqual([true]);
  });

  it('keeps all organisations of somebody who acts for many, and sees the last of them change', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ organisation: `o-${index}`, roles: [] }));
    await people.see({ ...CARL, memberships: many }, MONDAY);
    await people.see({ ...CARL, memberships: many.slice(0, -1) }, LATER);
    expect((await people.find('carl-1'))?.memberships).toHaveLength(299);
  });

  it('takes whoever could not be written down at the next request', async () => {
    store.fault = new StorageUnavailable('full');
    await expect(people.see(CARL, MONDAY)).rejects.toThrow('full');
    store.fault = undefined;
    await people.see(CARL, MONDAY);
    expect(await people.find('carl-1')).toMatchObject({ name: 'Carl Carlsen' });
  });

  it('tells again of a person whom a listener failed for', async () => {
    let fails = true;
    people.onSeen(() => (fails ? Promise.reject(new Error('not now')) : Promise.resolve()));
    await expect(people.see(CARL, MONDAY)).rejects.toThrow('not now');
    fails = false;
    await people.see(CARL, MONDAY);
    expect(heard).toHaveLength(2);
  });

  it('keeps who is away while names change, until it is said that they are not', async () => {
    await people.absent(CARL, { from: '2026-03-02' }, MONDAY);
    await people.see(CARL, MONDAY);
    expect(await people.find('carl-1')).toMatchObject({
      name: 'Carl Carlsen',
      absence: { from: '2026-03-02' },
    });
    await people.absent(CARL, undefined, LATER);
    expect(await people.find('carl-1')).not.toHaveProperty('absence');
  });

  it('lists those of an organisation by name, as Norwegians sort them', async () => {
    for (const name of ['Åse', 'Ærlend', 'Berit', 'Østen', 'Anna'])
      await people.see({ ...CARL, subject: name, name }, MONDAY);
    expect((await people.ofOrganisation('udir')).map(({ name }) => name)).toEqual([
      'Anna',
      'Berit',
      'Ærlend',
      'Østen',
      'Åse',
    ]);
  });

  it('forgets who is erased, and keeps them anew when they come again', async () => {
    await people.see(CARL, MONDAY);
    await people.erase('carl-1');
    expect((await people.namedIn({ person: 'carl-1' })).size).toBe(0);
    await people.see(CARL, MONDAY);
    expect((await people.namedIn({ person: 'carl-1' })).get('carl-1')).toMatchObject({
      name: 'Carl Carlsen',
    });
  });
});
