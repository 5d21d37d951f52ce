import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { reactAgain } from '#test/support/reactions-again.js';
import {
  bankDayOf,
  DIRECTORATE,
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

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const grounds = 'The materials were bought in good faith.';
const impartiality = { conflict: false };
const RULES = { forewarning: { weeks: 2 }, repayment: { weeks: 4 }, limitation: { years: 3 } };
const REPORTING = {
  code: 'annual',
  title: 'Annual report',
  every: 'year',
  dueMonth: 3,
  dueDay: 31,
  withAccounts: true,
  withAuditorStatement: false,
};

/** 300 000 was paid, 100 000 is in force: 200 000 is due back. */
const PAID = 300_000;
const IN_FORCE = 100_000;
const DUE = PAID - IN_FORCE;

const refusedAs = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

interface Recovery {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
  readonly claimed: unknown;
  readonly owed: unknown;
  readonly writtenOff: unknown;
  readonly givingUp: unknown;
}

describe('money that is due back', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let beate: Person;
  let bodil: Person;
  let frida: Person;
  let superior: Person;
  const calls = new Map<string, string>();

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    beate = await system.as('beate', 'decision-maker', DIRECTORATE);
    bodil = await system.as('bodil', 'decision-maker', DIRECTORATE);
    frida = await system.as('frida', 'caseworker', DIRECTORATE);
    superior = await system.as('sara', 'superior', DIRECTORATE);
    for (const [scheme, rules] of [
      ['by-role', { ...RULES, reporting: [REPORTING] }],
      ['by-delegation', RULES],
    ] as const) {
      calls.set(scheme, await openScheme(officials.manager, scheme, 100_000_000, rules));
      // The cases take more than a year together.
      const next = { year: YEAR + 1, amount: nok(100_000_000) };
      done(await officials.manager.post(`/v1/budgets/${scheme}/appropriations`, next));
    }
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is dropped by one who had no part in the revocation, as another proposed', async () => {
    const { id, at } = await forewarned();
    done(await officials.caseworker.post(`${at}/dropping`, { grounds }));
    expect(await recoveryOf(id)).toMatchObject({
      state: 'forewarned',
      givingUp: { form: 'drop', amount: nok(DUE) },
    });
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(DUE) });
    expect(await nextOf(id)).toBe('approve-giving-up');
    // Who approved the revocation, who proposed, and who has no such role.
    await refused(officials.decisionMaker, at, 'decided-the-basis');
    await refused(officials.caseworker, at, 'four-eyes');
    await refused(frida, at, 'not-stand-in');
    done(await beate.post(`${at}/giving-up-approval`, { note: 'Agreed.' }));
    expect(await recoveryOf(id)).toMatchObject({ state: 'dropped', givingUp: null });
    await settled(system);
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(0) });
    expect(await beate.post(`${at}/giving-up-approval`)).toMatchObject(refusedAs(409, 'nothing-proposed'));
  });

  it('is given up by nobody who approved the reversal of own motion that it rests on', async () => {
    const less = {
      newDecision: {
        outcome: 'granted',
        amount: nok(IN_FORCE),
        schedule: [{ dueDate: todayIn(system), amount: nok(IN_FORCE) }],
      },
      detriment: { ground: 'invalid', grounds: 'It was got by fraud.' },
      grounds: 'The accounts were made up.',
    };
    const id = await paid('by-role');
    done(await officials.caseworker.post(`/v1/applications/${id}/own-reversal`, less));
    done(await beate.post(`/v1/applications/${id}/own-reversal-approval`, { impartiality }));
    await settled(system);
    const at = `/v1/recoveries/${(await recoveryOf(id)).id}`;
    done(await frida.post(`${at}/dropping`, { impartiality, grounds }));
    await refused(beate, at, 'decided-the-basis');
    done(await bodil.post(`${at}/giving-up-approval`, { impartiality }));
    expect(await recoveryOf(id)).toMatchObject({ state: 'dropped' });
  });

  it('is claimed for less by one who had no part in the revocation, and returned like any claim', async () => {
    const { id, at } = await forewarned();
    const less = { amount: nok(150_000), grounds };
    done(await officials.caseworker.post(`${at}/claim`, less));
    expect(await officials.decisionMaker.post(`${at}/claim-approval`)).toMatchObject(
      refusedAs(403, 'decided-the-basis'),
    );
    expect(await officials.caseworker.post(`${at}/claim-return`, { grounds })).toMatchObject({ status: 403 });
    done(await officials.decisionMaker.post(`${at}/claim-return`, { grounds: 'Say what was bought.' }));
    expect(await recoveryOf(id)).toMatchObject({ state: 'forewarned' });
    expect(await nextOf(id)).toBe('propose-claim');
    done(await officials.caseworker.post(`${at}/claim`, less));
    done(await beate.post(`${at}/claim-approval`));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({ state: 'claimed', claimed: nok(150_000) });
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(150_000) });
  });

  it('is waived in part by one who approved neither the revocation nor the claim; that is owed no more', async () => {
    const { id, at } = await claimed(beate);
    done(await officials.caseworker.post(`${at}/waiver`, { amount: nok(80_000), grounds }));
    await refused(officials.decisionMaker, at, 'decided-the-basis');
    await refused(beate, at, 'decided-the-basis');
    expect(await recoveryOf(id)).toMatchObject({ owed: nok(DUE) });
    done(await bodil.post(`${at}/giving-up-approval`));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({ state: 'claimed', owed: nok(120_000) });
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(120_000) });
    expect(await officials.finance.post(`${at}/repayments`, repayment(120_001))).toMatchObject(
      refusedAs(409, 'overpaid'),
    );
    done(await officials.finance.post(`${at}/repayments`, repayment(120_000)));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({ state: 'settled', owed: nok(0) });
    expect(await titlesOf(id)).toContain('bodil approved: NOK 800.00 is waived, NOK 1,200.00 is still owed');
  });

  it('in place of another proposal is approved by who says what they have seen', async () => {
    const { id, at } = await claimed();
    done(await officials.caseworker.post(`${at}/waiver`, { amount: nok(10_000), grounds }));
    const { revision: seen } = await recoveryOf(id);
    done(await frida.post(`${at}/waiver`, { amount: nok(190_000), grounds }));
    const approval = `${at}/giving-up-approval`;
    expect(await bodil.post(approval)).toMatchObject(refusedAs(409, 'proposal-replaced'));
    expect(await bodil.post(approval, {}, { 'if-match': `"${seen}"` })).toMatchObject({ status: 412 });
    expect(await recoveryOf(id)).toMatchObject({ owed: nok(DUE), givingUp: { amount: nok(190_000) } });
    const { revision } = await recoveryOf(id);
    done(await bodil.post(approval, {}, { 'if-match': `"${revision}"` }));
    expect(await recoveryOf(id)).toMatchObject({ owed: nok(10_000), givingUp: null });
  });

  it('waived as a whole ends, and takes no repayments', async () => {
    const { id, at } = await claimed();
    done(await officials.caseworker.post(`${at}/waiver`, { grounds }));
    done(await beate.post(`${at}/giving-up-approval`));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({ state: 'waived', owed: nok(0) });
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(0) });
    expect(await officials.finance.post(`${at}/repayments`, repayment(1))).toMatchObject(
      refusedAs(409, 'wrong-state'),
    );
  });

  it('written off stays owed: it is repaid, and then the claim is settled', async () => {
    const { id, at } = await claimed();
    const writeOff = { authority: 'Section 8', grounds: 'The estate is empty.' };
    done(await officials.finance.post(`${at}/write-off`, { ...writeOff, amount: nok(50_000) }));
    done(await beate.post(`${at}/giving-up-approval`));
    expect(await recoveryOf(id)).toMatchObject({ state: 'claimed', owed: nok(DUE), writtenOff: nok(50_000) });
    done(await officials.finance.post(`${at}/write-off`, writeOff));
    done(await beate.post(`${at}/giving-up-approval`));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({
      state: 'written-off',
      owed: nok(DUE),
      writtenOff: nok(DUE),
    });
    expect(await awardOf(id)).toMatchObject({ dueBack: nok(DUE) });
    done(await officials.finance.post(`${at}/repayments`, repayment(60_000)));
    expect(await recoveryOf(id)).toMatchObject({ state: 'written-off', owed: nok(140_000) });
    const rest = { ...repayment(140_000), bankReference: 'IN-2' };
    done(await officials.finance.post(`${at}/repayments`, rest));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({ state: 'settled', owed: nok(0), writtenOff: nok(0) });
  });

  it('written off but for 150 000 asks for nothing more once those are repaid: 50 000 stay owed', async () => {
    const { id, at } = await claimed();
    const writeOff = { authority: 'Section 8', grounds: 'The estate is empty.', amount: nok(50_000) };
    done(await officials.finance.post(`${at}/write-off`, writeOff));
    done(await beate.post(`${at}/giving-up-approval`));
    done(await officials.finance.post(`${at}/repayments`, repayment(149_999)));
    expect(await nextOf(id)).toBe('await-repayment');
    const rest = { ...repayment(1), bankReference: 'IN-2' };
    done(await officials.finance.post(`${at}/repayments`, rest));
    await settled(system);
    expect(await recoveryOf(id)).toMatchObject({ state: 'written-off', owed: nok(50_000) });
    expect(await nextOf(id)).not.toBe('await-repayment');
  });

  it('stays as it is when the proposal is returned, and the debtor is not told of it', async () => {
    const { id, at } = await claimed();
    done(await officials.caseworker.post(`${at}/waiver`, { grounds }));
    const shown = await applicant.get<{ givingUp: unknown; words: { what: string }[] }>(
      `${at}?after=${await headOf(system)}`,
    );
    expect(shown.body.givingUp).toBeNull();
    expect(shown.body.words.map(({ what }) => what)).not.toContain('GivingUpProposed');
    expect(await officials.decisionMaker.post(`${at}/giving-up-return`, { grounds })).toMatchObject(
      refusedAs(403, 'decided-the-basis'),
    );
    done(await beate.post(`${at}/giving-up-return`, { grounds: 'Ask for the accounts first.' }));
    expect(await recoveryOf(id)).toMatchObject({ state: 'claimed', owed: nok(DUE), givingUp: null });
    expect(await nextOf(id)).toBe('await-repayment');
    expect(await beate.post(`${at}/giving-up-approval`)).toMatchObject(refusedAs(409, 'nothing-proposed'));
  });

  it('is given up by a stand-in whom a superior named for it, where nobody is left', async () => {
    const { id, at } = await claimed();
    done(await officials.caseworker.post(`${at}/waiver`, { amount: nok(10_000), grounds }));
    const name = (person: string) =>
      superior.post(`${at}/giving-up-stand-in`, { person, grounds: 'Nobody else is left.' });
    expect(await name('berit')).toMatchObject(refusedAs(403, 'decided-the-basis'));
    expect(await name('anna')).toMatchObject(refusedAs(403, 'four-eyes'));
    expect(await name('sara')).toMatchObject(refusedAs(403, 'four-eyes'));
    await refused(frida, at, 'not-stand-in');
    done(await name('frida'));
    done(await frida.post(`${at}/giving-up-approval`));
    expect(await recoveryOf(id)).toMatchObject({ owed: nok(DUE - 10_000) });
    // For that proposal and no other.
    done(await officials.caseworker.post(`${at}/waiver`, { amount: nok(10_000), grounds }));
    await refused(frida, at, 'not-stand-in');
  });

  it('is given up within delegations of a kind of its own, by all that is given up of one claim', async () => {
    const delegate = async (person: string, more: object) =>
      done(
        await officials.manager.post('/v1/schemes/by-delegation/delegations', {
          person,
          validFrom: `${YEAR}-01-01`,
          reference: 'Letter 26/17',
          ...more,
        }),
      );
    const { id, at } = await claimed(officials.decisionMaker, 'by-delegation');
    await delegate('beate', { kind: 'giving-up', upTo: nok(100_000) });
    const waive = async (amount: number) =>
      done(await officials.caseworker.post(`${at}/waiver`, { amount: nok(amount), grounds }));
    await waive(60_000);
    await refused(bodil, at, 'outside-delegation');
    done(await beate.post(`${at}/giving-up-approval`));
    await waive(40_001);
    await refused(beate, at, 'outside-delegation');
    await waive(40_000);
    // It took the place of the one before.
    const { revision } = await recoveryOf(id);
    done(await beate.post(`${at}/giving-up-approval`, {}, { 'if-match': `"${revision}"` }));
    expect(await recoveryOf(id)).toMatchObject({ owed: nok(100_000) });
    // Who decides on grants still does so by the role: none of that kind is recorded.
    const another = await submitApplication(applicant, calls.get('by-delegation')!, PAID);
    await prepareGrant(officials.caseworker, another, PAID);
    done(await officials.decisionMaker.post(`/v1/applications/${another}/approval`, { impartiality }));
  });

  it('counts no delegation to decide on grants as one to give up', async () => {
    const { at } = await claimed(officials.decisionMaker, 'by-role');
    done(
      await officials.manager.post('/v1/schemes/by-role/delegations', {
        person: 'berit',
        validFrom: `${YEAR}-01-01`,
        reference: 'Letter 26/18',
      }),
    );
    done(await officials.caseworker.post(`${at}/waiver`, { grounds }));
    done(await beate.post(`${at}/giving-up-approval`));
  });

  it('is not accounted for by a report that two persons waive, or a stand-in with one', async () => {
    const id = await paid('by-role');
    const found = await officials.caseworker.get<{ items: { id: string }[] }>(
      `/v1/reports?case=${id}&after=${await headOf(system)}`,
    );
    const at = `/v1/reports/${found.body.items[0]!.id}`;
    done(await officials.caseworker.post(`${at}/waiver`, { grounds }));
    expect(await nextOf(id)).toBe('approve-report-waiver');
    const refusedFor = async (person: Person, code: string) =>
      expect(await person.post(`${at}/waiver-approval`)).toMatchObject(refusedAs(403, code));
    await refusedFor(officials.caseworker, 'four-eyes');
    await refusedFor(frida, 'not-stand-in');
    done(await beate.post(`${at}/waiver-return`, { grounds: 'It did begin.' }));
    expect(await beate.post(`${at}/waiver-approval`)).toMatchObject(refusedAs(409, 'nothing-proposed'));
    done(await officials.caseworker.post(`${at}/waiver`, { grounds }));
    done(await superior.post(`${at}/waiver-stand-in`, { person: 'frida', grounds }));
    done(await frida.post(`${at}/waiver-approval`));
    const shown = await officials.caseworker.get(`${at}?after=${await headOf(system)}`);
    expect(shown.body).toMatchObject({ status: 'waived' });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function paid(scheme: string): Promise<string> {
    const { attester, caseworker, decisionMaker, finance } = officials;
    const id = await submitApplication(applicant, calls.get(scheme)!, PAID);
    await prepareGrant(caseworker, id, PAID);
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    const { body } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    const payout = `/v1/payouts/${body.items[0]!.id}`;
    done(await attester.post(`${payout}/attestation`));
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
    const settlement = { status: 'settled', settledOn: bankDayOf(finance), bankReference: 'B-1' };
    done(await finance.post(`${payout}/settlement`, settlement));
    await settled(system);
    return id;
  }

  /** Paid, and revoked in part by the decision-maker; the time to answer the forewarning has passed. */
  async function forewarned(scheme = 'by-role'): Promise<{ readonly id: string; readonly at: string }> {
    const { caseworker, decisionMaker } = officials;
    const id = await paid(scheme);
    const step = async (person: Person, name: string, content: object = {}) =>
      done(await person.post(`/v1/awards/${id}/${name}`, content));
    await step(caseworker, 'revocation-forewarning', { grounds: 'Two workshops of three closed.' });
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    await step(caseworker, 'revocation', { amountInForce: nok(IN_FORCE), grounds: 'They stay closed.' });
    await step(decisionMaker, 'revocation-approval');
    const notice = { of: { kind: 'revocation' }, channel: 'portal' };
    done(await caseworker.post(`/v1/cases/${id}/notices`, notice));
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    return { id, at: `/v1/recoveries/${(await recoveryOf(id)).id}` };
  }

  /** All of what is due back is claimed. */
  async function claimed(approver = officials.decisionMaker, scheme = 'by-role') {
    const its = await forewarned(scheme);
    done(await officials.caseworker.post(`${its.at}/claim`, { amount: nok(DUE), grounds: 'As forewarned.' }));
    done(await approver.post(`${its.at}/claim-approval`));
    const of = { kind: 'recovery', id: its.at.split('/').at(-1) };
    done(await officials.caseworker.post(`/v1/cases/${its.id}/notices`, { of, channel: 'portal' }));
    return its;
  }

  function repayment(amount: number) {
    return { amount: nok(amount), receivedOn: todayIn(system), bankReference: 'IN-1' };
  }

  async function refused(person: Person, at: string, code: string): Promise<void> {
    expect(await person.post(`${at}/giving-up-approval`)).toMatchObject(refusedAs(403, code));
  }

  async function recoveryOf(id: string): Promise<Recovery> {
    const path = `/v1/recoveries?case=${id}&after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ items: Recovery[] }>(path)).body.items[0]!;
  }

  async function awardOf(id: string): Promise<unknown> {
    return (await officials.caseworker.get(`/v1/awards/${id}?after=${await headOf(system)}`)).body;
  }

  /** What the queue says is to be done next in the case. */
  async function nextOf(id: string): Promise<string | undefined> {
    const path = `/v1/queue?limit=200&after=${await headOf(system)}`;
    const { body } = await officials.caseworker.get<{ items: { id: string; next: string }[] }>(path);
    return body.items.find((item) => item.id === id)?.next;
  }

  async function titlesOf(id: string): Promise<string[]> {
    const path = `/v1/cases/${id}/history?limit=200&after=${await headOf(system)}`;
    const { body } = await officials.caseworker.get<{ items: { what: string }[] }>(path);
    return body.items.map(({ what }) => what);
  }
});
