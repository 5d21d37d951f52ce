import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reducing } from '#test/support/reducing.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, YEAR, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'reductions';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  limitation: { years: 3 },
  appeal: { period: { years: 1 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'The ministry' },
};

describe('a grant of 300 000 that is reduced to 100 000 while its money is on the way', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let its: ReturnType<typeof reducing>;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    const callId = await openScheme(officials.manager, SCHEME, 100_000_000, RULES);
    its = reducing({ system, officials, applicant, body, scheme: SCHEME, callId });
    for (const year of [YEAR + 1, YEAR + 2]) {
      const later = { year, amount: nok(100_000_000) };
      done(await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, later));
    }
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is due: its payout is replaced by one of what stays in force, and nobody owes anything', async () => {
    const before = await its.reserved();
    const id = await its.accepted();
    await its.revoked(id, 100_000);
    expect(await its.payoutsOf(id)).toMatchObject([
      { status: 'cancelled', paid: nok(0) },
      { status: 'due', amount: nok(100_000) },
    ]);
    expect(await its.awardOf(id)).toMatchObject({ state: 'accepted', amount: nok(100_000), dueBack: nok(0) });
    expect(await its.reserved()).toBe(before + 100_000);
    const types = await its.eventsOf(id);
    expect(types.slice(types.indexOf('AwardRevoked'))).toEqual(
      expect.arrayContaining([
        'PayoutCancelled',
        'InstalmentCancelled',
        'DueBackReduced',
        'InstalmentReleased',
      ]),
    );
    await its.payRest(id);
    await its.ends(id, { paid: 100_000, recoveries: [] });
    expect(await its.awardOf(id)).toMatchObject({ state: 'paid' });
    done(await officials.caseworker.post(`/v1/awards/${id}/closing`, { note: 'All is paid.' }));
  });

  it('is approved for payment: it is attested and approved anew', async () => {
    const id = await its.accepted();
    await its.approve(await its.firstOf(id));
    await its.revoked(id, 100_000);
    expect(await its.payoutsOf(id)).toMatchObject([{ status: 'cancelled' }, { status: 'due' }]);
    const second = (await its.payoutsOf(id))[1]!;
    expect(await officials.finance.post(`/v1/payouts/${second.id}/instruction`)).toMatchObject({
      status: 409,
    });
    await its.payRest(id);
    await its.ends(id, { paid: 100_000, recoveries: [] });
  });

  it('is with the bank, which pays it: only then is the excess of 200 000 forewarned, and it is repaid', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.revoked(id, 100_000);
    expect(await its.recoveriesOf(id)).toEqual([]);
    expect(await its.awardOf(id)).toMatchObject({ dueBack: nok(200_000) });
    await its.settle(payout, 'B-1');
    expect(await its.recoveriesOf(id)).toMatchObject([{ state: 'forewarned', amount: nok(200_000) }]);
    await its.repay(id, 200_000);
    await its.ends(id, { paid: 100_000, recoveries: ['settled'] });
    expect(await its.awardOf(id)).toMatchObject({ state: 'paid', amount: nok(100_000) });
  });

  it('is with the bank, which fails: it is cut to what stays in force, and nothing is claimed', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.revoked(id, 100_000);
    done(
      await officials.finance.post(`/v1/payouts/${payout}/settlement`, {
        status: 'failed',
        reasonCode: 'AC04',
      }),
    );
    await settled(system);
    expect(await its.payoutsOf(id)).toMatchObject([
      { status: 'cancelled' },
      { status: 'due', amount: nok(100_000) },
    ]);
    await its.payRest(id);
    await its.ends(id, { paid: 100_000, recoveries: [] });
  });

  it('is with the bank for 150 000 when 50 000 of as much came back: what is paid of it later is claimed', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.settle(payout, 'B-1', 150_000);
    await its.giveBack(payout, 'R-1', 50_000);
    await its.revoked(id, 100_000);
    expect(await its.payoutsOf(id)).toMatchObject([{ status: 'partially-settled', paid: nok(100_000) }]);
    expect(await its.recoveriesOf(id)).toEqual([]);
    expect(await officials.finance.post(`/v1/payouts/${payout}/instruction`)).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:instruction-open', open: 150_000 },
    });
    await its.settle(payout, 'B-2');
    expect(await its.payoutsOf(id)).toMatchObject([{ status: 'cancelled', paid: nok(250_000) }]);
    expect(await its.recoveriesOf(id)).toMatchObject([{ state: 'forewarned', amount: nok(150_000) }]);
    await its.repay(id, 150_000);
    await its.ends(id, { paid: 100_000, recoveries: ['settled'] });
  });

  it('was paid and came back before it: it is cut to what stays in force, and nobody owes anything', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.pay(payout);
    await its.giveBack(payout);
    await its.revoked(id, 100_000);
    await its.payRest(id);
    await its.ends(id, { paid: 100_000, recoveries: [] });
  });

  it('was paid and comes back after it: first nothing is owed any more, then 100 000 is paid again', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.pay(payout);
    await its.revoked(id, 100_000);
    expect(await its.recoveriesOf(id)).toMatchObject([{ amount: nok(200_000) }]);
    await its.giveBack(payout);
    expect(await its.recoveriesOf(id)).toMatchObject([{ state: 'annulled' }]);
    await its.payRest(id);
    await its.ends(id, { paid: 100_000, recoveries: ['annulled'] });
  });

  it.each([
    [60_000, 40_000, 0],
    [150_000, 0, 50_000],
  ])('was paid %i of, the rest failed: %i is paid, %i claimed back', async (part, rest, excess) => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.settle(payout, 'B-1', part);
    done(
      await officials.finance.post(`/v1/payouts/${payout}/settlement`, {
        status: 'failed',
        reasonCode: 'AC04',
      }),
    );
    await its.revoked(id, 100_000);
    expect((await its.payoutsOf(id)).slice(1).map(({ amount }) => amount.amount)).toEqual(
      rest > 0 ? [rest] : [],
    );
    expect((await its.recoveriesOf(id)).map(({ amount }) => amount.amount)).toEqual(
      excess > 0 ? [excess] : [],
    );
    await its.payRest(id);
    if (excess > 0) await its.repay(id, excess);
    await its.ends(id, { paid: 100_000, recoveries: excess > 0 ? ['settled'] : [] });
  });

  it('was paid 150 000 of, the rest failed: what comes back of it once it is cut is paid anew', async () => {
    const before = await its.reserved();
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.settle(payout, 'B-1', 150_000);
    const failed = { status: 'failed', reasonCode: 'AC04' };
    done(await officials.finance.post(`/v1/payouts/${payout}/settlement`, failed));
    await its.revoked(id, 150_000);
    const cut = { status: 'cancelled', paid: nok(150_000) };
    expect(await its.payoutsOf(id)).toMatchObject([cut]);
    await its.giveBack(payout);
    const due = { status: 'due', amount: nok(150_000) };
    expect(await its.payoutsOf(id)).toMatchObject([{ ...cut, paid: nok(0) }, due]);
    expect(await its.awardOf(id)).toMatchObject({ state: 'accepted', paid: nok(0), dueBack: nok(0) });
    expect(await its.reserved()).toBe(before + 150_000);
    const more = { returnedOn: todayIn(system), bankReference: 'R-2', reasonCode: 'AC04' };
    const refused = await officials.finance.post(`/v1/payouts/${payout}/return`, more);
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:tilsagn:problem:wrong-state' } });
    await its.payRest(id);
    await its.ends(id, { paid: 150_000, recoveries: [] });
  });

  it('was paid, 250 000 stay in force: 100 000 come back, then the rest, and nobody owes anything', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.pay(payout);
    await its.revoked(id, 250_000);
    expect(await its.recoveriesOf(id)).toMatchObject([{ amount: nok(50_000) }]);
    await its.giveBack(payout, 'R-1', 100_000);
    const cut = { status: 'cancelled', paid: nok(200_000) };
    expect(await its.payoutsOf(id)).toMatchObject([cut, { status: 'due', amount: nok(50_000) }]);
    await its.giveBack(payout, 'R-2');
    expect((await its.payoutsOf(id)).map(({ status, amount }) => `${status} ${amount.amount}`)).toEqual([
      'cancelled 300000',
      'due 50000',
      'due 200000',
    ]);
    await its.payRest(id);
    await its.ends(id, { paid: 250_000, recoveries: ['annulled'] });
  });

  it('by an amendment: what is due is cut as well', async () => {
    const id = await its.accepted();
    const amendment = {
      kind: 'amount',
      amount: nok(100_000),
      payments: [],
      grounds: 'A third of the places.',
    };
    done(await officials.caseworker.post(`/v1/awards/${id}/amendments`, amendment));
    done(await officials.decisionMaker.post(`/v1/awards/${id}/amendments/1/approval`));
    await settled(system);
    expect(await its.payoutsOf(id)).toMatchObject([{ status: 'cancelled' }, { amount: nok(100_000) }]);
    await its.payRest(id);
    await its.ends(id, { paid: 100_000, recoveries: [] });
  });

  it('by an appeal, while it is with the bank: what the bank pays beyond it is claimed', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    const { caseworker } = officials;
    const appeal = { against: { kind: 'decision', number: 1 }, grounds: 'The need was overlooked.' };
    const { id: appealId } = done(await applicant.post(`/v1/cases/${id}/appeals`, appeal));
    done(await caseworker.post(`/v1/appeals/${appealId}/forwarding`, { statement: 'Nothing new was said.' }));
    done(await body.post(`/v1/appeals/${appealId}/detriment-notice`, { sentOn: todayIn(system) }));
    const schedule = [{ dueDate: todayIn(system), amount: nok(100_000) }];
    done(
      await body.post(`/v1/appeals/${appealId}/decision`, {
        impartiality,
        detriment: { ground: 'other-interests', grounds: 'Others need it more.' },
        outcome: 'changed',
        newDecision: { outcome: 'granted', amount: nok(100_000), conditions: [], schedule },
        grounds: 'Too much was granted.',
      }),
    );
    await settled(system);
    expect(await its.awardOf(id)).toMatchObject({ amount: nok(100_000), dueBack: nok(200_000) });
    expect(await its.recoveriesOf(id)).toEqual([]);
    await its.settle(payout, 'B-1');
    await its.repay(id, 200_000);
    await its.ends(id, { paid: 100_000, recoveries: ['settled'] });
  });

  it('and once more: what is due is cut again, and each excess has a claim of its own', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.revoked(id, 200_000);
    await its.settle(payout, 'B-1');
    await its.revoked(id, 100_000);
    expect(await its.recoveriesOf(id)).toMatchObject([{ amount: nok(100_000) }, { amount: nok(100_000) }]);
    await its.repay(id, 100_000);
    await its.repay(id, 100_000);
    await its.ends(id, { paid: 100_000, recoveries: ['settled', 'settled'] });
  });

  it('is reinstated by an appeal after 200 000 was repaid: that is payable again, on money reserved anew', async () => {
    const id = await its.accepted();
    const payout = await its.firstOf(id);
    await its.approve(payout);
    await its.instruct(payout);
    await its.settle(payout, 'B-1');
    await its.revoked(id, 100_000);
    await its.repay(id, 200_000);
    const before = await its.reserved();
    const grounds = 'The workshop was closed for a month only.';
    const against = { kind: 'revocation', id };
    const { id: appealId } = done(await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds }));
    done(
      await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, {
        impartiality,
        statement: 'It was closed.',
      }),
    );
    done(
      await body.post(`/v1/appeals/${appealId}/decision`, {
        impartiality,
        outcome: 'changed',
        grounds: 'It is open again.',
      }),
    );
    await settled(system);
    expect(await its.payoutsOf(id)).toMatchObject([
      { status: 'settled' },
      { status: 'due', amount: nok(200_000) },
    ]);
    expect(await its.reserved()).toBe(before + 200_000);
    await its.payRest(id);
    await its.ends(id, { paid: 300_000, recoveries: ['settled'] });
    expect(await its.awardOf(id)).toMatchObject({ state: 'paid', amount: nok(300_000) });
  });

  describe('more than once, where each reduction is undone for itself', () => {
    const amounts = (all: readonly { readonly amount: { readonly amount: number } }[]) =>
      all.map(({ amount }) => amount.amount);
    /** What is due, the smallest first. */
    const dueOf = async (id: string) =>
      amounts((await its.payoutsOf(id)).filter(({ status }) => status === 'due')).toSorted((a, b) => a - b);
    /** What is forewarned, the smallest first. */
    const forewarnedOf = async (id: string) =>
      amounts((await its.recoveriesOf(id)).filter(({ state }) => state === 'forewarned')).toSorted(
        (a, b) => a - b,
      );
    const inForce = (id: string, amount: number) =>
      its.awardOf(id).then((award) => expect(award).toMatchObject({ amount: nok(amount) }));

    it('unpaid: a revocation to 200 000 and an amendment to 150 000 leave 150 000, without either as much as the other', async () => {
      const before = await its.reserved();
      const id = await its.accepted();
      await its.revoked(id, 200_000);
      await its.amended(id, 1, 150_000);
      await inForce(id, 150_000);
      expect(await dueOf(id)).toEqual([150_000]);
      expect(await its.reserved()).toBe(before + 150_000);

      // Without the revocation 300 000 are granted, of which the amendment leaves 150 000.
      await its.won(id, { kind: 'revocation', id });
      await inForce(id, 150_000);
      expect(await dueOf(id)).toEqual([150_000]);
      // Without the amendment nothing stands against the 300 000: the other 150 000 are payable.
      await its.won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 300_000);
      expect(await dueOf(id)).toEqual([150_000, 150_000]);
      expect(await its.reserved()).toBe(before + 300_000);
      await its.payRest(id);
      await its.ends(id, { paid: 300_000, recoveries: [] });
    });

    it('unpaid: the amendment is undone first, and the revocation to 200 000 stands', async () => {
      const id = await its.accepted();
      await its.revoked(id, 200_000);
      await its.amended(id, 1, 150_000);
      await its.won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 200_000);
      expect(await dueOf(id)).toEqual([50_000, 150_000]);
      await its.payRest(id);
      await its.ends(id, { paid: 200_000, recoveries: [] });
    });

    it('paid: 100 000 are claimed, then 50 000 more; without the revocation 150 000 are owed, without both nothing', async () => {
      const id = await its.accepted();
      await its.pay(await its.firstOf(id));
      await its.revoked(id, 200_000);
      expect(await forewarnedOf(id)).toEqual([100_000]);
      await its.amended(id, 1, 150_000);
      expect(await forewarnedOf(id)).toEqual([50_000, 100_000]);
      await its.won(id, { kind: 'revocation', id });
      await inForce(id, 150_000);
      expect(await forewarnedOf(id)).toEqual([50_000, 100_000]);
      expect(await its.awardOf(id)).toMatchObject({ dueBack: nok(150_000) });
      await its.won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 300_000);
      expect(await its.awardOf(id)).toMatchObject({ dueBack: nok(0) });
      await its.ends(id, { paid: 300_000, recoveries: ['annulled', 'annulled'] });
    });

    it('paid: of two revocations, to 200 000 and 100 000, the last is undone first: 100 000 of 200 000 stay owed', async () => {
      const id = await its.accepted();
      await its.pay(await its.firstOf(id));
      await its.revoked(id, 200_000);
      await its.revoked(id, 100_000);
      expect(await forewarnedOf(id)).toEqual([100_000, 100_000]);
      await its.won(id, { kind: 'revocation', id });
      await inForce(id, 200_000);
      expect(await forewarnedOf(id)).toEqual([100_000]);
      await its.repay(id, 100_000);
      await its.ends(id, { paid: 200_000, recoveries: ['annulled', 'settled'] });
    });

    it('by a revocation to 200 000 and a reversal to 150 000, which stays once the revocation is undone', async () => {
      const id = await its.accepted();
      await its.revoked(id, 200_000);
      const schedule = [{ dueDate: todayIn(system), amount: nok(150_000) }];
      const newDecision = { outcome: 'granted', amount: nok(150_000), conditions: [], schedule };
      const detriment = { ground: 'not-notified', grounds: 'The letter was not sent.' };
      const grounds = 'Half of the places.';
      const at = `/v1/applications/${id}`;
      done(await officials.caseworker.post(`${at}/own-reversal`, { newDecision, detriment, grounds }));
      done(await officials.decisionMaker.post(`${at}/own-reversal-approval`));
      await settled(system);
      await inForce(id, 150_000);
      expect(await dueOf(id)).toEqual([150_000]);
      await its.won(id, { kind: 'revocation', id });
      await inForce(id, 150_000);
      await its.payRest(id);
      await its.ends(id, { paid: 150_000, recoveries: [] });
    });

    it('is undone in part: of 300 000 that were revoked to 100 000 and amended to 50 000 the appeals leave 180 000', async () => {
      const id = await its.accepted();
      await its.pay(await its.firstOf(id));
      await its.revoked(id, 100_000);
      await its.amended(id, 1, 50_000);
      expect(await forewarnedOf(id)).toEqual([50_000, 200_000]);
      await its.won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 100_000);
      expect(await forewarnedOf(id)).toEqual([200_000]);
      await its.won(id, { kind: 'revocation', id }, 180_000);
      await inForce(id, 180_000);
      expect(await forewarnedOf(id)).toEqual([120_000]);
      await its.repay(id, 120_000);
      await its.ends(id, { paid: 180_000, recoveries: ['annulled', 'settled'] });
    });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });
});
