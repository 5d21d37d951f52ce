import { describe, expect, it } from '@jest/globals';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { CommandContext } from '#eventsourcing/command.js';
import { newId } from '#eventsourcing/ids.js';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { grantEvents, type Power } from '../../contract/events.js';
import type { OrganisationCommand } from '../../domain/organisation/organisation.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { AppointmentsByName } from './appointments-by-name.js';
import { GivenNames } from './given-names.js';
import { OtherSpellings } from './other-spellings.js';
import { OrganisationSteps, TakeOrganisationStep } from './steps.js';
import { Representatives, rules } from './representatives.js';

const NUMBER = '910000012';
const NORA = 'Nora Nordmann';
const OLD = ['910.000.012', 'NO910000012MVA'];

const context = (): CommandContext => {
  const commandId = newId();
  const actor = { subject: 'root', roles: ['administrator'] };
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now: '2026-03-02T10:00:00Z' };
};

/** What an earlier program took: each way to write the number was an organisation of its own. */
async function onRecord() {
  const log = openMemoryStore();
  const store = withUpcasting(log, grantEvents);
  const keys = new MemoryKeyStore();
  const pseudonyms = new Pseudonyms(keys);
  const handling = new CommandHandling(store, new Sealer(grantEvents, keys));
  const before = { ...rules, streamOf: (id: string) => `organisation-${id}` };
  const appoint = (organisation: string, person: string, powers: readonly Power[]) => {
    const command = {
      type: 'AppointRepresentative',
      organisation,
      person,
      powers,
      from: '2026-01-01',
    } as const;
    return handling.handle(before, { id: organisation, command, context: context() });
  };
  await appoint(OLD[0]!, 'kari', ['all']);
  await appoint(OLD[1]!, 'ola', ['apply']);
  const named = {
    type: 'NameRepresentative',
    naming: 'n1',
    name: NORA,
    powers: ['accept'],
    from: '2026-01-01',
  };
  const personRef = await pseudonyms.ofNamed(OLD[0]!, NORA);
  const name = { ...named, organisation: OLD[0]!, personRef } as OrganisationCommand;
  await handling.handle(before, { id: OLD[0]!, command: name, context: context() });
  await appoint('987654325', 'eva', ['all']);
  await appoint('GB-CHC-910000012', 'per', ['all']);
  const spellings = new OtherSpellings(store);
  const representatives = new Representatives(handling, spellings);
  const names = new GivenNames(spellings, new Unsealer(keys));
  const appointments = new AppointmentsByName(representatives, pseudonyms, names, spellings);
  const steps = new OrganisationSteps(representatives, pseudonyms, spellings);
  return { log, representatives, appointments, steps };
}

describe('an organisation whose number was taken as it was written', () => {
  it('is represented by all whom any way to write it had, under the number', async () => {
    const { representatives, log } = await onRecord();
    for (const written of [NUMBER, ...OLD, '910 000 012']) {
      const { status, representatives: all } = await representatives.find(written);
      expect([status, all.map(({ person }) => person)]).toEqual(['represented', ['kari', 'ola']]);
    }
    const may = async (person: string, power: Power) =>
      (
        await representatives.refusalFor(
          { subject: person, roles: [] },
          NUMBER,
          power,
          '2026-03-02T10:00:00Z',
        )
      )?.code;
    expect([
      await may('kari', 'accept'),
      await may('ola', 'apply'),
      await may('ola', 'accept'),
      await may('eva', 'apply'),
    ]).toEqual([undefined, undefined, 'not-a-representative', 'not-a-representative']);
    await log.close();
  });

  it('appoints whoever was named under another way to write it, when they come', async () => {
    const { representatives, appointments, log } = await onRecord();
    const nora = { subject: 'nora', name: NORA, memberships: [{ organisation: NUMBER, roles: [] }] };
    const coming = { now: '2026-03-02T10:00:00Z' };
    expect(await appointments.completeFor({ ...nora, name: 'Nora Hansen' }, coming)).toEqual([]);
    expect(await appointments.completeFor(nora, coming)).toHaveLength(1);
    const { representatives: all, namings } = await representatives.find(NUMBER);
    expect([all.map(({ person }) => person), namings.length]).toEqual([['kari', 'ola', 'nora'], 0]);
    await log.close();
  });

  it('awaits one of a name, under whichever way to write it they were named', async () => {
    const { steps, log } = await onRecord();
    const name = (who: string) =>
      steps.execute(
        new TakeOrganisationStep(
          NUMBER,
          { type: 'NameRepresentative', naming: who, name: who, powers: ['accept'], from: '2026-01-01' },
          context(),
        ),
      );
    expect(await name(NORA)).toMatchObject({ refusal: { code: 'already-named', facts: { naming: 'n1' } } });
    expect(await name('Nora Hansen')).toMatchObject({ ok: true });
    expect((await log.readStream(`organisation-${NUMBER}`)).at(-1)?.data).not.toHaveProperty('formerRefs');
    await log.close();
  });

  it('is written on in the stream of the number, and what an earlier program wrote stays', async () => {
    const { representatives, log } = await onRecord();
    const remove = { type: 'RemoveRepresentative', organisation: NUMBER, person: 'kari' } as const;
    expect((await representatives.follow(OLD[0]!, remove, context())).ok).toBe(true);
    const { representatives: left } = await representatives.find(NUMBER);
    expect(left.map(({ person }) => person)).toEqual(['ola']);
    expect((await log.streamsOf('organisation')).toSorted()).toEqual(
      [NUMBER, ...OLD, '987654325', 'GB-CHC-910000012'].map((each) => `organisation-${each}`).toSorted(),
    );
    expect(await log.readStream(`organisation-${OLD[0]}`)).toMatchObject([
      { type: 'RepresentativeAppointed', data: { organisation: OLD[0] } },
      { type: 'RepresentativeNamed', data: { organisation: OLD[0] } },
    ]);
    await log.close();
  });
});
