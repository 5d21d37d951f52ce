import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { reactAgain } from '#test/support/reactions-again.js';
import {
  bankDayOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'reductions';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  limitation: { years: 3 },
  appeal: { period: { years: 1 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'The ministry' },
};

interface Payout {
  readonly id: string;
  readonly status: string;
  readonly amount: { readonly amount: number };
  readonly paid: { readonly amount: number };
}
interface Recovery {
  readonly id: string;
  readonly state: string;
  readonly amount: { readonly amount: number };
  readonly claimed: { readonly amount: number } | null;
  readonly repaid: { readonly amount: number };
}

describe('a grant of 300 000 that is reduced to 100 000 while its money is on the way', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    callId = await openScheme(officials.manager, SCHEME, 100_000_000, RULES);
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
    const before = await reserved();
    const id = await accepted();
    await revoked(id, 100_000);
    expect(await payoutsOf(id)).toMatchObject([
      { status: 'cancelled', paid: nok(0) },
      { status: 'due', amount: nok(100_000) },
    ]);
    expect(await awardOf(id)).toMatchObject({ state: 'accepted', amount: nok(100_000), dueBack: nok(0) });
    expect(await reserved()).toBe(before + 100_000);
    const types = await eventsOf(id);
    expect(types.slice(types.indexOf('AwardRevoked'))).toEqual(
      expect.arrayContaining([
        'PayoutCancelled',
        'InstalmentCancelled',
        'DueBackReduced',
        'InstalmentReleased',
      ]),
    );
    await payRest(id);
    await ends(id, { paid: 100_000, recoveries: [] });
    expect(await awardOf(id)).toMatchObject({ state: 'paid' });
    done(await officials.caseworker.post(`/v1/awards/${id}/closing`, { note: 'All is paid.' }));
  });

  it('is approved for payment: it is attested and approved anew', async () => {
    const id = await accepted();
    await approve(await firstOf(id));
    await revoked(id, 100_000);
    expect(await payoutsOf(id)).toMatchObject([{ status: 'cancelled' }, { status: 'due' }]);
    const second = (await payoutsOf(id))[1]!;
    expect(await officials.finance.post(`/v1/payouts/${second.id}/instruction`)).toMatchObject({
      status: 409,
    });
    await payRest(id);
    await ends(id, { paid: 100_000, recoveries: [] });
  });

  it('is with the bank, which pays it: only then is the excess of 200 000 forewarned, and it is repaid', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await approve(payout);
    await instruct(payout);
    await revoked(id, 100_000);
    expect(await recoveriesOf(id)).toEqual([]);
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(200_000) });
    await settle(payout, 'B-1');
    expect(await recoveriesOf(id)).toMatchObject([{ state: 'forewarned', amount: nok(200_000) }]);
    await repay(id, 200_000);
    await ends(id, { paid: 100_000, recoveries: ['settled'] });
    expect(await awardOf(id)).toMatchObject({ state: 'paid', amount: nok(100_000) });
  });

  it('is with the bank, which fails: it is cut to what stays in force, and nothing is claimed', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await approve(payout);
    await instruct(payout);
    await revoked(id, 100_000);
    done(
      await officials.finance.post(`/v1/payouts/${payout}/settlement`, {
        status: 'failed',
        reasonCode: 'AC04',
      }),
    );
    await settled(system);
    expect(await payoutsOf(id)).toMatchObject([
      { status: 'cancelled' },
      { status: 'due', amount: nok(100_000) },
    ]);
    await payRest(id);
    await ends(id, { paid: 100_000, recoveries: [] });
  });

  it('was paid and came back before it: it is cut to what stays in force, and nobody owes anything', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await pay(payout);
    await giveBack(payout);
    await revoked(id, 100_000);
    await payRest(id);
    await ends(id, { paid: 100_000, recoveries: [] });
  });

  it('was paid and comes back after it: first nothing is owed any more, then 100 000 is paid again', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await pay(payout);
    await revoked(id, 100_000);
    expect(await recoveriesOf(id)).toMatchObject([{ amount: nok(200_000) }]);
    await giveBack(payout);
    expect(await recoveriesOf(id)).toMatchObject([{ state: 'annulled' }]);
    await payRest(id);
    await ends(id, { paid: 100_000, recoveries: ['annulled'] });
  });

  it.each([
    [60_000, 40_000, 0],
    [150_000, 0, 50_000],
  ])('was paid %i of, the rest failed: %i is paid, %i claimed back', async (part, rest, excess) => {
    const id = await accepted();
    const payout = await firstOf(id);
    await approve(payout);
    await instruct(payout);
    await settle(payout, 'B-1', part);
    done(
      await officials.finance.post(`/v1/payouts/${payout}/settlement`, {
        status: 'failed',
        reasonCode: 'AC04',
      }),
    );
    await revoked(id, 100_000);
    expect((await payoutsOf(id)).slice(1).map(({ amount }) => amount.amount)).toEqual(rest > 0 ? [rest] : []);
    expect((await recoveriesOf(id)).map(({ amount }) => amount.amount)).toEqual(excess > 0 ? [excess] : []);
    await payRest(id);
    if (excess > 0) await repay(id, excess);
    await ends(id, { paid: 100_000, recoveries: excess > 0 ? ['settled'] : [] });
  });

  it('by an amendment: what is due is cut as well', async () => {
    const id = await accepted();
    const amendment = {
      kind: 'amount',
      amount: nok(100_000),
      payments: [],
      grounds: 'A third of the places.',
    };
    done(await officials.caseworker.post(`/v1/awards/${id}/amendments`, amendment));
    done(await officials.decisionMaker.post(`/v1/awards/${id}/amendments/1/approval`));
    await settled(system);
    expect(await payoutsOf(id)).toMatchObject([{ status: 'cancelled' }, { amount: nok(100_000) }]);
    await payRest(id);
    await ends(id, { paid: 100_000, recoveries: [] });
  });

  it('by an appeal, while it is with the bank: what the bank pays beyond it is claimed', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await approve(payout);
    await instruct(payout);
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
    expect(await awardOf(id)).toMatchObject({ amount: nok(100_000), dueBack: nok(200_000) });
    expect(await recoveriesOf(id)).toEqual([]);
    await settle(payout, 'B-1');
    await repay(id, 200_000);
    await ends(id, { paid: 100_000, recoveries: ['settled'] });
  });

  it('and once more: what is due is cut again, and each excess has a claim of its own', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await approve(payout);
    await instruct(payout);
    await revoked(id, 200_000);
    await settle(payout, 'B-1');
    await revoked(id, 100_000);
    expect(await recoveriesOf(id)).toMatchObject([{ amount: nok(100_000) }, { amount: nok(100_000) }]);
    await repay(id, 100_000);
    await repay(id, 100_000);
    await ends(id, { paid: 100_000, recoveries: ['settled', 'settled'] });
  });

  it('is reinstated by an appeal after 200 000 was repaid: that is payable again, on money reserved anew', async () => {
    const id = await accepted();
    const payout = await firstOf(id);
    await approve(payout);
    await instruct(payout);
    await settle(payout, 'B-1');
    await revoked(id, 100_000);
    await repay(id, 200_000);
    const before = await reserved();
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
    expect(await payoutsOf(id)).toMatchObject([
      { status: 'settled' },
      { status: 'due', amount: nok(200_000) },
    ]);
    expect(await reserved()).toBe(before + 200_000);
    await payRest(id);
    await ends(id, { paid: 300_000, recoveries: ['settled'] });
    expect(await awardOf(id)).toMatchObject({ state: 'paid', amount: nok(300_000) });
  });

  describe('more than once, where each reduction is undone for itself', () => {
    const amounts = (all: readonly { readonly amount: { readonly amount: number } }[]) =>
      all.map(({ amount }) => amount.amount);
    /** What is due, the smallest first. */
    const dueOf = async (id: string) =>
      amounts((await payoutsOf(id)).filter(({ status }) => status === 'due')).toSorted((a, b) => a - b);
    /** What is forewarned, the smallest first. */
    const forewarnedOf = async (id: string) =>
      amounts((await recoveriesOf(id)).filter(({ state }) => state === 'forewarned')).toSorted(
        (a, b) => a - b,
      );
    const inForce = (id: string, amount: number) =>
      awardOf(id).then((award) => expect(award).toMatchObject({ amount: nok(amount) }));

    it('unpaid: a revocation to 200 000 and an amendment to 150 000 leave 150 000, without either as much as the other', async () => {
      const before = await reserved();
      const id = await accepted();
      await revoked(id, 200_000);
      await amended(id, 1, 150_000);
      await inForce(id, 150_000);
      expect(await dueOf(id)).toEqual([150_000]);
      expect(await reserved()).toBe(before + 150_000);

      // Without the revocation 300 000 are granted, of which the amendment leaves 150 000.
      await won(id, { kind: 'revocation', id });
      await inForce(id, 150_000);
      expect(await dueOf(id)).toEqual([150_000]);
      // Without the amendment nothing stands against the 300 000: the other 150 000 are payable.
      await won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 300_000);
      expect(await dueOf(id)).toEqual([150_000, 150_000]);
      expect(await reserved()).toBe(before + 300_000);
      await payRest(id);
      await ends(id, { paid: 300_000, recoveries: [] });
    });

    it('unpaid: the amendment is undone first, and the revocation to 200 000 stands', async () => {
      const id = await accepted();
      await revoked(id, 200_000);
      await amended(id, 1, 150_000);
      await won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 200_000);
      expect(await dueOf(id)).toEqual([50_000, 150_000]);
      await payRest(id);
      await ends(id, { paid: 200_000, recoveries: [] });
    });

    it('paid: 100 000 are claimed, then 50 000 more; without the revocation 150 000 are owed, without both nothing', async () => {
      const id = await accepted();
      await pay(await firstOf(id));
      await revoked(id, 200_000);
      expect(await forewarnedOf(id)).toEqual([100_000]);
      await amended(id, 1, 150_000);
      expect(await forewarnedOf(id)).toEqual([50_000, 100_000]);
      await won(id, { kind: 'revocation', id });
      await inForce(id, 150_000);
      expect(await forewarnedOf(id)).toEqual([50_000, 100_000]);
      expect(await awardOf(id)).toMatchObject({ dueBack: nok(150_000) });
      await won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 300_000);
      expect(await awardOf(id)).toMatchObject({ dueBack: nok(0) });
      await ends(id, { paid: 300_000, recoveries: ['annulled', 'annulled'] });
    });

    it('paid: of two revocations, to 200 000 and 100 000, the last is undone first: 100 000 of 200 000 stay owed', async () => {
      const id = await accepted();
      await pay(await firstOf(id));
      await revoked(id, 200_000);
      await revoked(id, 100_000);
      expect(await forewarnedOf(id)).toEqual([100_000, 100_000]);
      await won(id, { kind: 'revocation', id });
      await inForce(id, 200_000);
      expect(await forewarnedOf(id)).toEqual([100_000]);
      await repay(id, 100_000);
      await ends(id, { paid: 200_000, recoveries: ['annulled', 'settled'] });
    });

    it('by a revocation to 200 000 and a reversal to 150 000, which stays once the revocation is undone', async () => {
      const id = await accepted();
      await revoked(id, 200_000);
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
      await won(id, { kind: 'revocation', id });
      await inForce(id, 150_000);
      await payRest(id);
      await ends(id, { paid: 150_000, recoveries: [] });
    });

    it('is undone in part: of 300 000 that were revoked to 100 000 and amended to 50 000 the appeals leave 180 000', async () => {
      const id = await accepted();
      await pay(await firstOf(id));
      await revoked(id, 100_000);
      await amended(id, 1, 50_000);
      expect(await forewarnedOf(id)).toEqual([50_000, 200_000]);
      await won(id, { kind: 'amendment', number: 1 });
      await inForce(id, 100_000);
      expect(await forewarnedOf(id)).toEqual([200_000]);
      await won(id, { kind: 'revocation', id }, 180_000);
      await inForce(id, 180_000);
      expect(await forewarnedOf(id)).toEqual([120_000]);
      await repay(id, 120_000);
      await ends(id, { paid: 180_000, recoveries: ['annulled', 'settled'] });
    });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function accepted(): Promise<string> {
    const id = await submitApplication(applicant, callId, 300_000);
    await prepareGrant(officials.caseworker, id, 300_000);
    done(await officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    return id;
  }

  /** Forewarned, proposed once the time to answer has passed, approved, and all that follows. */
  async function revoked(id: string, inForce: number): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const step = async (person: Person, name: string, content: object = {}) =>
      done(await person.post(`/v1/awards/${id}/${name}`, content));
    await step(caseworker, 'revocation-forewarning', { grounds: 'Two workshops of three closed.' });
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    await step(caseworker, 'revocation', { amountInForce: nok(inForce), grounds: 'They stay closed.' });
    await step(decisionMaker, 'revocation-approval');
    await settled(system);
  }

  async function amended(id: string, number: number, amount: number): Promise<void> {
    const at = `/v1/awards/${id}/amendments`;
    const grounds = 'Fewer places are needed.';
    const amendment = { kind: 'amount', amount: nok(amount), payments: [], grounds };
    done(await officials.caseworker.post(at, amendment));
    done(await officials.decisionMaker.post(`${at}/${number}/approval`));
    await settled(system);
  }

  /** An appeal against one of them is won, in part where it says what is in force after it. */
  async function won(id: string, against: object, inForce?: number): Promise<void> {
    const grounds = 'They are open again.';
    const { id: appeal } = done(await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds }));
    const at = `/v1/appeals/${appeal}`;
    done(await officials.caseworker.post(`${at}/forwarding`, { statement: 'They were closed.' }));
    const changed = {
      outcome: 'changed',
      grounds,
      ...(inForce === undefined ? {} : { amount: nok(inForce) }),
    };
    done(await body.post(`${at}/decision`, changed));
    await settled(system);
  }

  async function approve(payout: string): Promise<void> {
    done(await officials.attester.post(`/v1/payouts/${payout}/attestation`));
    done(await officials.decisionMaker.post(`/v1/payouts/${payout}/approval`));
  }

  async function instruct(payout: string): Promise<void> {
    done(await officials.finance.post(`/v1/payouts/${payout}/instruction`));
  }

  async function pay(payout: string): Promise<void> {
    await approve(payout);
    await instruct(payout);
    await settle(payout, 'B-1');
  }

  async function settle(payout: string, bankReference: string, part?: number): Promise<void> {
    const amount = part === undefined ? {} : { amount: nok(part) };
    const settlement = {
      status: 'settled',
      settledOn: bankDayOf(officials.finance),
      bankReference,
      ...amount,
    };
    done(await officials.finance.post(`/v1/payouts/${payout}/settlement`, settlement));
    await settled(system);
  }

  async function giveBack(payout: string): Promise<void> {
    const returned = { returnedOn: todayIn(system), bankReference: 'R-1', reasonCode: 'AC04' };
    done(await officials.finance.post(`/v1/payouts/${payout}/return`, returned));
    await settled(system);
  }

  /** Pays all that is due. */
  async function payRest(id: string): Promise<void> {
    for (const { id: payout, status } of await payoutsOf(id)) {
      if (status !== 'due') continue;
      await approve(payout);
      await instruct(payout);
      await settle(payout, 'B-9');
    }
  }

  /** Claims and repays what was forewarned first and is not repaid. */
  async function repay(id: string, amount: number): Promise<void> {
    const { caseworker, decisionMaker, finance } = officials;
    const open = (await recoveriesOf(id)).find(({ state }) => state === 'forewarned')!;
    expect(open.amount).toEqual(nok(amount));
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    const at = `/v1/recoveries/${open.id}`;
    done(await caseworker.post(`${at}/claim`, { amount: nok(amount), grounds: 'As forewarned.' }));
    done(await decisionMaker.post(`${at}/claim-approval`));
    const repayment = { amount: nok(amount), receivedOn: todayIn(system), bankReference: 'IN-1' };
    done(await finance.post(`${at}/repayments`, repayment));
    await settled(system);
  }

  /** What the recipient has in the end, with every payout done and nothing owed. */
  async function ends(
    id: string,
    { paid, recoveries }: { readonly paid: number; readonly recoveries: readonly string[] },
  ): Promise<void> {
    const payouts = await payoutsOf(id);
    const claims = await recoveriesOf(id);
    const total = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
    const gross = total(payouts.map((each) => each.paid.amount));
    expect(gross - total(claims.map(({ repaid }) => repaid.amount))).toBe(paid);
    expect(
      payouts.map(({ status }) => status).filter((each) => each !== 'settled' && each !== 'cancelled'),
    ).toEqual([]);
    // Which of them comes first no list says.
    expect(claims.map(({ state }) => state).toSorted()).toEqual(recoveries.toSorted());
  }

  async function firstOf(id: string): Promise<string> {
    return (await payoutsOf(id))[0]!.id;
  }

  async function payoutsOf(id: string): Promise<readonly Payout[]> {
    const { body: found } = await officials.finance.get<{ items: (Payout & { instalment: number })[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    return found.items.toSorted((a, b) => a.instalment - b.instalment);
  }

  async function recoveriesOf(id: string): Promise<readonly Recovery[]> {
    const path = `/v1/recoveries?case=${id}&after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ items: Recovery[] }>(path)).body.items;
  }

  async function awardOf(id: string): Promise<unknown> {
    return (await officials.caseworker.get(`/v1/awards/${id}?after=${await headOf(system)}`)).body;
  }

  async function reserved(): Promise<number> {
    const { body: found } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${SCHEME}?after=${await headOf(system)}`,
    );
    return found.years.reduce((all, year) => all + year.reserved.amount, 0);
  }

  async function eventsOf(id: string): Promise<string[]> {
    const { body: history } = await officials.caseworker.get<{ items: { type: string }[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    return history.items.map(({ type }) => type);
  }
});
