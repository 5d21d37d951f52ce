import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
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

const SCHEME = 'notices';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const PERIOD = { weeks: 3 } as const;
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  // So that no appeal is late but by its notice.
  appeal: { period: PERIOD, outerLimit: { years: 2 }, body: 'ministry', bodyName: 'Klagenemnda' },
};
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

interface Letter {
  readonly id: string;
  readonly kind: string;
  readonly date: string;
  readonly language: string;
}
interface Recovery {
  readonly id: string;
  readonly state: string;
}
type Named = { readonly kind: string; readonly number?: number; readonly id?: string };

/** Ten and a half months. */
const LONG = 320;

describe('what is taken from a party after its grant', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;
  /** Cases in which notice was recorded, and was not. */
  const noticed: Record<string, { readonly id: string; readonly against: object }> = {};
  const unnoticed: Record<string, { readonly id: string; readonly against: object }> = {};

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, SCHEME, 100_000_000, RULES);
    const budget = `/v1/budgets/${SCHEME}`;
    for (const year of [YEAR + 1, YEAR + 2])
      done(await officials.manager.post(`${budget}/appropriations`, { year, amount: nok(100_000_000) }));
    for (const year of [YEAR, YEAR + 1])
      done(
        await officials.manager.post(`${budget}/commitment-authorities`, { year, amount: nok(100_000_000) }),
      );
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('by a revocation: the letter is kept with it, and with its notice the time to appeal begins', async () => {
    for (const told of [true, false]) {
      const id = await accepted();
      await pay(id);
      await revoked(id, 100_000);
      const [letter] = await lettersOf(id, 'revocation');
      expect(letter).toMatchObject({ kind: 'revocation', date: todayIn(system), language: 'nb' });
      expect(await textOfLetter(id, letter!)).toMatch(
        /Vedtak om omgjøring av tilskudd.*satt ned fra 3 000 kroner til 1 000 kroner.*They stay closed.*Dere kan klage på vedtaket. Klageinstans er Klagenemnda. Klagefristen er tre uker/,
      );
      expect(await nextOf(id)).toBe('notify-revocation');
      await appealable(id, { kind: 'revocation' }, { kind: 'revocation', id }, told);
    }
  });

  it('by a claim: the forewarning is a letter, and so is the claim', async () => {
    for (const told of [true, false]) {
      const id = await accepted();
      await pay(id);
      await revoked(id, 100_000);
      const [forewarning] = (await lettersOf(id, 'forewarning')).slice(-1);
      expect(await textOfLetter(id, forewarning!)).toMatch(
        /Forhåndsvarsel om tilbakekreving av tilskudd.*kreve 2 000 kroner av tilskuddet tilbake.*Det er utbetalt mer enn det tilskuddet nå er på.*laget og sendt automatisk/,
      );
      const recovery = await claimed(id);
      const [letter] = await lettersOf(id, 'repayment-claim');
      expect(await textOfLetter(id, letter!)).toMatch(
        /Vedtak om tilbakekreving av tilskudd.*kreve 2 000 kroner av tilskuddet tilbake. Beløpet må være betalt innen.*As forewarned.*Klagefristen er tre uker/,
      );
      await appealable(id, { kind: 'recovery', id: recovery }, { kind: 'recovery', id: recovery }, told);
    }
  });

  it('by an amendment: only of one that is worse for the party a letter tells, and it can be appealed against', async () => {
    for (const told of [true, false]) {
      const id = await accepted([{ dueDate: `${YEAR + 2}-06-01`, amount: nok(300_000) }]);
      await amended(id, 1, { kind: 'conditions', payments: [], dropConditions: [1], grounds: 'Done.' });
      expect(await lettersOf(id, 'amendment')).toEqual([]);
      const against = { kind: 'amendment', number: 1 };
      expect(await appeal(id, against)).toMatchObject(problem(409, 'nothing-to-appeal'));
      const payments = [{ dueDate: `${YEAR + 2}-09-01`, amount: nok(100_000) }];
      await amended(id, 2, {
        kind: 'amount',
        amount: nok(100_000),
        payments,
        grounds: 'A third of the places.',
      });
      const [letter] = await lettersOf(id, 'amendment');
      expect(await textOfLetter(id, letter!)).toMatch(
        /Vedtak om endring av tilskudd.*satt ned fra 3 000 kroner til 1 000 kroner.*A third of the places.*Klagefristen er tre uker/,
      );
      await appealable(id, { kind: 'amendment', number: 2 }, { kind: 'amendment', number: 2 }, told);
    }
  });

  it('by the dismissal of an appeal: its letter is kept when it is dismissed, not with its notice', async () => {
    for (const told of [true, false]) {
      const id = await accepted();
      const { id: appealId } = done(await appeal(id, { kind: 'decision', number: 1 }));
      await dismissed(appealId);
      const [letter] = await lettersOf(id, 'appeal-outcome');
      expect(await textOfLetter(id, letter!)).toMatch(
        /Klagen er avvist.*Klagefristen er tre uker fra dere fikk/,
      );
      const cases = told ? noticed : unnoticed;
      cases['dismissal'] = { id, against: { kind: 'dismissal', id: appealId } };
      if (!told) continue;
      const notice = { receivedOn: todayIn(system), channel: 'portal' };
      done(await officials.caseworker.post(`/v1/appeals/${appealId}/notification`, notice));
      expect(await lettersOf(id, 'appeal-outcome')).toHaveLength(1);
    }
  });

  it('by a second revocation: it has a letter and an appeal of its own', async () => {
    const id = await accepted();
    await revoked(id, 200_000);
    const { id: first } = done(await appeal(id, { kind: 'revocation', id }));
    await dismissed(first);
    await revoked(id, 100_000);
    expect(await lettersOf(id, 'revocation')).toHaveLength(2);
    const { id: second } = done(await appeal(id, { kind: 'revocation', id }));
    expect(second).not.toBe(first);
    expect(await appeal(id, { kind: 'revocation', id })).toMatchObject(problem(409, 'appeal-open'));
  });

  it('is notified once, by officials of the directorate, and only where it stands', async () => {
    const { id } = noticed['revocation']!;
    const notice = { of: { kind: 'revocation' }, channel: 'portal' };
    const { caseworker } = officials;
    expect(await caseworker.post(`/v1/cases/${id}/notices`, notice)).toMatchObject(
      problem(409, 'already-notified'),
    );
    const of = { kind: 'amendment', number: 1 };
    expect(await caseworker.post(`/v1/cases/${id}/notices`, { ...notice, of })).toMatchObject(
      problem(409, 'nothing-to-notify'),
    );
    expect(await applicant.post(`/v1/cases/${id}/notices`, notice)).toMatchObject(problem(403, 'forbidden'));
    const married = await system.as('siv', 'caseworker', DIRECTORATE);
    const { id: waiting } = unnoticed['revocation']!;
    done(await married.postAsIs(`/v1/applications/${waiting}/impartiality`, { conflict: true }));
    expect(await married.post(`/v1/cases/${waiting}/notices`, notice)).toMatchObject(
      problem(403, 'conflict-of-interest'),
    );
    const other = await system.as('olav', 'caseworker', 'other-directorate');
    expect((await other.post(`/v1/cases/${id}/notices`, notice)).status).toBe(404);
    for (const named of [{ kind: 'revocation', id }, { kind: 'amendment' }, { kind: 'recovery', number: 1 }])
      expect((await caseworker.post(`/v1/cases/${id}/notices`, { ...notice, of: named })).status).toBe(400);
    const before = { ...notice, receivedOn: addDays(todayIn(system), -300) };
    expect(await caseworker.post(`/v1/cases/${waiting}/notices`, before)).toMatchObject(
      problem(422, 'received-on-invalid'),
    );
  });

  it('is appealed against ten and a half months later: late where notice was recorded, else in time', async () => {
    await moveTo(system, `${addDays(todayIn(system), LONG)}T11:00:00Z`);
    for (const kind of ['revocation', 'recovery', 'amendment', 'dismissal']) {
      const late = noticed[kind]!;
      expect([kind, await appealedIn(late.id, late.against)]).toMatchObject([
        kind,
        { state: 'late', late: true },
      ]);
      const open = unnoticed[kind]!;
      expect([kind, await appealedIn(open.id, open.against)]).toMatchObject([
        kind,
        { state: 'received', deadline: null },
      ]);
    }
  });

  it('by an amendment, is given back when an appeal against it is won: as it would have been due', async () => {
    const { id, against } = unnoticed['amendment']!;
    const { caseworker, decisionMaker } = officials;
    const { items } = (
      await caseworker.get<{ items: { id: string; against: object }[] }>(
        `/v1/appeals?case=${id}&after=${await headOf(system)}`,
      )
    ).body;
    const { id: appealId } = items.find((each) => JSON.stringify(each.against) === JSON.stringify(against))!;
    const reversal = { impartiality, grounds: 'The places are needed.' };
    done(await caseworker.post(`/v1/appeals/${appealId}/reversal`, reversal));
    done(await decisionMaker.post(`/v1/appeals/${appealId}/reversal-approval`, { impartiality }));
    await settled(system);
    const { body: award } = await caseworker.get(`/v1/awards/${id}?after=${await headOf(system)}`);
    expect(award).toMatchObject({ amount: nok(300_000) });
    const { body: shown } = await caseworker.get<{
      schedule: { dueDate: string; amount: { amount: number } }[];
    }>(`/v1/cases/${id}?after=${await headOf(system)}`);
    expect(shown.schedule.reduce((all, { amount }) => all + amount.amount, 0)).toBe(300_000);
    expect(new Set(shown.schedule.map(({ dueDate }) => dueDate))).toEqual(new Set([`${YEAR + 2}-06-01`]));
    const [letter] = await lettersOf(id, 'appeal-outcome');
    expect(await textOfLetter(id, letter!)).toMatch(/på vedtaket om endring av tilskuddet/);
    expect(await appeal(id, against)).toMatchObject(problem(409, 'appeal-decided'));
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  /** Shows the decision among the notices, without and with the day it was received. */
  async function appealable(id: string, of: Named, against: object, told: boolean): Promise<void> {
    (told ? noticed : unnoticed)[of.kind] = { id, against };
    const shown = async () =>
      (await applicant.get<{ items: { of: Named }[] }>(`/v1/cases/${id}/notices`)).body.items.find(
        ({ of: { kind } }) => kind === of.kind,
      );
    expect(await shown()).toMatchObject({
      letter: expect.any(String),
      receivedOn: null,
      appealDeadline: null,
    });
    if (!told) return;
    const receivedOn = todayIn(system);
    done(await officials.caseworker.post(`/v1/cases/${id}/notices`, { of, receivedOn, channel: 'letter' }));
    const deadline = deadlineAfter(receivedOn, PERIOD);
    expect(await shown()).toMatchObject({ receivedOn, channel: 'letter', appealDeadline: deadline });
  }

  async function appeal(id: string, against: object) {
    return applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'It was open all the time.' });
  }

  async function dismissed(appealId: string): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const grounds = 'Whoever appeals is no party.';
    done(await caseworker.post(`/v1/appeals/${appealId}/dismissal`, { impartiality, grounds }));
    done(await decisionMaker.post(`/v1/appeals/${appealId}/dismissal-approval`, { impartiality }));
    await settled(system);
  }

  async function appealedIn(id: string, against: object): Promise<unknown> {
    const { id: appealId } = done(await appeal(id, against));
    return (await officials.caseworker.get(`/v1/appeals/${appealId}`)).body;
  }

  async function accepted(schedule?: object): Promise<string> {
    const id = await submitApplication(applicant, callId, 300_000);
    await prepareGrant(officials.caseworker, id, 300_000);
    if (schedule) {
      const proposal = {
        outcome: 'granted',
        amount: nok(300_000),
        grounds: 'As scored.',
        conditions: ['A report.'],
      };
      done(await officials.caseworker.post(`/v1/applications/${id}/proposal`, { ...proposal, schedule }));
    }
    done(await officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    return id;
  }

  async function pay(id: string): Promise<void> {
    const { attester, decisionMaker, finance } = officials;
    const { body: found } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    const at = `/v1/payouts/${found.items[0]!.id}`;
    done(await attester.post(`${at}/attestation`));
    done(await decisionMaker.post(`${at}/approval`));
    done(await finance.post(`${at}/instruction`));
    const settlement = { status: 'settled', settledOn: bankDayOf(finance), bankReference: 'B-1' };
    done(await finance.post(`${at}/settlement`, settlement));
    await settled(system);
  }

  async function revoked(id: string, inForce: number): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    done(
      await caseworker.post(`/v1/awards/${id}/revocation-forewarning`, { grounds: 'Two of three closed.' }),
    );
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    const proposal = { amountInForce: nok(inForce), grounds: 'They stay closed.' };
    done(await caseworker.post(`/v1/awards/${id}/revocation`, proposal));
    done(await decisionMaker.post(`/v1/awards/${id}/revocation-approval`));
    await settled(system);
  }

  async function claimed(id: string): Promise<string> {
    const { caseworker, decisionMaker } = officials;
    const path = `/v1/recoveries?case=${id}&after=${await headOf(system)}`;
    const [open] = (await caseworker.get<{ items: Recovery[] }>(path)).body.items;
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    const at = `/v1/recoveries/${open!.id}`;
    done(await caseworker.post(`${at}/claim`, { amount: nok(200_000), grounds: 'As forewarned.' }));
    done(await decisionMaker.post(`${at}/claim-approval`));
    await settled(system);
    return open!.id;
  }

  async function amended(id: string, number: number, amendment: object): Promise<void> {
    done(await officials.caseworker.post(`/v1/awards/${id}/amendments`, amendment));
    done(await officials.decisionMaker.post(`/v1/awards/${id}/amendments/${number}/approval`));
    await settled(system);
  }

  async function lettersOf(id: string, kind: string): Promise<readonly Letter[]> {
    const { body: letters } = await applicant.get<{ items: Letter[] }>(
      `/v1/cases/${id}/letters?after=${await headOf(system)}`,
    );
    return letters.items.filter((each) => each.kind === kind);
  }

  async function textOfLetter(id: string, letter: Letter): Promise<string> {
    const answer = await applicant.send(`/v1/cases/${id}/letters/${letter.id}`, {});
    const text = textOf(await readPdf(new Uint8Array(await answer.arrayBuffer())));
    return text.replace(/\s+/gu, ' ');
  }

  async function nextOf(id: string): Promise<unknown> {
    const { body: queue } = await officials.caseworker.get<{ items: { id: string; next: string }[] }>(
      `/v1/queue?limit=200&after=${await headOf(system)}`,
    );
    return queue.items.find((each) => each.id === id)?.next;
  }
});
