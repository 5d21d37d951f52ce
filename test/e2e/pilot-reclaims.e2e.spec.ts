import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import {
  openPilotScheme,
  payoutsOf,
  pilotCastOf,
  refusedAs,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import {
  cancels,
  concludes,
  corrects,
  instructs,
  isPaid,
  pilotIn,
  type PilotState,
} from '#test/support/pilot-states.js';
import { done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, todayIn } from '#test/support/time.js';

const kr = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });

/** 336 000 kroner of the state's share as it was first, 264 000 once the sentences were 24. */
const AS_FIRST = 22;
const LESS = 24;

describe('what was paid too much of the state’s share of a settlement', () => {
  let system: System;
  let cast: PilotCast;
  let schemes = 0;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** A pilot under a scheme of its own, whose budget tells about nothing else. */
  async function pilot(state: PilotState) {
    const scheme = `reclaims-${++schemes}`;
    await openPilotScheme(cast, scheme);
    return { ...(await pilotIn(state, cast, scheme)), scheme };
  }

  type Its = Awaited<ReturnType<typeof pilot>>;

  async function payouts({ id }: Its): Promise<string[]> {
    const shown = await payoutsOf(cast.finance, id, await headOf(system));
    return shown.map(({ status, amount }) => `${status} ${amount.amount / 100}`);
  }

  async function recoveries({ id }: Its) {
    const { body } = await cast.finance.get<{
      items: { id: string; state: string; amount: { amount: number } }[];
    }>(`/v1/recoveries?case=${id}&after=${await headOf(system)}`);
    return body.items;
  }

  /** How each recovery stands, and its kroner. */
  async function claims(its: Its): Promise<string[]> {
    return (await recoveries(its)).map(({ state, amount }) => `${state} ${amount.amount / 100}`).toSorted();
  }

  /** What the settlement says of it, in kroner. */
  async function money({ id }: Its) {
    const { body } = await cast.town.get<Record<'reclaimed' | 'waived' | 'stateOwes', number>>(
      `/v1/pilots/${id}/settlements`,
    );
    const { reclaimed, waived, stateOwes } = body;
    return { reclaimed: reclaimed / 100, waived: waived / 100, owes: stateOwes / 100 };
  }

  /** What is reserved this year and next year, in kroner. */
  async function reserved({ scheme }: Its): Promise<number[]> {
    const { body } = await cast.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${scheme}?after=${await headOf(system)}`,
    );
    return body.years.map((year) => year.reserved.amount / 100);
  }

  /** Steps of the only recovery that is open. */
  async function recovery(its: Its) {
    const [open] = await recoveries(its);
    const step = async (person: Person, name: string, body?: object) =>
      done(await person.post(`/v1/recoveries/${open!.id}/${name}`, body));
    const today = todayIn(system);
    return {
      claim: async (kroner: number) => {
        await step(cast.town, 'reply', { answer: 'We agree in part.' });
        await step(cast.caseworker, 'claim', { amount: kr(kroner), dueOn: today, grounds: 'Paid too much.' });
        // Whoever approved the settlement does not claim less.
        await step(cast.secondDecisionMaker, 'claim-approval');
      },
      repay: (kroner: number) =>
        step(cast.finance, 'repayments', { amount: kr(kroner), receivedOn: today, bankReference: 'BANK-7' }),
      drop: async () => {
        await step(cast.caseworker, 'dropping', { grounds: 'The town acted in good faith.' });
        await step(cast.thirdDecisionMaker, 'giving-up-approval');
      },
      writeOff: async () => {
        await step(cast.caseworker, 'write-off', { authority: 'Section 8', grounds: 'Nothing is left.' });
        await step(cast.thirdDecisionMaker, 'giving-up-approval');
      },
    };
  }

  /** What the pilot at a glance says of the state, in kroner. */
  async function atAGlance({ id }: Its) {
    const { body } = await cast.town.get<{
      payers: { payer: { role: string }; [member: string]: unknown }[];
    }>(`/v1/pilots/${id}/dashboard?after=${await headOf(system)}`);
    const state = body.payers.find(({ payer }) => payer.role === 'state')!;
    const { settled, paid, owed, waived, writtenOff } = state as unknown as Record<
      string,
      { amount: number }
    >;
    return [settled!, paid!, owed!, waived!, writtenOff!].map(({ amount }) => amount / 100);
  }

  const close = ({ id }: Its) => cast.decisionMaker.post(`/v1/pilots/${id}/closure`, { conclusion: 'Done.' });

  it('is not paid again by a version that pays as before, when the recovery was dropped', async () => {
    const its = await pilot('recovery opened');
    expect(await money(its)).toEqual({ reclaimed: 72_000, waived: 0, owes: 0 });
    expect(await atAGlance(its)).toEqual([264_000, 336_000, -72_000, 0, 0]);
    await (await recovery(its)).drop();
    expect(await money(its)).toEqual({ reclaimed: 0, waived: 72_000, owes: 0 });
    expect(await atAGlance(its)).toEqual([264_000, 336_000, 0, 72_000, 0]);
    await its.take(...corrects(AS_FIRST), ...concludes(3));
    expect(await payouts(its)).toEqual(['settled 336000']);
    expect(await money(its)).toEqual({ reclaimed: 0, waived: 72_000, owes: 0 });
    expect(await atAGlance(its)).toEqual([336_000, 336_000, 0, 0, 0]);
    // Nor is it claimed again by one that pays less; only what is less than that.
    await its.take(...corrects(LESS + 1), ...concludes(4));
    expect(await claims(its)).toEqual(['dropped 72000', 'forewarned 36000']);
  });

  it('is left to the payee as far as less is claimed, and owed again as far as it was repaid', async () => {
    const its = await pilot('recovery opened');
    const { claim, repay } = await recovery(its);
    await claim(50_000);
    expect(await money(its)).toEqual({ reclaimed: 50_000, waived: 22_000, owes: 0 });
    expect(await atAGlance(its)).toEqual([264_000, 336_000, -50_000, 22_000, 0]);
    await repay(50_000);
    expect(await atAGlance(its)).toEqual([264_000, 286_000, 0, 22_000, 0]);
    await its.take(...corrects(AS_FIRST), ...concludes(3));
    expect(await payouts(its)).toEqual(['settled 336000', 'due 50000']);
  });

  it('is not claimed any more once it is owed after all: nothing is paid for it, nothing more reserved', async () => {
    const its = await pilot('recovery opened');
    const before = await reserved(its);
    await its.take(...corrects(AS_FIRST), ...concludes(3));
    expect(await claims(its)).toEqual(['annulled 72000']);
    expect(await payouts(its)).toEqual(['settled 336000']);
    expect(await money(its)).toEqual({ reclaimed: 0, waived: 0, owes: 0 });
    expect(await reserved(its)).toEqual(before);
  });

  it('is claimed anew for what is left of it, where it is owed after all in part', async () => {
    const its = await pilot('recovery opened');
    await its.take(...corrects(LESS - 1), ...concludes(3));
    expect(await claims(its)).toEqual(['annulled 72000', 'forewarned 36000']);
    expect(await payouts(its)).toEqual(['settled 336000']);
    expect(await money(its)).toEqual({ reclaimed: 36_000, waived: 0, owes: 0 });
  });

  it('is paid once more as far as it was repaid by then', async () => {
    const its = await pilot('recovery opened');
    const { claim, repay } = await recovery(its);
    await claim(72_000);
    await repay(10_000);
    await its.take(...corrects(AS_FIRST), ...concludes(3));
    expect(await claims(its)).toEqual(['annulled 72000']);
    expect(await payouts(its)).toEqual(['settled 336000', 'due 10000']);
    expect(await money(its)).toEqual({ reclaimed: 10_000, waived: 0, owes: 0 });
  });

  it('is not claimed of whoever never got it: the bank could not pay', async () => {
    const its = await pilot('payout with the bank');
    await its.take(...corrects(LESS), ...concludes(2, true));
    expect(await claims(its)).toEqual(['forewarned 72000']);
    const [payout] = await payoutsOf(cast.finance, its.id, await headOf(system));
    const failed = { status: 'failed', reasonCode: 'AC04', reason: 'The account is closed.' };
    done(await cast.finance.post(`/v1/payouts/${payout!.id}/settlement`, failed));
    await its.take(cancels);
    expect(await claims(its)).toEqual(['annulled 72000']);
    expect(await money(its)).toEqual({ reclaimed: 0, waived: 0, owes: 264_000 });
    done(await cast.caseworker.post(`/v1/pilots/${its.id}/state-share`));
    expect(await payouts(its)).toEqual(['cancelled 336000', 'due 264000']);
    await its.take(instructs, isPaid);
    expect(await payouts(its)).toEqual(['cancelled 336000', 'settled 264000']);
    done(await close(its));
  });

  it('is claimed no more where the bank sends it back, and what came back beyond it is paid again when a person asks', async () => {
    const its = await pilot('recovery opened');
    const [payout] = await payoutsOf(cast.finance, its.id, await headOf(system));
    const back = (kroner: number, bankReference: string) =>
      cast.finance.post(`/v1/payouts/${payout!.id}/return`, {
        amount: kr(kroner),
        returnedOn: todayIn(system),
        bankReference,
        reasonCode: 'AC04',
      });
    done(await back(100_000, 'R-1'));
    done(await back(100_000, 'R-1'));
    expect(await back(236_001, 'R-2')).toMatchObject(refusedAs(409, 'exceeds-settled'));
    expect(await payouts(its)).toEqual(['returned 336000']);
    expect(await claims(its)).toEqual(['forewarned 72000']);
    // What came back may be paid again, or not: a person says so.
    await its.take(cancels);
    expect(await payouts(its)).toEqual(['cancelled 336000']);
    expect(await claims(its)).toEqual(['annulled 72000']);
    expect(await money(its)).toEqual({ reclaimed: 0, waived: 0, owes: 28_000 });
    done(await cast.caseworker.post(`/v1/pilots/${its.id}/state-share`));
    expect(await payouts(its)).toEqual(['cancelled 336000', 'due 28000']);
  });

  it('may be claimed for three years from the version that pays less, and is found by that day', async () => {
    const its = await pilot('recovery opened');
    const today = todayIn(system);
    const limitationDate = deadlineAfter(today, { years: 3 });
    expect(await recoveries(its)).toMatchObject([
      {
        limitationDate,
        limitationParts: [{ amount: kr(72_000), since: today, limitationDate, barred: false }],
      },
    ]);
    const listed = async (until: string) => {
      const path = `/v1/recoveries?case=${its.id}&until=${until}&after=${await headOf(system)}`;
      return (await cast.finance.get<{ items: unknown[] }>(path)).body.items.length;
    };
    await (await recovery(its)).claim(72_000);
    await (await recovery(its)).writeOff();
    expect([await listed(addDays(limitationDate, -1)), await listed(limitationDate)]).toEqual([0, 1]);
  });

  it('keeps a pilot open until it is decided what becomes of it', async () => {
    const its = await pilot('recovery opened');
    await its.take(...concludes(3, true));
    expect(await close(its)).toMatchObject(refusedAs(409, 'not-settled'));
    const { claim, writeOff } = await recovery(its);
    await claim(72_000);
    expect(await close(its)).toMatchObject(refusedAs(409, 'not-settled'));
    await writeOff();
    expect(await money(its)).toEqual({ reclaimed: 72_000, waived: 0, owes: 0 });
    expect(await atAGlance(its)).toEqual([264_000, 336_000, -72_000, 0, 72_000]);
    const [writtenOff] = await recoveries(its);
    expect(writtenOff).toMatchObject({ state: 'written-off', owed: kr(72_000) });
    done(await close(its));
  });
});
