import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { reactAgain } from '#test/support/reactions-again.js';
import {
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

const SCHEME = 'requests';
const BODY = 'ministry';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const PERIOD = { weeks: 3 } as const;
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const SUMMER = `${YEAR + 1}-06-01`;
const AUTUMN = `${YEAR + 1}-09-01`;
const request = {
  wish: 'The money in September instead of June.',
  grounds: 'The premises are ready in the autumn.',
};
/** Ten and a half months. */
const LONG = 320;

interface Shown {
  readonly amendmentRequests: readonly {
    readonly number: number;
    readonly state: string;
    readonly toGrant: boolean;
    readonly refusal?: object;
  }[];
}
interface Letter {
  readonly id: string;
  readonly kind: string;
  readonly language: string;
}

describe('an amendment that the recipient asks for', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let appealBody: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    appealBody = await system.as('klara', 'appeal-body', BODY);
    const rules = {
      forewarning: { weeks: 2 },
      appeal: { period: PERIOD, outerLimit: { years: 2 }, body: BODY, bodyName: 'Klagenemnda' },
    };
    callId = await openScheme(officials.manager, SCHEME, 100_000_000, rules);
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

  it('is asked for through the portal, waits in the queue, and is granted by an amendment that names it', async () => {
    const id = await accepted();
    done(await applicant.post(`/v1/awards/${id}/amendment-requests`, request));
    expect(await requestsOf(id)).toMatchObject([{ number: 1, state: 'open', ...request }]);
    expect(await nextOf(id)).toBe('answer-amendment-request');
    const later = { kind: 'dates', payments: [{ dueDate: AUTUMN, amount: nok(300_000) }] };
    const { caseworker, decisionMaker } = officials;
    const answer = { ...later, grounds: 'As asked.', request: 1 };
    expect(await caseworker.post(`/v1/awards/${id}/amendments`, { ...answer, request: 2 })).toMatchObject(
      problem(409, 'no-amendment-request'),
    );
    done(await caseworker.post(`/v1/awards/${id}/amendments`, answer));
    done(await decisionMaker.post(`/v1/awards/${id}/amendments/1/approval`));
    await settled(system);
    expect(await requestsOf(id)).toMatchObject([{ state: 'granted' }]);
    expect(await datesOf(id)).toEqual([AUTUMN]);
  });

  it('is registered where it came by post, and withdrawn so, too', async () => {
    const id = await accepted();
    const { caseworker } = officials;
    const path = `/v1/awards/${id}/amendment-requests`;
    const sentOn = addDays(todayIn(system), -2);
    expect(await caseworker.post(path, request)).toMatchObject(problem(422, 'arrival-missing'));
    const tomorrow = { ...request, arrival: { channel: 'post', sentOn: addDays(todayIn(system), 1) } };
    expect(await caseworker.post(path, tomorrow)).toMatchObject(problem(422, 'date-out-of-range'));
    done(await caseworker.post(path, { ...request, arrival: { channel: 'post', sentOn } }));
    expect(await requestsOf(id)).toMatchObject([{ state: 'open', requestedOn: sentOn }]);
    const said = { arrival: { channel: 'oral', sentOn: todayIn(system) } };
    done(await caseworker.post(`${path}/1/withdrawal`, said));
    expect(await requestsOf(id)).toMatchObject([{ state: 'withdrawn' }]);
    expect(await nextOf(id)).not.toBe('answer-amendment-request');
    expect(await applicant.post(`${path}/1/withdrawal`)).toMatchObject(problem(409, 'no-amendment-request'));
  });

  it('is asked for by the recipient’s own people, and refused by officials alone', async () => {
    const id = await accepted();
    const other = await system.as('nils', 'applicant', '910000012');
    expect((await other.post(`/v1/awards/${id}/amendment-requests`, request)).status).toBe(404);
    const elsewhere = await system.as('olav', 'caseworker', 'other-directorate');
    const arrival = { channel: 'post', sentOn: todayIn(system) };
    expect(
      (await elsewhere.post(`/v1/awards/${id}/amendment-requests`, { ...request, arrival })).status,
    ).toBe(404);
    done(await applicant.post(`/v1/awards/${id}/amendment-requests`, request));
    expect(
      await applicant.post(`/v1/awards/${id}/amendment-requests/1/refusal`, { grounds: 'No.' }),
    ).toMatchObject(problem(403, 'forbidden'));
    const married = await system.as('siv', 'caseworker', DIRECTORATE);
    done(await married.postAsIs(`/v1/applications/${id}/impartiality`, { conflict: true }));
    expect(
      await married.post(`/v1/awards/${id}/amendment-requests/1/refusal`, { grounds: 'No.' }),
    ).toMatchObject(problem(403, 'conflict-of-interest'));
  });

  it('is asked for by who represents the recipient in the case, within its powers', async () => {
    const [id, without] = [await accepted(), await accepted()];
    const lawyer = await system.as('solveig', 'applicant', '910000012');
    const firm = { organisation: '910000012', name: 'Advokat Solveig Lie', lawyer: true };
    for (const [of, powers] of [
      [id, ['accept']],
      [without, ['appeal']],
    ] as const)
      done(await applicant.post(`/v1/applications/${of}/representative`, { ...firm, powers }));
    done(await lawyer.post(`/v1/awards/${id}/amendment-requests`, request));
    expect(await lawyer.post(`/v1/awards/${without}/amendment-requests`, request)).toMatchObject(
      problem(403, 'not-a-representative'),
    );
    done(await lawyer.post(`/v1/awards/${id}/amendment-requests/1/withdrawal`));
    expect(await requestsOf(id)).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('is refused by two persons, and the recipient told so by letter in each language', async () => {
    const said = {
      nb: /Avslag på søknad om endring av tilskudd.*Vi har avslått søknaden deres av.*Dere søkte om dette: The money in September.*Dere kan klage på vedtaket. Klageinstans er Klagenemnda. Klagefristen er tre uker fra dere fikk/,
      nn: /Avslag på søknad om endring av tilskot.*Vi har avslått søknaden dykkar av.*De kan klage på vedtaket. Klageinstans er Klagenemnda. Klagefristen er tre veker frå de fekk/,
      en: /Refusal of a request to amend a grant.*We have refused your request of.*three weeks from the day you received/,
    } as const;
    const id = await accepted();
    const both = await system.as('anna', ['caseworker', 'decision-maker'], DIRECTORATE);
    done(await applicant.post(`/v1/awards/${id}/amendment-requests`, request));
    const grounds = { grounds: 'The places are needed in June.' };
    done(await both.post(`/v1/awards/${id}/amendment-requests/1/refusal`, grounds));
    expect(await nextOf(id)).toBe('approve-amendment-refusal');
    expect(await both.post(`/v1/awards/${id}/amendment-refusals/1/approval`)).toMatchObject(
      problem(403, 'four-eyes'),
    );
    done(await officials.decisionMaker.post(`/v1/awards/${id}/amendment-refusals/1/approval`));
    await settled(system);
    expect(await requestsOf(id)).toMatchObject([
      { state: 'refused', refusal: { number: 1, decidedOn: todayIn(system), ...grounds } },
    ]);
    expect(await datesOf(id)).toEqual([SUMMER]);
    const [letter] = await lettersOf(id, 'amendment-refusal');
    expect(letter).toMatchObject({ language: 'nb' });
    expect(await textOfLetter(id, letter!)).toMatch(said.nb);
    expect(await textOfLetter(id, letter!)).toContain(grounds.grounds);
    expect(await nextOf(id)).toBe('notify-refusal');
    await notified(id, 'nn');
    const [, nynorsk] = await lettersOf(id, 'amendment-refusal');
    expect(await textOfLetter(id, nynorsk!)).toMatch(said.nn);
    const english = await refused();
    await notified(english, 'en');
    const [, last] = await lettersOf(english, 'amendment-refusal');
    expect(await textOfLetter(english, last!)).toMatch(said.en);
  });

  it('is appealed against in time from its notice; ten and a half months later it is late', async () => {
    const cases = { told: await refused(), toldLate: await refused(), untold: await refused() };
    expect(await appeal(cases.told, { kind: 'refusal', number: 2 })).toMatchObject(
      problem(409, 'nothing-to-appeal'),
    );
    await notified(cases.told);
    await notified(cases.toldLate);
    expect(await noticesOf(cases.told)).toMatchObject([
      { of: { kind: 'refusal', number: 1 }, appealDeadline: deadlineAfter(todayIn(system), PERIOD) },
    ]);
    expect(await nextOf(cases.told)).not.toBe('notify-refusal');
    expect(await appealed(cases.told)).toMatchObject({ state: 'received', late: false });
    await moveTo(system, `${addDays(todayIn(system), LONG)}T11:00:00Z`);
    const late = await appealed(cases.toldLate);
    expect(late).toMatchObject({ state: 'late', late: true });
    expect(await appealed(cases.untold)).toMatchObject({ state: 'received', deadline: null });
    const { caseworker, decisionMaker } = officials;
    const dismissal = { impartiality, grounds: 'It came too late.' };
    done(await caseworker.post(`/v1/appeals/${late.id}/dismissal`, dismissal));
    done(await decisionMaker.post(`/v1/appeals/${late.id}/dismissal-approval`, { impartiality }));
    await settled(system);
    expect(await requestsOf(cases.toldLate)).toMatchObject([{ state: 'refused' }]);
  });

  it('that an appeal won is granted: the deciding body may not refuse it again, and the change is in force', async () => {
    const id = await refused();
    const { id: appealId } = await appealed(id);
    const { caseworker, decisionMaker } = officials;
    done(
      await caseworker.post(`/v1/appeals/${appealId}/reversal`, { impartiality, grounds: 'Autumn will do.' }),
    );
    done(await decisionMaker.post(`/v1/appeals/${appealId}/reversal-approval`, { impartiality }));
    await settled(system);
    await granted(id);
    const [letter] = await lettersOf(id, 'appeal-outcome');
    expect(await textOfLetter(id, letter!)).toMatch(
      /på avslaget på søknaden om endring av tilskuddet.*Søknaden om endring av tilskuddet skal innvilges/,
    );
  });

  it('that the appeal body grants is granted, too; what it lets stand is final, and asked for anew', async () => {
    const decided = async (outcome: string) => {
      const id = await refused();
      const { id: appealId } = await appealed(id);
      const statement = 'The places are needed.';
      done(
        await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, { impartiality, statement }),
      );
      const decision = { impartiality, outcome, grounds: 'As we see it.' };
      done(await appealBody.post(`/v1/appeals/${appealId}/decision`, decision));
      await settled(system);
      return id;
    };
    await granted(await decided('changed'));
    const lost = await decided('stands');
    expect(await requestsOf(lost)).toMatchObject([{ state: 'refused' }]);
    expect(await appeal(lost, { kind: 'refusal', number: 1 })).toMatchObject(problem(409, 'appeal-decided'));
    expect(
      await officials.caseworker.post(`/v1/awards/${lost}/amendment-requests/1/refusal`, { grounds: 'No.' }),
    ).toMatchObject(problem(409, 'no-amendment-request'));
    done(await applicant.post(`/v1/awards/${lost}/amendment-requests`, request));
    const annulled = await decided('annulled');
    await refuse(annulled, 2);
    expect(await requestsOf(annulled)).toMatchObject([{ state: 'refused', refusal: { number: 2 } }]);
    done(await appeal(annulled, { kind: 'refusal', number: 2 }));
  });

  it('ends with the award, which it does not hold up', async () => {
    const id = await accepted();
    done(await applicant.post(`/v1/awards/${id}/amendment-requests`, request));
    await revoked(id);
    expect(await requestsOf(id)).toMatchObject([{ state: 'ended' }]);
    expect(await nextOf(id)).toBe('notify-revocation');
    // It waits again with the grant: the recipient need not ask twice.
    const { caseworker, decisionMaker } = officials;
    done(await caseworker.post(`/v1/awards/${id}/reinstatement`, { grounds: 'It had begun.' }));
    done(await decisionMaker.post(`/v1/awards/${id}/reinstatement-approval`));
    await settled(system);
    expect(await requestsOf(id)).toMatchObject([{ state: 'open' }]);
    await refuse(id, 1);
    expect(await requestsOf(id)).toMatchObject([{ state: 'refused' }]);
  });

  it('whose refusal falls while the grant is revoked has nothing to change: letter, queue and state say so', async () => {
    const id = await refused();
    await revoked(id);
    const { id: appealId } = await appealed(id);
    const { caseworker, decisionMaker } = officials;
    const reversal = { impartiality, grounds: 'Autumn would have done.' };
    done(await caseworker.post(`/v1/appeals/${appealId}/reversal`, reversal));
    done(await decisionMaker.post(`/v1/appeals/${appealId}/reversal-approval`, { impartiality }));
    await settled(system);
    expect(await requestsOf(id)).toMatchObject([{ state: 'ended', toGrant: true }]);
    const ofRefusal = { of: { kind: 'refusal', number: 1 }, receivedOn: todayIn(system), channel: 'portal' };
    expect((await caseworker.post(`/v1/cases/${id}/notices`, ofRefusal)).status).toBe(409);
    const [letter] = await lettersOf(id, 'appeal-outcome');
    const said = await textOfLetter(id, letter!);
    expect(said).toMatch(/Hele tilskuddet er falt bort.*skal søknaden om endring innvilges/);
    expect(said).not.toMatch(/eget vedtak/);
    // Nothing waits but the two receipts.
    const notice = { receivedOn: todayIn(system), channel: 'portal' };
    const ofRevocation = { ...notice, of: { kind: 'revocation', number: 1 } };
    done(await caseworker.post(`/v1/cases/${id}/notices`, ofRevocation));
    done(await caseworker.post(`/v1/appeals/${appealId}/notification`, notice));
    expect(await nextOf(id)).toBeUndefined();
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  /** A grant that is paid in June of next year. */
  async function accepted(): Promise<string> {
    const id = await submitApplication(applicant, callId, 300_000);
    const { caseworker, decisionMaker } = officials;
    await prepareGrant(caseworker, id, 300_000);
    const proposal = { outcome: 'granted', amount: nok(300_000), grounds: 'As scored.' };
    const schedule = [{ dueDate: SUMMER, amount: nok(300_000) }];
    done(await caseworker.post(`/v1/applications/${id}/proposal`, { ...proposal, schedule }));
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    return id;
  }

  async function revoked(id: string): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    done(await caseworker.post(`/v1/awards/${id}/revocation-forewarning`, { grounds: 'It never began.' }));
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    const proposal = { amountInForce: nok(0), grounds: 'It never began.' };
    done(await caseworker.post(`/v1/awards/${id}/revocation`, proposal));
    done(await decisionMaker.post(`/v1/awards/${id}/revocation-approval`));
    await settled(system);
  }

  async function refused(): Promise<string> {
    const id = await accepted();
    done(await applicant.post(`/v1/awards/${id}/amendment-requests`, request));
    await refuse(id, 1);
    return id;
  }

  async function refuse(id: string, refusal: number): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const grounds = 'The places are needed in June.';
    done(await caseworker.post(`/v1/awards/${id}/amendment-requests/1/refusal`, { grounds }));
    done(await decisionMaker.post(`/v1/awards/${id}/amendment-refusals/${refusal}/approval`));
    await settled(system);
  }

  /** Shows that the request is to be granted, and grants it. */
  async function granted(id: string): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    expect(await requestsOf(id)).toMatchObject([{ state: 'open', toGrant: true }]);
    expect(
      await caseworker.post(`/v1/awards/${id}/amendment-requests/1/refusal`, { grounds: 'Still no.' }),
    ).toMatchObject(problem(409, 'granted-on-appeal'));
    const later = { kind: 'dates', payments: [{ dueDate: AUTUMN, amount: nok(300_000) }], request: 1 };
    done(await caseworker.post(`/v1/awards/${id}/amendments`, { ...later, grounds: 'As decided.' }));
    done(await decisionMaker.post(`/v1/awards/${id}/amendments/1/approval`));
    await settled(system);
    expect(await requestsOf(id)).toMatchObject([{ state: 'granted' }]);
    expect(await datesOf(id)).toEqual([AUTUMN]);
  }

  async function notified(id: string, language?: string): Promise<void> {
    const of = { kind: 'refusal', number: 1 };
    const notice = { of, receivedOn: todayIn(system), channel: 'portal', language };
    done(await officials.caseworker.post(`/v1/cases/${id}/notices`, notice));
  }

  async function noticesOf(id: string): Promise<readonly object[]> {
    return (await applicant.get<{ items: object[] }>(`/v1/cases/${id}/notices`)).body.items;
  }

  async function appeal(id: string, against: object) {
    return applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'Nobody needs them in June.' });
  }

  async function appealed(id: string) {
    const { id: appealId } = done(await appeal(id, { kind: 'refusal', number: 1 }));
    return (await officials.caseworker.get<{ readonly id: string }>(`/v1/appeals/${appealId}`)).body;
  }

  async function requestsOf(id: string) {
    const path = `/v1/awards/${id}?after=${await headOf(system)}`;
    return (await applicant.get<Shown>(path)).body.amendmentRequests;
  }

  async function datesOf(id: string): Promise<readonly string[]> {
    const path = `/v1/cases/${id}?after=${await headOf(system)}`;
    const { body } = await applicant.get<{ schedule: { dueDate: string }[] }>(path);
    return body.schedule.map(({ dueDate }) => dueDate);
  }

  async function lettersOf(id: string, kind: string): Promise<readonly Letter[]> {
    const path = `/v1/cases/${id}/letters?after=${await headOf(system)}`;
    const { body } = await applicant.get<{ items: Letter[] }>(path);
    return body.items.filter((each) => each.kind === kind);
  }

  async function textOfLetter(id: string, letter: Letter): Promise<string> {
    const answer = await applicant.send(`/v1/cases/${id}/letters/${letter.id}`, {});
    return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer()))).replace(/\s+/gu, ' ');
  }

  async function nextOf(id: string): Promise<unknown> {
    const path = `/v1/queue?limit=200&after=${await headOf(system)}`;
    const { body } = await officials.caseworker.get<{ items: { id: string; next: string }[] }>(path);
    return body.items.find((each) => each.id === id)?.next;
  }
});
