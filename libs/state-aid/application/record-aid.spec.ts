import { describe, expect, it } from '@jest/globals';
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { CommandContext } from '#eventsourcing/command.js';
import { newId } from '#eventsourcing/ids.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import { contextFor } from '#processes/process-context.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { contextsFrom } from '#processes/testing/contexts.js';
import { RecordAid } from '../contract/commands.js';
import type { StateAidDeclaration } from '../contract/declaration.js';
import { aidStream, stateAidEvents } from '../contract/events.js';
import { carriedBy } from '../domain/state.js';
import { RULES } from '../domain/testing/samples.js';
import { StateAid } from './aid.js';
import { AidSteps } from './aid-steps.js';
import { ExchangeRates } from './exchange-rates.js';
import { ReleaseWithCommitment } from './processes/release-with-commitment.js';
import { RecordAidHandler } from './record-aid.js';
import { RateSteps, TakeRateStep } from './rate-steps.js';

const NOW = '2026-03-02T12:00:00Z';
const manager = { subject: 'mette', roles: ['scheme-manager'], organisation: 'd' };
const [A, B] = ['911111111', '922222222'];

const context = (actor: CommandContext['actor'] = manager): CommandContext => {
  const commandId = newId();
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now: NOW };
};

/** What a process has of its own. */
function processOver(store: EventStore) {
  const handling = new CommandHandling(store, new Sealer(stateAidEvents, new MemoryKeyStore()));
  const [aid, rates] = [new StateAid(handling), new ExchangeRates(handling)];
  const record = new RecordAidHandler(aid, rates);
  const rate = new RateSteps(rates);
  return {
    aid,
    steps: new AidSteps(aid),
    rate: (date: string, value: string, actor = manager) =>
      rate.execute(
        new TakeRateStep('NOK', { type: 'RecordRate', date, rate: value, source: 'ECB' }, context(actor)),
      ),
    grant: (
      aidId: string,
      kroner: number,
      {
        organisation = A,
        declaration,
        carrier,
      }: { organisation?: string; declaration?: StateAidDeclaration; carrier?: string } = {},
    ) =>
      record.execute(
        new RecordAid(
          aidId,
          {
            caseId: newId(),
            schemeId: 's',
            directorate: 'd',
            organisation,
            declaration,
            ...(carrier === undefined ? {} : { carrier }),
            amount: { amount: kroner * 100, currency: 'NOK' },
            grantedOn: '2026-03-02',
            regulationVersion: '1',
            rules: RULES,
          },
          context(),
        ),
      ),
  };
}

describe('recording aid', () => {
  it('lets only one of two pass that together exceed the limit of their group, in one process or two', async () => {
    for (const together of [true, false]) {
      const store = openMemoryStore();
      const one = processOver(store);
      const other = together ? one : processOver(store);
      await one.rate('2026-03-01', '10');
      await one.grant('declared', 1, { organisation: A, declaration: { group: [B], otherAid: [] } });
      const outcomes = await Promise.all([
        one.grant('a1', 2_000_000, { organisation: A }),
        other.grant('b1', 2_000_000, { organisation: B }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
        refusal: { code: 'de-minimis-exceeded', facts: { undertaking: [A, B] } },
      });
      await store.close();
    }
  });

  it('converts each amount at the rate of its own day, or the last before it', async () => {
    const store = openMemoryStore();
    const process = processOver(store);
    await process.rate('2025-01-01', '8');
    await process.rate('2026-02-27', '10');
    const old = { grantor: 'G', amount: { amount: 800_00, currency: 'NOK' }, grantedOn: '2025-06-01' };
    await process.grant('a1', 1000, { declaration: { group: [], otherAid: [old] } });
    const granted = (await store.readStream(aidStream())).at(-1);
    expect(granted?.data).toMatchObject({
      amountEuroCents: 100_00,
      rate: { rate: '10', date: '2026-02-27', source: 'ECB' },
      total: 200_00,
    });
    await store.close();
  });

  it('is refused without a rate, of the grant or of aid that was declared', async () => {
    const store = openMemoryStore();
    const process = processOver(store);
    const missing = { refusal: { code: 'currency-rate-missing', facts: { currency: 'NOK' } } };
    expect(await process.grant('a1', 1)).toMatchObject(missing);
    await process.rate('2026-02-27', '10');
    const old = { grantor: 'G', amount: { amount: 1, currency: 'NOK' }, grantedOn: '2025-06-01' };
    const declaration = { group: [], otherAid: [old] };
    expect(await process.grant('a1', 1, { declaration })).toMatchObject(missing);
    expect((await process.grant('a1', 1)).ok).toBe(true);
    await store.close();
  });

  it('takes rates from managers only', async () => {
    const store = openMemoryStore();
    const outcome = await processOver(store).rate('2026-02-27', '10', { ...manager, roles: ['caseworker'] });
    expect(outcome).toMatchObject({ refusal: { code: 'forbidden' } });
    await store.close();
  });

  it('is undone when the commitment that carried it is let go, also when that was before the aid came', async () => {
    const store = openMemoryStore();
    const process = processOver(store);
    await process.rate('2026-02-27', '10');
    await process.grant('r1', 3_000_000);
    const commands = {
      execute: (command: never) => process.steps.execute(command),
    } as unknown as CommandBus;
    const queries = { execute: () => Promise.resolve({ released: true }) } as unknown as QueryBus;
    const reaction = new ReleaseWithCommitment(commands, queries, process.aid);
    const event = (type: string, data: object) =>
      ({ type, data }) as unknown as Parameters<typeof reaction.react>[0];
    const react = (type: string, data: object) => reaction.react(event(type, data), contextsFrom(context));
    await react('CommitmentReleased', { reservationId: 'of another scheme', grounds: '' });
    expect((await process.grant('r2', 3_000_000)).ok).toBe(false);
    await react('CommitmentReleased', { reservationId: 'r1', grounds: 'the award lapsed' });
    expect((await process.grant('r2', 3_000_000)).ok).toBe(true);
    await react('DeMinimisAidGranted', { aidId: 'r2', schemeId: 's' });
    expect((await process.grant('r3', 3_000_000)).ok).toBe(true);
    await store.close();
  });

  it('is undone to the last one a commitment carries, also when one of them fails on the way', async () => {
    const store = openMemoryStore();
    const process = processOver(store);
    await process.rate('2026-02-27', '10');
    for (const aidId of ['a', 'b', 'c']) await process.grant(aidId, 100_000, { carrier: 'r' });
    let failures = 1;
    const commands = {
      execute: async (command: { readonly id: string }) => {
        if (command.id === 'b' && failures-- > 0) throw new StoreUnavailable('disk full');
        return process.steps.execute(command as never);
      },
    } as unknown as CommandBus;
    const reaction = new ReleaseWithCommitment(commands, {} as QueryBus, process.aid);
    const released = { type: 'CommitmentReleased', data: { reservationId: 'r', grounds: '' } };
    const cause = { kind: 'reaction', name: reaction.name, id: newId(), correlationId: newId() };
    const react = () => reaction.react(released as never, contextFor(cause, { now: () => NOW }));
    await expect(react()).rejects.toThrow('disk full');
    await react();
    expect(carriedBy(await process.aid.now(), 'r')).toEqual([]);
    await store.close();
  });
});
