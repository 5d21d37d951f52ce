import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streams } from '#grants/contract/events.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { onRecord } from '#test/support/on-record.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled } from '#test/support/time.js';

const SCHEME = 'unspent-money';
const ANNUAL = {
  code: 'annual',
  title: 'Annual report',
  every: 'year',
  dueMonth: 3,
  dueDay: 31,
  withAccounts: false,
  withAuditorStatement: false,
};

describe('unspent money', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-11-02T11:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    const rules = { forewarning: { weeks: 2 }, reporting: [ANNUAL] };
    callId = await openScheme(officials.manager, SCHEME, 100_000_000, rules);
    const amount = nok(100_000_000);
    done(
      await officials.manager.post(`/v1/budgets/${SCHEME}/commitment-authorities`, { year: 2026, amount }),
    );
    for (const year of [2027, 2028]) {
      const later = { year, amount: nok(100_000_000) };
      done(await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, later));
    }
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('counts 100 000 that were at the bank when the report of 200 000 spent was approved', async () => {
    const of = await granted({ '2026-11-01': 200_000, '2026-11-02': 100_000 });
    await of.pay(await of.payout(1));
    await of.instruct(await of.payout(2));
    await of.approveReport(await of.report(200_000));
    expect(await of.recoveries()).toEqual([]);
    await of.settle(await of.payout(2));
    expect(await of.recoveries()).toMatchObject([
      { state: 'forewarned', basis: 'unspent', amount: nok(100_000) },
    ]);
    expect(await of.award()).toMatchObject({ dueBack: nok(100_000) });
  });

  it('is not paid where it was due in the reported year and open: 80 000 are claimed, and 100 000 are cut', async () => {
    const of = await granted({ '2026-11-01': 200_000, '2026-11-02': 100_000 });
    await of.pay(await of.payout(1));
    await of.approveReport(await of.report(120_000));
    expect(await of.recoveries()).toMatchObject([{ basis: 'unspent', amount: nok(80_000) }]);
    expect(await of.award()).toMatchObject({ dueBack: nok(80_000) });
    expect(await of.history()).toEqual(expect.arrayContaining(['SpendingRecorded', 'PayoutCancelled']));
  });

  it('is claimed when the report is approved, and again for what settles later', async () => {
    const of = await granted({ '2026-11-01': 200_000, '2026-11-02': 100_000 });
    await of.pay(await of.payout(1));
    await of.instruct(await of.payout(2));
    await of.approveReport(await of.report(150_000));
    expect(await of.recoveries()).toMatchObject([{ amount: nok(50_000) }]);
    await of.settle(await of.payout(2));
    expect(await of.recoveries()).toMatchObject([{ amount: nok(50_000) }, { amount: nok(100_000) }]);
  });

  it('is not claimed where the bank sends back what it had settled', async () => {
    const of = await granted({ '2026-11-01': 200_000, '2026-11-02': 100_000 });
    for (const instalment of [1, 2]) await of.pay(await of.payout(instalment));
    await of.approveReport(await of.report(200_000));
    expect(await of.recoveries()).toMatchObject([{ amount: nok(100_000) }]);
    await of.giveBack(await of.payout(2));
    expect(await of.recoveries()).toMatchObject([{ state: 'annulled' }]);
    expect(await of.award()).toMatchObject({ state: 'accepted' });
  });

  it('is of what stays in force: 20 000 where 80 000 of 100 000 were spent, though 300 000 were paid', async () => {
    const of = await granted({ '2026-11-02': 300_000 });
    await of.pay(await of.payout(1));
    await of.revoke(100_000);
    await of.approveReport(await of.report(80_000));
    expect(await of.recoveries()).toMatchObject([
      { basis: 'unspent', amount: nok(20_000) },
      { basis: 'revocation', amount: nok(200_000) },
    ]);
  });

  it('is of the year in which money was due, whenever it was settled', async () => {
    const of = await granted({ '2026-12-01': 300_000, '2027-12-01': 100_000 });
    await moveTo(system, '2026-12-20T11:00:00Z');
    await of.instruct(await of.payout(1));
    await moveTo(system, '2027-01-04T11:00:00Z');
    await of.settle(await of.payout(1));
    const before = await of.reports();
    await of.approveReport(await of.report(250_000, { year: 2026 }));
    expect(await of.recoveries()).toMatchObject([{ basis: 'unspent', amount: nok(50_000) }]);
    expect(before.map(({ toYear }) => toYear)).toEqual([2026, 2027]);
    expect((await of.reports()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  describe('of a report that was approved before later payments counted', () => {
    let of: MoneyOfCase;
    let path: string;

    beforeAll(async () => {
      of = await granted({ '2027-01-03': 200_000, '2027-01-04': 100_000 });
      await of.pay(await of.payout(1));
      await of.instruct(await of.payout(2));
      path = await of.report(200_000);
      const reportId = path.slice('/v1/reports/'.length);
      const approved = {
        reportId,
        awardId: of.id,
        approver: 'anna',
        paid: nok(200_000),
        spent: nok(200_000),
        unspent: nok(0),
      };
      await onRecord(system, streams.report(reportId), {
        type: 'ReportApproved',
        caseId: of.id,
        data: approved,
      });
      await settled(system);
    });

    it('is listed for a person, and nothing is claimed by itself', async () => {
      expect(await of.reports('&due=recount')).toEqual([]);
      await of.settle(await of.payout(2));
      expect(await of.reports('&due=recount')).toMatchObject([{ status: 'approved' }]);
      expect(await of.recoveries()).toEqual([]);
      await reactAgain(system);
      expect(await of.recoveries()).toEqual([]);
    });

    it('is claimed once a person has it count', async () => {
      expect(await officials.attester.post(`${path}/recount`)).toMatchObject({ status: 403 });
      done(await officials.caseworker.post(`${path}/recount`));
      await settled(system);
      expect(await of.reports('&due=recount')).toEqual([]);
      expect(await of.recoveries()).toMatchObject([{ basis: 'unspent', amount: nok(100_000) }]);
      expect(await of.history()).toEqual(expect.arrayContaining(['ReportRecounted', 'UnspentClaimed']));
    });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  function granted(schedule: Readonly<Record<string, number>>): Promise<MoneyOfCase> {
    return MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
  }
});
