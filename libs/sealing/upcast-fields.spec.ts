import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventCatalogue } from '#event-store/catalogue.js';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import type { Json, NewEvent } from '#eventsourcing/event.js';
import { SealBroken } from './cipher.js';
import { caseReference, personReference } from './key-store.js';
import { MemoryKeyStore } from './memory/key-store.js';
import { ERASED } from './sealed.js';
import { Sealer } from './sealer.js';
import { Unsealer } from './unsealer.js';

/** The program that wrote the events. */
const before: EventCatalogue = {
  Applied: {
    schemaVersion: 1,
    personal: {
      contactName: 'person',
      'contact.email': 'person',
      given: 'case',
      family: 'case',
      'members.*.name': 'case',
      'notes.*': 'case',
      'applicant.account': 'case',
    },
  },
};

type Shape = {
  readonly contactName: Json;
  readonly contact: { readonly email: Json };
  readonly given: Json;
  readonly family: Json;
  readonly members: readonly { readonly name: Json; readonly role: string }[];
  readonly notes: readonly Json[];
  readonly applicant: { readonly organisation: string; readonly account: Json };
  readonly personRef: string;
};

/** The program of today: twice the shape of the event has changed. */
const today: EventCatalogue = {
  Applied: {
    schemaVersion: 3,
    personal: { 'people.*.fullName': 'case' },
    upcast: {
      1: (data) => {
        const { contactName, contact, given, family, notes, applicant, ...rest } = data as unknown as Shape;
        const [first, ...others] = notes;
        return {
          ...rest,
          applicant: { organisation: applicant.organisation },
          account: applicant.account,
          contact: { person: { name: contactName }, reachedAt: [contact.email] },
          signedBy: [given, family],
          remark: first,
          furtherRemarks: others,
        };
      },
      2: ({ members, account, ...data }) => ({
        ...data,
        payee: { account },
        refundTo: { account },
        people: (members as Shape['members'])
          .filter(({ role }) => role !== 'observer')
          .map(({ name }) => ({ fullName: name }))
          .toReversed(),
      }),
    },
  },
};

const written: Shape = {
  personRef: 'p1',
  contactName: 'Kari Nordmann',
  contact: { email: 'kari@example.no' },
  given: 'Ola',
  family: 'Hansen',
  members: [
    { name: 'Per', role: 'leader' },
    { name: 'Liv', role: 'observer' },
    { name: 'Siv', role: 'member' },
  ],
  notes: ['about Kari', 'about Ola', 'about Per'],
  applicant: { organisation: '974760673', account: '86011117947' },
};

const read = {
  personRef: 'p1',
  applicant: { organisation: '974760673' },
  contact: { person: { name: 'Kari Nordmann' }, reachedAt: ['kari@example.no'] },
  signedBy: ['Ola', 'Hansen'],
  remark: 'about Kari',
  furtherRemarks: ['about Ola', 'about Per'],
  payee: { account: '86011117947' },
  refundTo: { account: '86011117947' },
  people: [{ fullName: 'Siv' }, { fullName: 'Per' }],
};

describe('a personal field whose place has changed since it was written', () => {
  const metadata = {
    actor: { subject: 's', roles: [] },
    caseId: 'case-1',
    commandId: 'c',
    commandHash: 'h',
    correlationId: 'r',
    occurredAt: '2026-01-01T00:00:00.000Z',
  };
  let keys: MemoryKeyStore;
  let unsealer: Unsealer;
  let event: NewEvent;
  const reading = async (events: readonly NewEvent[]) => {
    const log = openMemoryStore();
    await log.append('application-1', 'no-stream', events);
    return { log, recorded: await withUpcasting(log, today).readStream('application-1') };
  };

  beforeEach(async () => {
    keys = new MemoryKeyStore();
    unsealer = new Unsealer(keys);
    event = await new Sealer(before, keys).encode({ type: 'Applied', data: written }, { id: 'e1', metadata });
  });

  it('opens where it was moved, renamed, nested, copied or taken out of an array', async () => {
    const { recorded } = await reading([event]);
    expect(recorded[0]!.schemaVersion).toBe(3);
    expect(await unsealer.unseal(recorded[0]!.data, { eventId: 'e1' })).toEqual(read);
    expect(await unsealer.unseal(recorded[0]!.data)).toEqual(read);
  });

  it('is stored as it was', async () => {
    const { log } = await reading([event]);
    const [stored] = await log.readStored({ limit: 1 });
    expect(JSON.parse(Buffer.from(stored!.bytes).toString())).toMatchObject({ data: event.data });
  });

  it('stays erased', async () => {
    const { recorded } = await reading([event]);
    await keys.erase(personReference('p1'));
    await keys.erase(caseReference('case-1'));
    expect(await unsealer.unseal(recorded[0]!.data, { eventId: 'e1' })).toMatchObject({
      contact: { person: { name: ERASED }, reachedAt: [ERASED] },
      people: [{ fullName: ERASED }, { fullName: ERASED }],
    });
  });

  it('still opens neither in another event nor where another field stood', async () => {
    const { given, family } = event.data;
    const swapped = { ...event, data: { ...event.data, given: family!, family: given! } };
    const copied = { ...event, id: 'e2' };
    const { recorded } = await reading([swapped, copied, event]);
    for (const [index, eventId] of ['e1', 'e2'].entries())
      await expect(unsealer.unseal(recorded[index]!.data, { eventId })).rejects.toThrow(SealBroken);
    await expect(unsealer.unseal(recorded[2]!.data, { eventId: 'e2' })).rejects.toThrow(SealBroken);
  });
});
