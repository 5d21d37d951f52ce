import { describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { Reader } from '#cqrs/queries/reader.js';
import type { ReadModels } from '#projections/read-models.js';
import type { BudgetYearRow } from '../read-models/budget-status.js';
import { BudgetOverview } from './budget-overview.js';

const year = (of: number, amounts: Partial<BudgetYearRow> = {}): BudgetYearRow => ({
  scheme_id: 's',
  year: of,
  currency: 'NOK',
  appropriated: 0,
  transferred_in: 0,
  commitment_authority: 0,
  reserved: 0,
  paid: 0,
  settled: 0,
  returned: 0,
  transferable: null,
  recorded: false,
  ...amounts,
});

function overview(rows: readonly BudgetYearRow[], paused = 0): BudgetOverview {
  const readModels = {
    query: () => Promise.resolve(rows),
    pausedKeys: () => Promise.resolve(Array.from({ length: paused })),
  } as unknown as ReadModels;
  const scheme = { directorate: 'dir', currency: 'NOK' };
  const schemes = { find: (schemeId: string) => Promise.resolve(schemeId === 's' ? scheme : undefined) };
  return new BudgetOverview(new Reader(readModels, openMemoryStore()), schemes);
}

const manager = { subject: 'mette', roles: ['scheme-manager'], organisation: 'dir' };
const nok = (amount: number) => ({ amount, currency: 'NOK' });

describe('the budget of a scheme', () => {
  it('says year by year what is free, and never adds up commitment authorities', async () => {
    const rows = [
      year(2026, {
        appropriated: 1000,
        transferred_in: 50,
        commitment_authority: 700,
        reserved: 400,
        paid: 300,
        settled: 320,
        returned: 20,
        transferable: true,
        recorded: true,
      }),
      year(2027, { reserved: 200 }),
    ];
    const view = await overview(rows).of('s', manager);
    expect(view.years).toEqual([
      {
        year: 2026,
        appropriated: nok(1000),
        transferredIn: nok(50),
        commitmentAuthority: nok(700),
        reserved: nok(400),
        carried: nok(0),
        paid: nok(300),
        settled: nok(320),
        returned: nok(20),
        free: nok(650),
        left: nok(750),
        transferable: true,
        overdrawn: nok(0),
      },
      expect.objectContaining({ year: 2027, reserved: nok(200), free: nok(-200) }),
    ]);
    expect(view.totals).toEqual({
      appropriated: nok(1000),
      transferredIn: nok(50),
      reserved: nok(600),
      paid: nok(300),
      settled: nok(320),
      returned: nok(20),
      free: nok(450),
    });
    expect(view).not.toHaveProperty('incomplete');
  });

  it('is answered whatever its sums, also those of a budget from before they were bounded', async () => {
    const most = { appropriated: 1e14, transferred_in: 1e14, reserved: 1e14 };
    const rows = Array.from({ length: 300 }, (_, n) => year(1900 + n, most));
    const { totals } = await overview(rows).of('s', manager);
    expect(totals.appropriated).toEqual(nok(3e16));
  });

  it('counts transferred money once: where it is, and first for what it was bound to', async () => {
    const rows = [
      year(2026, { appropriated: 1000, reserved: 900 }),
      year(2027, { appropriated: 500, transferred_in: 300, reserved: 100 }),
    ];
    const { years, totals } = await overview(rows).of('s', manager);
    expect(years.map(({ carried, free }) => [carried.amount, free.amount])).toEqual([
      [0, 0],
      [200, 500],
    ]);
    expect(totals.free).toEqual(nok(500));
  });

  it('shows what was paid or is bound beyond what was given, but not what stands on an authority alone', async () => {
    const rows = [
      year(2026, { appropriated: 1000, recorded: true, reserved: 1200, paid: 1200 }),
      year(2027, { appropriated: 500, recorded: true, reserved: 700, paid: 100 }),
      year(2028, { reserved: 300 }),
      year(2029, { reserved: 300, paid: 50 }),
    ];
    const { years } = await overview(rows).of('s', manager);
    expect(years.map(({ left, overdrawn }) => [left.amount, overdrawn.amount])).toEqual([
      [-200, 200],
      [400, 200],
      [0, 0],
      [-50, 50],
    ]);
  });

  it('shows what went on to the next year beyond what was not paid: 30 of the 100 transferred', async () => {
    const rows = [
      year(2026, { appropriated: 1000, recorded: true, reserved: 930, paid: 930 }),
      year(2027, { appropriated: 500, transferred_in: 100, recorded: true }),
    ];
    const { years } = await overview(rows).of('s', manager);
    expect(years.map(({ overdrawn }) => overdrawn.amount)).toEqual([30, 0]);
  });

  it('is there before anything was appropriated', async () => {
    expect(await overview([]).of('s', manager)).toMatchObject({
      schemeId: 's',
      currency: 'NOK',
      years: [],
      totals: { free: nok(0) },
    });
  });

  it('is for the officials of its directorate and those who oversee', async () => {
    const auditor = { subject: 'rita', roles: ['auditor'] };
    expect(await overview([]).of('s', auditor)).toBeDefined();
    const applicant = { subject: 'ola', roles: ['applicant'], organisation: 'dir' };
    for (const actor of [applicant, { ...manager, organisation: 'elsewhere' }])
      await expect(overview([]).of('s', actor)).rejects.toThrow('there is nothing here');
    await expect(overview([]).of('none', auditor)).rejects.toThrow('there is nothing here');
  });

  it('says so when an event could not be applied to it', async () => {
    expect(await overview([], 1).of('s', manager)).toMatchObject({ incomplete: true });
  });
});
