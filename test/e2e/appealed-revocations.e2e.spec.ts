import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import type { Receipt } from '#eventsourcing/command.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Answer, type Person, type System } from '#test/support/system.js';
import { headOf, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'appealed-revocations';
const GRANTED = 300_000_00;
const impartiality = { conflict: false };
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
interface Told {
  readonly of: { readonly kind: string; readonly number?: number };
  readonly receivedOn: string | null;
}
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  appeal: {
    period: { weeks: 3 },
    outerLimit: { years: 1 },
    body: 'ministry',
    bodyName: 'Departementet',
  },
};

describe('a grant of 300 000 that was paid, revoked to 200 000, and then to 100 000', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-02-02T11:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    callId = await openScheme(officials.manager, SCHEME, 500_000_000_00, RULES, 2026);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('has each revocation decided for itself, where both are appealed against at once', async () => {
    const money = await granted();
    await money.revoke(200_000_00);
    const firstDay = todayIn(system);
    const first = await forwarded(money);
    await money.revoke(100_000_00);
    const lastDay = todayIn(system);
    const last = await forwarded(money);
    expect([await shown(first), await shown(last)]).toMatchObject([
      { state: 'forwarded', against: { kind: 'revocation', id: money.id, revocation: 1 } },
      { state: 'forwarded', against: { kind: 'revocation', id: money.id, revocation: 2 } },
    ]);
    const claimed = async () => (await money.recoveries()).map(({ amount }) => amount.amount);
    expect(await claimed()).toEqual([100_000_00, 100_000_00]);

    // What the last leaves is in force, with or without the first.
    done(await decided(first, { outcome: 'annulled' }));
    await settled(system);
    expect(await money.award()).toMatchObject({ amount: nok(100_000_00), dueBack: nok(200_000_00) });
    expect(await claimed()).toEqual([100_000_00, 100_000_00]);
    expect(await shown(last)).toMatchObject({ state: 'forwarded' });

    done(await decided(last, { outcome: 'annulled' }));
    await settled(system);
    expect(await money.award()).toMatchObject({ amount: nok(300_000_00), dueBack: nok(0) });
    expect((await money.recoveries()).map(({ state }) => state)).toEqual(['annulled', 'annulled']);

    const said = (await lettersOn(money)).map((text) => /på (.*) i saken om/.exec(text)?.[1] ?? '');
    expect(said.toSorted()).toEqual(
      [firstDay, lastDay]
        .map((day) => `vedtaket om å omgjøre vedtaket om tilskudd av ${inWords(day)}`)
        .toSorted(),
    );
  });

  it('keeps what the first left in part, once the last is undone', async () => {
    const money = await granted();
    await money.revoke(200_000_00);
    const first = await forwarded(money);
    await money.revoke(100_000_00);
    const last = await forwarded(money);
    const changed = (amount: number) => ({ outcome: 'changed', amount: nok(amount) });
    // The first left 200 000 of 300 000: in part is between them, whatever the last leaves.
    expect(await decided(first, changed(150_000_00))).toMatchObject(problem(422, 'amount-invalid'));
    done(await decided(first, changed(250_000_00)));
    await settled(system);
    expect(await money.award()).toMatchObject({ amount: nok(100_000_00), dueBack: nok(200_000_00) });
    done(await decided(last, { outcome: 'annulled' }));
    await settled(system);
    expect(await money.award()).toMatchObject({ amount: nok(250_000_00), dueBack: nok(50_000_00) });
    const open = (await money.recoveries()).filter(({ state }) => state === 'forewarned');
    expect(open.map(({ amount }) => amount.amount)).toEqual([50_000_00]);
  });

  it('can be appealed against by the number of either, the last one when none is said', async () => {
    const money = await granted();
    await money.revoke(200_000_00);
    await money.revoke(100_000_00);
    const last = await appealed(money);
    expect(await shown(last)).toMatchObject({ against: { revocation: 2 } });
    const first = await appealed(money, { revocation: 1 });
    expect(await shown(first)).toMatchObject({ against: { revocation: 1 } });
    for (const [revocation, code] of [
      [1, 'appeal-open'],
      [2, 'appeal-open'],
      [3, 'nothing-to-appeal'],
    ] as const) {
      const again = { against: { kind: 'revocation', id: money.id, revocation }, grounds: 'Once more.' };
      expect(await applicant.post(`/v1/cases/${money.id}/appeals`, again)).toMatchObject(problem(409, code));
    }
  });

  it('is told of by its number too, so that the time to appeal either runs from its own notice', async () => {
    const money = await granted();
    await money.revoke(200_000_00);
    await money.revoke(100_000_00);
    const at = `/v1/cases/${money.id}/notices`;
    const noticed = (of: object) => officials.caseworker.post(at, { of, channel: 'letter' });
    expect(await noticed({ kind: 'revocation', number: 3 })).toMatchObject(problem(409, 'nothing-to-notify'));
    expect(await noticed({ kind: 'revocation', id: money.id })).toMatchObject({ status: 400 });
    done(await noticed({ kind: 'revocation', number: 1 }));
    const today = todayIn(system);
    await money.wait(1);
    done(await noticed({ kind: 'revocation' }));
    const { items } = (await applicant.get<{ items: readonly Told[] }>(at)).body;
    const days = new Map(items.map(({ of, receivedOn }) => [`${of.kind} ${of.number}`, receivedOn]));
    expect([days.get('revocation 1'), days.get('revocation 2')]).toEqual([today, addDays(today, 1)]);
  });

  it('is undone of own motion by two persons, with a letter; the appeal against it is over, the other revocation stands', async () => {
    const money = await granted();
    await money.revoke(200_000_00);
    await money.revoke(100_000_00);
    const appeal = await appealed(money);
    const { caseworker, decisionMaker } = officials;
    const at = `/v1/awards/${money.id}`;
    const grounds = 'A letter about the second workshop had been overlooked.';
    const both = await system.as('anna', ['caseworker', 'decision-maker'], 'directorate');
    expect(await decisionMaker.post(`${at}/reinstatement-approval`)).toMatchObject(
      problem(409, 'no-reversal'),
    );
    expect(await caseworker.post(`${at}/reinstatement`, { revocation: 3, grounds })).toMatchObject(
      problem(409, 'not-revoked'),
    );
    done(await caseworker.post(`${at}/reinstatement`, { grounds }));
    expect(await both.post(`${at}/reinstatement-approval`)).toMatchObject(problem(403, 'four-eyes'));
    done(await decisionMaker.post(`${at}/reinstatement-return`, { grounds: 'Which letter?' }));
    done(await caseworker.post(`${at}/reinstatement`, { revocation: 2, grounds }));
    done(await decisionMaker.post(`${at}/reinstatement-approval`));
    await settled(system);

    expect(await money.award()).toMatchObject({ state: 'accepted', amount: nok(200_000_00) });
    expect(await shown(appeal)).toMatchObject({ state: 'superseded' });
    const [letter] = await lettersOn(money, 'reinstatement');
    for (const said of ['Tilskuddet er igjen på 200 000 kroner.', grounds]) expect(letter).toContain(said);
    expect(await caseworker.post(`${at}/reinstatement-approval`)).toMatchObject({ status: 403 });
    const told = { of: { kind: 'reinstatement', number: 2 }, channel: 'letter' };
    expect(
      await caseworker.post(`/v1/cases/${money.id}/notices`, {
        ...told,
        of: { kind: 'reinstatement', number: 1 },
      }),
    ).toMatchObject(problem(409, 'nothing-to-notify'));
    done(await caseworker.post(`/v1/cases/${money.id}/notices`, told));

    // What the appeal body leaves of the other one binds the body below.
    const first = await forwarded(money);
    done(await decided(first, { outcome: 'changed', amount: nok(250_000_00) }));
    await settled(system);
    expect(await caseworker.post(`${at}/reinstatement`, { grounds })).toMatchObject(
      problem(409, 'decided-above'),
    );
  });

  it('is over where a later decision ends the grant; the claim that waited for it is taken up again', async () => {
    const money = await granted();
    await money.revoke(200_000_00);
    const [claim] = await money.recoveries();
    const appeal = await forwarded(money);
    const { caseworker, decisionMaker } = officials;
    const deferral = { grounds: 'Jobs would be lost.' };
    done(await decisionMaker.post(`/v1/appeals/${appeal}/deferral`, deferral));
    await settled(system);
    await money.wait(21);
    const proposal = { amount: nok(100_000_00), grounds: 'As forewarned.' };
    const claiming = () => caseworker.post(`/v1/recoveries/${claim!.id}/claim`, proposal);
    expect(await claiming()).toMatchObject(problem(409, 'enforcement-deferred'));

    // The whole grant was got by fraud.
    const at = `/v1/applications/${money.id}`;
    const nothing = { outcome: 'rejected', amount: nok(0), conditions: [], schedule: [] };
    const detriment = { ground: 'invalid', grounds: 'The application was false.' };
    const reversal = { impartiality, newDecision: nothing, detriment, grounds: 'It was false.' };
    done(await caseworker.post(`${at}/own-reversal`, reversal));
    done(await decisionMaker.post(`${at}/own-reversal-approval`, { impartiality }));
    await settled(system);
    expect(await shown(appeal)).toMatchObject({ state: 'superseded' });
    expect(await money.award()).toMatchObject({ state: 'revoked', amount: nok(0), dueBack: nok(300_000_00) });
    expect(await decided(appeal, { outcome: 'annulled' })).toMatchObject(problem(409, 'not-open'));
    done(await claiming());
    const anew = { against: { kind: 'revocation', id: money.id }, grounds: 'Once more.' };
    expect(await applicant.post(`/v1/cases/${money.id}/appeals`, anew)).toMatchObject(
      problem(409, 'appeal-decided'),
    );
    const against = { against: { kind: 'decision', number: 2 }, grounds: 'It was true.' };
    done(await applicant.post(`/v1/cases/${money.id}/appeals`, against));
  });

  it('undone while the decision is made anew pays nothing: the case is under assessment, and waits for that', async () => {
    const money = await granted();
    const against = { kind: 'decision', number: 1 };
    const grounds = 'The grant is too small.';
    const statement = { impartiality, statement: 'It is not.' };
    const onDecision = done(await applicant.post(`/v1/cases/${money.id}/appeals`, { against, grounds })).id;
    done(await officials.caseworker.post(`/v1/appeals/${onDecision}/forwarding`, statement));
    await money.revoke(0);
    const onRevocation = await forwarded(money);
    done(await decided(onDecision, { outcome: 'annulled' }));
    await settled(system);
    done(await decided(onRevocation, { outcome: 'annulled' }));
    await settled(system);
    expect(await money.history()).toContain('AwardReinstated');
    const path = `/v1/cases/${money.id}?after=${await headOf(system)}`;
    for (const person of [applicant, officials.caseworker])
      expect((await person.get(path)).body).toMatchObject({ state: 'under-assessment' });
    const queue = `/v1/queue?after=${await headOf(system)}&limit=100`;
    const { items } = (await officials.caseworker.get<{ items: { id: string }[] }>(queue)).body;
    expect(items.find(({ id }) => id === money.id)).toMatchObject({ next: 'assess' });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  /** Granted, and paid at once. */
  async function granted(): Promise<MoneyOfCase> {
    const schedule = { [todayIn(system)]: GRANTED };
    const money = await MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
    await money.pay(await money.payout(1));
    return money;
  }

  async function appealed({ id }: MoneyOfCase, which: { revocation?: number } = {}): Promise<string> {
    const appeal = { against: { kind: 'revocation', id, ...which }, grounds: 'One workshop opened again.' };
    return done(await applicant.post(`/v1/cases/${id}/appeals`, appeal)).id;
  }

  async function forwarded(money: MoneyOfCase): Promise<string> {
    const id = await appealed(money);
    const statement = { impartiality, statement: 'They were closed.' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/forwarding`, statement));
    return id;
  }

  function decided(id: string, outcome: object): Promise<Answer<Receipt>> {
    return body.post(`/v1/appeals/${id}/decision`, { impartiality, grounds: 'One is open.', ...outcome });
  }

  async function shown(id: string): Promise<unknown> {
    return (await applicant.get(`/v1/appeals/${id}?after=${await headOf(system)}`)).body;
  }

  /** The letters of a kind, those on the outcomes of appeals when none is said. */
  async function lettersOn(
    { id: caseId }: MoneyOfCase,
    wanted = 'appeal-outcome',
  ): Promise<readonly string[]> {
    const path = `/v1/cases/${caseId}/letters?after=${await headOf(system)}`;
    const { items } = (await applicant.get<{ items: { id: string; kind: string }[] }>(path)).body;
    const texts: string[] = [];
    for (const { id } of items.filter(({ kind }) => kind === wanted)) {
      const answer = await applicant.send(`/v1/cases/${caseId}/letters/${id}`, {});
      const text = textOf(await readPdf(new Uint8Array(await answer.arrayBuffer())));
      texts.push(text.replace(/\u00a0/g, ' '));
    }
    return texts;
  }
});

const inWords = (day: string) =>
  new Intl.DateTimeFormat('nb', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(day));
