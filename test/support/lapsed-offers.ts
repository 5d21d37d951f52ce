import { addDays } from '#calendar/oslo.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { done, prepareGrant, submitApplication, type Officials } from './scheme.js';
import type { Person, System } from './system.js';
import { headOf, moveTo, settled, todayIn } from './time.js';

/** What each of these offers is for. */
export const OFFERED = 300_000;
const impartiality = { conflict: false };

/** What is looked at in the view of a case. */
export interface ShownOffer {
  readonly state: string;
  readonly granted: object;
  readonly acceptanceDue?: string;
  readonly decision: {
    readonly standing: string;
    readonly notified: { readonly receivedOn: string; readonly acceptanceDeadline?: string };
    readonly reopening?: object;
  };
}

interface People {
  readonly officials: Officials;
  readonly applicant: Person;
  readonly body: Person;
}

/** Offers that lapse, and what is found about them later. */
export function lapsedOffers(system: System, { officials, applicant, body }: People) {
  const day = (count: number) => addDays(todayIn(system), count);
  const moveToDay = (date: string) => moveTo(system, `${date}T11:00:00Z`);

  /** A grant of which notice is received so many days after the decision. */
  async function granted(callId: string, days = 0, more: object = {}): Promise<string> {
    const id = await submitApplication(applicant, callId, OFFERED, more);
    await prepareGrant(officials.caseworker, id, OFFERED);
    done(await officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    if (days > 0) await moveToDay(day(days));
    const notice = { decision: 1, receivedOn: todayIn(system), channel: 'letter' };
    done(await officials.caseworker.post(`/v1/applications/${id}/notification`, notice));
    await settled(system);
    return id;
  }

  async function shown(id: string): Promise<ShownOffer> {
    return (await officials.caseworker.get<ShownOffer>(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  }

  /** A grant that nobody accepted, a day after its last one. */
  async function lapsed(callId: string, days = 0, more: object = {}) {
    const id = await granted(callId, days, more);
    const lastDay = (await shown(id)).decision.notified.acceptanceDeadline!;
    await moveToDay(addDays(lastDay, 1));
    if ((await shown(id)).state !== 'lapsed') throw new Error('the offer did not lapse');
    return { id, lastDay };
  }

  /** Two persons find that notice was received on that day, of the decision or of an appeal's outcome. */
  async function correct(id: string, receivedOn: string, of = 'applications', correction = 1): Promise<void> {
    const said = { receivedOn, grounds: 'The postal receipt says so' };
    done(await officials.caseworker.post(`/v1/${of}/${id}/receipt-correction`, said));
    done(
      await officials.decisionMaker.post(`/v1/${of}/${id}/receipt-correction-approval`, {
        impartiality,
        correction,
      }),
    );
    await settled(system);
  }

  /** An appeal that was posted on that day, by the party or somebody else. */
  async function posted(id: string, sentOn: string, appellant?: object): Promise<string> {
    const registered = done(
      await officials.caseworker.post(`/v1/cases/${id}/appeal-registration`, {
        against: { kind: 'decision', number: 1 },
        grounds: 'It is too little',
        arrival: { channel: 'post', sentOn },
        ...(appellant === undefined ? {} : { appellant }),
      }),
    );
    await settled(system);
    return registered.id;
  }

  async function letStand(appealId: string): Promise<void> {
    const statement = 'Nothing new was said.';
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, { statement }));
    const outcome = { impartiality, outcome: 'stands', grounds: 'So.' };
    done(await body.post(`/v1/appeals/${appealId}/decision`, outcome));
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await body.post(`/v1/appeals/${appealId}/notification`, notice));
    await settled(system);
  }

  function ask(id: string) {
    return officials.caseworker.post(`/v1/awards/${id}/offer-reopening`);
  }

  async function queued(id: string) {
    const path = `/v1/queue?limit=200&after=${await headOf(system)}`;
    const { items } = (await officials.caseworker.get<{ items: { id: string }[] }>(path)).body;
    return items.find((each) => each.id === id);
  }

  async function eventsOf(id: string): Promise<string[]> {
    const path = `/v1/cases/${id}/history?after=${await headOf(system)}`;
    const { items } = (await officials.caseworker.get<{ items: { type: string }[] }>(path)).body;
    return items.map(({ type }) => type);
  }

  /** Notice is received that the offer is open again. */
  async function noticed(id: string): Promise<void> {
    const path = `/v1/cases/${id}/notices`;
    const { items } = (await officials.caseworker.get<{ items: { of: { kind: string } }[] }>(path)).body;
    const { of } = items.findLast((each) => each.of.kind === 'offer')!;
    const notice = { of, receivedOn: todayIn(system), channel: 'letter' };
    done(await officials.caseworker.post(`/v1/cases/${id}/notices`, notice));
    await settled(system);
  }

  /** What the letters of a kind say. */
  async function lettersOf(id: string, kind: string): Promise<string[]> {
    const path = `/v1/cases/${id}/letters?after=${await headOf(system)}`;
    const { items } = (await applicant.get<{ items: { id: string; kind: string }[] }>(path)).body;
    const ofKind = items.filter((each) => each.kind === kind);
    return Promise.all(
      ofKind.map(async (letter) => {
        const answer = await applicant.send(`/v1/cases/${id}/letters/${letter.id}`, {});
        const pdf = await readPdf(new Uint8Array(await answer.arrayBuffer()));
        return textOf(pdf).replace(/\s+/gu, ' ');
      }),
    );
  }

  /** What is reserved of a scheme's first year, minor units. */
  async function reserved(scheme: string): Promise<number> {
    const path = `/v1/budgets/${scheme}?after=${await headOf(system)}`;
    const { body: budget } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(path);
    return budget.years[0]!.reserved.amount;
  }

  return {
    day,
    moveToDay,
    granted,
    lapsed,
    shown,
    correct,
    posted,
    letStand,
    ask,
    queued,
    eventsOf,
    noticed,
    lettersOf,
    reserved,
  };
}
