import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dateInOslo } from '#calendar/oslo.js';
import type { JsonObject, RecordedEvent } from '#eventsourcing/event.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startOn, type Person, type System } from '#test/support/system.js';
import { goldenFolders, readRecord, unpackData } from './folder.js';
import { atRest } from './record.js';
import { storedEvents } from './stored.js';

interface Opened extends JsonObject {
  readonly directorate: string;
  readonly payoutId: string;
  readonly recoveryId: string;
}

/** States in which money is at the bank. */
const AT_THE_BANK = new Set(['PayoutInstructed', 'PayoutAcknowledged', 'PayoutPartiallySettled']);
/** Ends of a claim. */
const OVER = new Set(['RecoverySettled', 'ClaimWrittenOff', 'ClaimAnnulled']);

const outOfRange = { status: 422, body: { type: 'urn:tilsagn:problem:date-out-of-range' } };

describe.each([...goldenFolders()])('the days of money in the golden folder %s', (_, golden) => {
  const folder = temporaryFolder();
  const { clock } = readRecord(golden);
  let system: System;
  let streams: Map<string, RecordedEvent[]>;

  beforeAll(async () => {
    unpackData(golden, folder.path);
    system = await startOn(folder, { TILSAGN_NOW: clock });
    await atRest(system);
    const stored = await storedEvents(system.standalone.stores.log);
    streams = Map.groupBy(
      stored.map(({ event }) => event),
      ({ stream }) => stream,
    );
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const financeOf = (directorate: string): Promise<Person> =>
    system.as('finance-of-today', 'finance', directorate);

  it('count from the recording of an instruction that does not say its own', async () => {
    const waiting = [...streams.values()].filter((events) => AT_THE_BANK.has(events.at(-1)!.type));
    expect(waiting.length).toBeGreaterThan(0);
    for (const events of waiting) {
      const { instructionId } = events.at(-1)!.data;
      const instructed = events.find(
        (event) => event.type === 'PayoutInstructed' && event.data['instructionId'] === instructionId,
      )!;
      const day = dateInOslo(instructed.metadata.recordedAt);
      const { directorate, payoutId } = events[0]!.data as Opened;
      const finance = await financeOf(directorate);
      const settle = (settledOn: string) =>
        finance.post(`/v1/payouts/${payoutId}/settlement`, {
          status: 'settled',
          instructionId,
          settledOn,
          bankReference: 'OF-TODAY',
        });
      expect(await settle('2199-12-31')).toMatchObject(outOfRange);
      expect(await settle(addDays(day, -1))).toMatchObject(outOfRange);
      expect(await settle(day)).toMatchObject({ status: 200 });
    }
  });

  it('count from the recording of a forewarning that does not say its own', async () => {
    const owed = [...streams.values()].filter((events) => {
      const types = events.map(({ type }) => type);
      return types.includes('RepaymentClaimed') && !types.some((type) => OVER.has(type));
    });
    expect(owed.length).toBeGreaterThan(0);
    for (const [forewarned] of owed) {
      const day = dateInOslo(forewarned!.metadata.recordedAt);
      const { directorate, recoveryId, amount } = forewarned!.data as Opened & {
        readonly amount: { readonly currency: string };
      };
      const finance = await financeOf(directorate);
      const repay = (receivedOn: string) =>
        finance.post(`/v1/recoveries/${recoveryId}/repayments`, {
          amount: { ...amount, amount: 1 },
          receivedOn,
          bankReference: 'OF-TODAY',
        });
      expect(await repay('2199-12-31')).toMatchObject(outOfRange);
      expect(await repay(addDays(day, -1))).toMatchObject(outOfRange);
      expect(await repay(day)).toMatchObject({ status: 200 });
    }
  });
});
