import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Answer, type Person, type Receipt, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const REPORT = {
  code: 'annual',
  title: 'Annual report',
  every: 'year',
  dueMonth: 3,
  dueDay: 31,
  withAccounts: false,
  withAuditorStatement: false,
};
const RULES = {
  forewarning: { weeks: 2 },
  appeal: { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'The ministry' },
  reporting: [REPORT],
};
const grounds = 'The municipality did not pay its part.';

describe('co-funding that did not come', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let quarter: string;
  let promised: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-11-02T11:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    quarter = await opened('quarter', { coFundingPercent: 25, coFundingShortfall: 'least-share' });
    promised = await opened('promised', { coFundingShortfall: 'promised' });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('takes 150 000 off a grant of 300 000 where others carry a quarter and 50 000 came: unpaid money first', async () => {
    const of = await granted(quarter, { '2026-11-01': 200_000, '2026-11-02': 100_000 });
    await of.pay(await of.payout(1));
    const report = await of.report(300_000, { totalCosts: nok(350_000), coFunding: nok(50_000) });
    const found = {
      basis: 'least-share',
      percent: 25,
      years: [2026],
      granted: 300_000,
      totalCosts: 350_000,
      came: 50_000,
      allowed: 150_000,
      reduction: 150_000,
    };
    expect(await detailOf(report)).toMatchObject({ status: 'submitted', coFunding: found });
    await of.approveReport(report);
    expect(await detailOf(report)).toMatchObject({ status: 'approved', coFunding: found });
    expect(await of.award()).toMatchObject({ amount: nok(300_000), blockedBy: [blockerOf(report)] });
    expect(await of.recoveries()).toEqual([]);

    await reduce(of, report);
    expect(await of.award()).toMatchObject({
      state: 'paid',
      amount: nok(150_000),
      dueBack: nok(50_000),
      blockedBy: [],
    });
    expect(await of.payouts()).toMatchObject([{ status: 'settled' }, { status: 'cancelled' }]);
    expect(await of.recoveries()).toMatchObject([
      { state: 'forewarned', basis: 'revocation', amount: nok(50_000) },
    ]);
    expect(await of.history()).toEqual(expect.arrayContaining(['ShortfallRecorded', 'ShortfallEnded']));
  });

  it('is counted also where the last open report is waived: 170 000 of the 200 000 of the year reported on', async () => {
    const of = await granted(quarter, { '2026-11-01': 200_000, '2027-02-01': 100_000 });
    await of.pay(await of.payout(1));
    const costs = { totalCosts: nok(210_000), coFunding: nok(10_000) };
    const first = await of.report(200_000, { year: 2026, ...costs });
    await of.approveReport(first);
    expect(await of.award()).toMatchObject({ blockedBy: [] });

    const open = (await of.reports()).find(({ toYear }) => toYear === 2027)!;
    const second = `/v1/reports/${open.id}`;
    done(await officials.caseworker.post(`${second}/waiver`, { grounds: 'The project ended.' }));
    const another = await system.as('dora', 'decision-maker', 'directorate');
    done(await another.post(`${second}/waiver-approval`));
    await settled(system);
    const found = { years: [2026], granted: 200_000, came: 10_000, allowed: 30_000, reduction: 170_000 };
    expect(await detailOf(second)).toMatchObject({ status: 'waived', coFunding: found });
    expect(await of.award()).toMatchObject({ blockedBy: [blockerOf(second)] });
    await reduce(of, second);
    expect(await of.award()).toMatchObject({ amount: nok(130_000), dueBack: nok(70_000), blockedBy: [] });
    expect(await of.recoveries()).toMatchObject([{ basis: 'revocation', amount: nok(70_000) }]);
  });

  it('is counted also where an amendment takes the last open year away: 270 000 of the 300 000 paid in the other', async () => {
    const of = await granted(quarter, { '2026-11-01': 200_000, '2027-02-01': 100_000 });
    await of.pay(await of.payout(1));
    const costs = { totalCosts: nok(210_000), coFunding: nok(10_000) };
    const report = await of.report(200_000, { year: 2026, ...costs });
    await of.approveReport(report);
    expect(await of.award()).toMatchObject({ blockedBy: [] });

    const at = `/v1/awards/${of.id}/amendments`;
    const payments = [{ dueDate: '2026-12-30', amount: nok(100_000) }];
    done(await officials.caseworker.post(at, { kind: 'dates', payments, grounds }));
    done(await officials.decisionMaker.post(`${at}/1/approval`));
    await settled(system);
    // Three times the 10 000 that came.
    const found = { years: [2026], granted: 300_000, came: 10_000, allowed: 30_000, reduction: 270_000 };
    expect(await detailOf(report)).toMatchObject({ status: 'approved', coFunding: found });
    expect(await of.award()).toMatchObject({ blockedBy: [blockerOf(report)] });
    done(await forewarn(of, report));
  });

  it('counts over all years: what comes in the second makes up for the first', async () => {
    const of = await granted(promised, { '2026-11-01': 100_000, '2027-02-01': 200_000 }, 100_000);
    await of.pay(await of.payout(1));
    const first = await of.report(100_000, { year: 2026, totalCosts: nok(110_000), coFunding: nok(10_000) });
    await of.approveReport(first);
    expect(await detailOf(first)).not.toHaveProperty('coFunding');
    await of.wait(120);
    await of.pay(await of.payout(2));
    const second = await of.report(200_000, { year: 2027, totalCosts: nok(240_000), coFunding: nok(40_000) });
    await of.approveReport(second);
    // 50 000 of 100 000 came, so the grant comes to half.
    expect(await detailOf(second)).toMatchObject({
      coFunding: { years: [2026, 2027], promised: 100_000, came: 50_000, allowed: 150_000 },
    });
    await reduce(of, second);
    expect(await of.recoveries()).toMatchObject([{ basis: 'revocation', amount: nok(150_000) }]);
  });

  it.each([
    [99_999, 3, 299_997],
    [80_000, 60_000, 240_000],
  ])(
    'takes what the arithmetic shows and no more, where some is not due yet and nothing is unspent: %i came, %i comes off',
    async (came, off, stays) => {
      const of = await granted(quarter, { '2026-11-01': 200_000, '2027-12-30': 100_000 }, 100_000);
      await of.pay(await of.payout(1));
      const report = await of.report(300_000, { totalCosts: nok(400_000), coFunding: nok(came) });
      await of.approveReport(report);
      expect(await detailOf(report)).toMatchObject({ coFunding: { allowed: stays, reduction: off } });
      await reduce(of, report);
      expect(await of.award()).toMatchObject({ amount: nok(stays), dueBack: nok(0), blockedBy: [] });
      expect(await of.recoveries()).toEqual([]);
    },
  );

  it('is held until it is decided: no payout is handed over, the award is not closed, and the queue says so', async () => {
    const of = await granted(quarter, { '2026-11-01': 200_000, '2026-11-02': 100_000 });
    await of.pay(await of.payout(1));
    await of.approveReport(await of.report(300_000, { totalCosts: nok(350_000), coFunding: nok(50_000) }));
    const second = await of.payout(2);
    const { attester, caseworker, decisionMaker, finance } = officials;
    done(await attester.post(`/v1/payouts/${second}/attestation`));
    done(await decisionMaker.post(`/v1/payouts/${second}/approval`));
    expect(await finance.post(`/v1/payouts/${second}/instruction`)).toMatchObject(
      problem(409, 'nothing-payable'),
    );
    expect(await caseworker.post(`/v1/awards/${of.id}/closing`)).toMatchObject(
      problem(409, 'reduction-undecided'),
    );
    const queue = await caseworker.get<{ items: { id: string; next: string }[] }>(
      `/v1/queue?limit=100&after=${await headOf(system)}`,
    );
    expect(queue.body.items.find(({ id }) => id === of.id)).toMatchObject({ next: 'decide-reduction' });
  });

  it('of unspent money and reduction the larger comes off: 150 000, of which 100 000 are claimed as unspent', async () => {
    const of = await granted(quarter, { '2026-11-01': 300_000 });
    await of.pay(await of.payout(1));
    const report = await of.report(200_000, { totalCosts: nok(250_000), coFunding: nok(50_000) });
    await of.approveReport(report);
    expect(await of.recoveries()).toMatchObject([{ basis: 'unspent', amount: nok(100_000) }]);
    await reduce(of, report);
    expect(await of.recoveries()).toMatchObject([
      { basis: 'revocation', amount: nok(50_000) },
      { basis: 'unspent', amount: nok(100_000) },
    ]);
    expect(await of.award()).toMatchObject({ amount: nok(250_000), dueBack: nok(150_000) });
  });

  it('where more is unspent there is nothing to reduce', async () => {
    const of = await granted(quarter, { '2026-11-01': 300_000 });
    await of.pay(await of.payout(1));
    const report = await of.report(100_000, { totalCosts: nok(150_000), coFunding: nok(50_000) });
    await of.approveReport(report);
    expect(await of.recoveries()).toMatchObject([{ basis: 'unspent', amount: nok(200_000) }]);
    expect(await of.award()).toMatchObject({ blockedBy: [] });
    expect(await forewarn(of, report)).toMatchObject(problem(409, 'no-shortfall'));
  });

  it('is forewarned in a letter that shows the arithmetic', async () => {
    const of = await granted(quarter, { '2026-11-01': 300_000 });
    await of.pay(await of.payout(1));
    const report = await of.report(300_000, { totalCosts: nok(350_000), coFunding: nok(50_000) });
    await of.approveReport(report);
    done(await forewarn(of, report));
    const at = `/v1/cases/${of.id}/letters`;
    const listed = await officials.caseworker.get<{ items: { id: string; kind: string }[] }>(
      `${at}?after=${await headOf(system)}`,
    );
    const { id } = listed.body.items.find(({ kind }) => kind === 'forewarning')!;
    const letter = await officials.caseworker.send(`${at}/${id}`, {});
    const text = textOf(await readPdf(new Uint8Array(await letter.arrayBuffer())));
    for (const line of ['Slik er reduksjonen regnet ut', '3 000', '3 500', '500', '1 500'])
      expect(text.replaceAll(/\s/g, ' ')).toContain(line);
  });

  it('is proposed by one and approved by another; less than follows from the figures takes one who did not approve the report', async () => {
    const of = await granted(quarter, { '2026-11-01': 300_000 });
    await of.pay(await of.payout(1));
    const report = await of.report(300_000, { totalCosts: nok(350_000), coFunding: nok(50_000) });
    const both = await system.as('berit', ['caseworker', 'decision-maker'], 'directorate');
    done(await both.post(`${report}/approval`));
    await settled(system);
    const { caseworker, decisionMaker } = officials;
    const at = `/v1/awards/${of.id}`;
    done(await forewarn(of, report));
    await of.wait(21);
    for (const amount of [149_999, 300_001])
      expect(
        await caseworker.post(`${at}/revocation`, { amountInForce: nok(amount), grounds }),
      ).toMatchObject(problem(422, 'amount-invalid'));
    done(await caseworker.post(`${at}/revocation`, { amountInForce: nok(200_000), grounds }));
    expect(await decisionMaker.post(`${at}/revocation-approval`)).toMatchObject(
      problem(403, 'decided-the-basis'),
    );
    const another = await system.as('dora', 'decision-maker', 'directorate');
    const delegations = '/v1/schemes/quarter/delegations';
    const delegation = {
      kind: 'giving-up',
      person: 'dora',
      upTo: nok(49_999),
      validFrom: '2026-01-01',
      reference: 'Letter of 1 January',
    };
    done(await officials.manager.post(delegations, delegation));
    expect(await another.post(`${at}/revocation-approval`)).toMatchObject(problem(403, 'outside-delegation'));
    done(await officials.manager.post(delegations, { ...delegation, upTo: nok(50_000) }));
    done(await another.post(`${at}/revocation-approval`));
    await settled(system);
    expect(await of.award()).toMatchObject({ amount: nok(200_000), dueBack: nok(100_000) });
  });

  it('may be left to the recipient altogether, and what was held is paid', async () => {
    const of = await granted(quarter, { '2026-11-01': 200_000, '2026-11-02': 100_000 });
    await of.pay(await of.payout(1));
    const report = await of.report(300_000, { totalCosts: nok(350_000), coFunding: nok(50_000) });
    await of.approveReport(report);
    done(await forewarn(of, report));
    await of.wait(21);
    const delegation = { kind: 'giving-up', person: 'berit', validFrom: '2026-01-01', reference: 'Letter' };
    done(await officials.manager.post('/v1/schemes/quarter/delegations', delegation));
    const all = { amountInForce: nok(300_000), grounds: 'The municipality paid in January.' };
    done(await officials.caseworker.post(`/v1/awards/${of.id}/revocation`, all));
    done(await officials.decisionMaker.post(`/v1/awards/${of.id}/revocation-approval`));
    await settled(system);
    expect(await of.award()).toMatchObject({ amount: nok(300_000), blockedBy: [] });
    await of.pay(await of.payout(2));
    expect(await of.payouts()).toMatchObject([{ status: 'settled' }, { status: 'settled' }]);
  });

  it('is stated where the grant shrinks with it, and the whole cost is no less than what was spent', async () => {
    const of = await granted(quarter, { '2026-11-01': 300_000 });
    const [report] = await of.reports();
    const at = `/v1/reports/${report!.id}/submission`;
    const document = { text: 'Done.', spent: nok(300_000) };
    expect(await applicant.post(at, document)).toMatchObject(problem(422, 'co-funding-missing'));
    const low = { ...document, totalCosts: nok(299_999), coFunding: nok(100_000) };
    expect(await applicant.post(at, low)).toMatchObject(problem(422, 'costs-too-low'));
    const euros = { ...low, totalCosts: { amount: 400_000, currency: 'EUR' } };
    expect(await applicant.post(at, euros)).toMatchObject({ status: 422 });
  });

  it('comes to the same after a revocation: 60 000 of 100 000 came, so 180 000 of 300 000 stay of the 240 000 in force', async () => {
    const of = await granted(promised, { '2026-11-01': 300_000 }, 100_000);
    await of.pay(await of.payout(1));
    await of.revoke(240_000);
    const report = await of.report(300_000, { totalCosts: nok(360_000), coFunding: nok(60_000) });
    await of.approveReport(report);
    await reduce(of, report);
    expect(await of.award()).toMatchObject({ amount: nok(180_000), dueBack: nok(120_000) });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function opened(code: string, rules: object): Promise<string> {
    const callId = await openScheme(officials.manager, code, 100_000_000, { ...RULES, ...rules });
    const amount = nok(100_000_000);
    done(await officials.manager.post(`/v1/budgets/${code}/commitment-authorities`, { year: 2026, amount }));
    done(await officials.manager.post(`/v1/budgets/${code}/appropriations`, { year: 2027, amount }));
    return callId;
  }

  function granted(callId: string, schedule: Readonly<Record<string, number>>, coFunding = 100_000) {
    return MoneyOfCase.granted(system, officials, { applicant, callId, coFunding }, schedule);
  }

  function forewarn(of: MoneyOfCase, report: string): Promise<Answer<Receipt>> {
    const body = { reportId: idOf(report), grounds };
    return officials.caseworker.post(`/v1/awards/${of.id}/revocation-forewarning`, body);
  }

  async function reduce(of: MoneyOfCase, report: string): Promise<void> {
    const at = `/v1/awards/${of.id}`;
    done(await forewarn(of, report));
    await of.wait(21);
    done(await officials.caseworker.post(`${at}/revocation`, { grounds }));
    done(await officials.decisionMaker.post(`${at}/revocation-approval`));
    await settled(system);
  }

  async function detailOf(report: string): Promise<unknown> {
    return (await officials.caseworker.get(`${report}?after=${await headOf(system)}`)).body;
  }
});

function idOf(report: string): string {
  return report.slice('/v1/reports/'.length);
}

function blockerOf(report: string): string {
  return `co-funding-${idOf(report)}`;
}

function problem(status: number, code: string): object {
  return { status, body: { type: `urn:tilsagn:problem:${code}` } };
}
