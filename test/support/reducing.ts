import { expect } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { bankDayOf, done, prepareGrant, submitApplication, type Officials } from './scheme.js';
import type { Person, System } from './system.js';
import { headOf, moveTo, settled, todayIn } from './time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };

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

/** Who has a grant of 300 000 of a scheme, who reduces it, and who decides appeals against that. */
interface Cast {
  readonly system: System;
  readonly officials: Officials;
  readonly applicant: Person;
  readonly body: Person;
  readonly scheme: string;
  readonly callId: string;
}

/** What happens to such a grant, and how it stands then. */
export function reducing({ system, officials, applicant, body, scheme, callId }: Cast) {
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

  async function giveBack(payout: string, bankReference = 'R-1', part?: number): Promise<void> {
    const amount = part === undefined ? {} : { amount: nok(part) };
    const returned = { returnedOn: todayIn(system), bankReference, reasonCode: 'AC04', ...amount };
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
      `/v1/budgets/${scheme}?after=${await headOf(system)}`,
    );
    return found.years.reduce((all, year) => all + year.reserved.amount, 0);
  }

  async function eventsOf(id: string): Promise<string[]> {
    const { body: history } = await officials.caseworker.get<{ items: { type: string }[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    return history.items.map(({ type }) => type);
  }

  return {
    accepted,
    revoked,
    amended,
    won,
    approve,
    instruct,
    pay,
    settle,
    giveBack,
    payRest,
    repay,
    ends,
    firstOf,
    payoutsOf,
    recoveriesOf,
    awardOf,
    reserved,
    eventsOf,
  };
}
