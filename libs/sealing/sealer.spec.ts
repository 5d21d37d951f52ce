import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventCatalogue } from '#event-store/catalogue.js';
import type { Json, JsonObject, NewEvent } from '#eventsourcing/event.js';
import { SealBroken } from './cipher.js';
import { caseReference, personReference, UnknownKey } from './key-store.js';
import { MemoryKeyStore } from './memory/key-store.js';
import { isErased, isSealed, located, type SealedValue } from './sealed.js';
import { Sealer } from './sealer.js';
import { Unsealer } from './unsealer.js';

const catalogue: EventCatalogue = {
  ApplicationSubmitted: {
    schemaVersion: 3,
    personal: { 'applicant.contact': 'person', 'applicant.notes.*.text': 'case' },
  },
  CallAnnounced: { schemaVersion: 1 },
};
const contact = { name: 'Kari Nordmann', email: 'kari@example.no' };
const submitted = {
  personRef: 'p1',
  applicant: { organisation: '974760673', contact, notes: [{ text: 'about Kari' }, { text: 'about Ola' }] },
};
const frame = (id: string, caseId?: string): Pick<NewEvent, 'id' | 'metadata'> => ({
  id,
  metadata: {
    actor: { subject: 's', roles: [] },
    ...(caseId === undefined ? {} : { caseId }),
    commandId: 'c',
    commandHash: 'h',
    correlationId: 'r',
    occurredAt: '2026-01-01T00:00:00.000Z',
  },
});

function setUp() {
  const keys = new MemoryKeyStore();
  const sealer = new Sealer(catalogue, keys);
  const encode = (data: Json | object, id = 'e1', caseId: string | undefined = 'case-1') =>
    sealer.encode({ type: 'ApplicationSubmitted', data }, frame(id, caseId));
  return { keys, sealer, encode, unsealer: new Unsealer(keys) };
}

describe('sealing an event', () => {
  it('seals what the catalogue calls personal and nothing else', async () => {
    const { encode, unsealer } = setUp();
    const event = await encode(submitted);
    const { applicant } = event.data as { applicant: { contact: Json; notes: { text: Json }[] } };
    expect(event).toMatchObject({ id: 'e1', type: 'ApplicationSubmitted', schemaVersion: 3 });
    expect(event.data).toMatchObject({ personRef: 'p1', applicant: { organisation: '974760673' } });
    expect([applicant.contact, ...applicant.notes.map(({ text }) => text)].every(isSealed)).toBe(true);
    expect(JSON.stringify(event)).not.toMatch(/Kari|Ola/);
    expect(await unsealer.unseal(event.data, { eventId: 'e1' })).toEqual(submitted);
  });

  it('leaves what is not there alone', async () => {
    const { encode } = setUp();
    const data = { applicant: { contact: null, notes: [] } };
    expect((await encode(data)).data).toEqual(data);
    expect((await encode({})).data).toEqual({});
  });

  it("takes the person's key when a person is named, else the case's", async () => {
    const { encode, keys } = setUp();
    const kid = async (data: object) =>
      ((await encode(data)).data as { applicant: { contact: SealedValue } }).applicant.contact.$sealed.kid;
    const person = await keys.keyFor(personReference('p1'));
    const ofCase = await keys.keyFor(caseReference('case-1'));
    expect(await kid({ personRef: 'p1', applicant: { contact } })).toBe(person.kid);
    expect(await kid({ applicant: { contact } })).toBe(ofCase.kid);
  });

  it('refuses what only a bug can bring', async () => {
    const { encode, sealer, keys } = setUp();
    await expect(sealer.encode({ type: 'Unheard', data: {} }, frame('e1'))).rejects.toThrow(
      'in no catalogue',
    );
    await expect(
      sealer.encode({ type: 'ApplicationSubmitted', data: { applicant: { contact } } }, frame('e1')),
    ).rejects.toThrow('neither a person nor a case');
    const sealed = (await encode(submitted)).data;
    await expect(encode(sealed)).rejects.toThrow('already sealed value at applicant.contact');
    await expect(encode({ elsewhere: sealed['applicant'] })).rejects.toThrow('already sealed');
    const overlapping = { X: { schemaVersion: 1, personal: { a: 'case', 'a.b': 'case' } } } as const;
    expect(() => new Sealer(overlapping, keys)).toThrow('a.b lies within a');
  });

  it('brings back any JSON value', async () => {
    const { encode, unsealer } = setUp();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.uuid(), async (value, id) => {
        const data = { applicant: { contact: value as Json } };
        const event = await encode(data, id);
        const back = await unsealer.unseal(event.data, { eventId: id });
        expect(back).toStrictEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it('never seals the same value to the same bytes', async () => {
    const { encode } = setUp();
    expect((await encode(submitted)).data).not.toEqual((await encode(submitted)).data);
  });
});

describe('a sealed value that was moved or changed', () => {
  const texts = fc.string({ minLength: 1 });

  it('opens neither in another event nor in another field', async () => {
    const { encode, unsealer } = setUp();
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.uuid(), fc.uuid(), async (one, two, id, otherId) => {
        fc.pre(id !== otherId);
        const { data } = await encode({ applicant: { notes: [{ text: one }, { text: two }] } }, id);
        await expect(unsealer.unseal(data, { eventId: otherId })).rejects.toThrow(SealBroken);
        const { notes } = data['applicant'] as { readonly notes: readonly Json[] };
        const swapped = { applicant: { notes: notes.toReversed() } };
        await expect(unsealer.unseal(swapped, { eventId: id })).rejects.toThrow(SealBroken);
      }),
    );
  });

  it('does not open with one bit changed', async () => {
    const { encode, unsealer } = setUp();
    const { data } = await encode({ applicant: { contact: 'Kari Nordmann' } });
    const { contact: sealed } = data['applicant'] as { readonly contact: SealedValue };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<'iv' | 'ct'>('iv', 'ct'), fc.nat(), async (part, at) => {
        const bytes = Buffer.from(sealed.$sealed[part], 'base64url');
        bytes[at % bytes.length]! ^= 1;
        const changed = { $sealed: { ...sealed.$sealed, [part]: bytes.toString('base64url') } };
        await expect(
          unsealer.unsealValue(changed, { eventId: 'e1', path: 'applicant.contact' }),
        ).rejects.toThrow(SealBroken);
      }),
    );
  });
});

describe('erasing a key', () => {
  it('makes what it sealed unreadable while the event stays byte for byte', async () => {
    const { encode, keys, unsealer } = setUp();
    const event = await encode(submitted);
    const before = JSON.stringify(event);
    await keys.erase(personReference('p1'));
    expect(await unsealer.unseal(event.data, { eventId: 'e1' })).toEqual({
      ...submitted,
      applicant: { ...submitted.applicant, contact: { $erased: true } },
    });
    expect(JSON.stringify(event)).toBe(before);
  });

  it('is not to be confused with a key that never was', async () => {
    const { encode } = setUp();
    const event = await encode(submitted);
    const elsewhere = new Unsealer(new MemoryKeyStore());
    await expect(elsewhere.unseal(event.data, { eventId: 'e1' })).rejects.toThrow(UnknownKey);
  });
});

describe('a located envelope', () => {
  it('opens away from its event, in any document', async () => {
    const { encode, unsealer } = setUp();
    const { id, data } = await encode(submitted);
    const { applicant } = located(data, id) as { applicant: { contact: SealedValue; notes: JsonObject[] } };
    const row = { application: 'a1', contactPerson: applicant.contact, first: applicant.notes[0]!['text']! };
    expect(await unsealer.unseal(row)).toEqual({
      application: 'a1',
      contactPerson: contact,
      first: 'about Kari',
    });
    expect(await unsealer.unsealValue(applicant.contact)).toEqual(contact);
  });

  it('is needed there: a bare one says what is missing', async () => {
    const { encode, unsealer } = setUp();
    const { data } = await encode(submitted);
    await expect(unsealer.unseal(data)).rejects.toThrow('opens only with the event and field');
  });
});

describe('a sealed document', () => {
  it('opens under its own id only', async () => {
    const { sealer, keys, unsealer } = setUp();
    const sealed = await sealer.sealDocument(submitted, 'draft-1', caseReference('draft-1'));
    expect(JSON.stringify(sealed)).not.toContain('Kari');
    expect(await unsealer.unsealDocument(sealed, 'draft-1')).toEqual(submitted);
    await expect(unsealer.unsealDocument(sealed, 'draft-2')).rejects.toThrow(SealBroken);
    await keys.erase(caseReference('draft-1'));
    expect(isErased(await unsealer.unsealDocument(sealed, 'draft-1'))).toBe(true);
  });
});
