import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, todayIn } from '#test/support/time.js';

const LAW_FIRM = '910000012';
const lawyer = {
  organisation: LAW_FIRM,
  name: 'Advokat Solveig Lie',
  address: ['Storgata 1', '0155 Oslo'],
  lawyer: true,
  powers: ['appeal'],
};
const appeal = { against: { kind: 'decision', number: 1 }, grounds: 'The need was overlooked.' };
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

interface Case {
  readonly representative?: object;
  readonly decision?: { readonly notified?: object };
}

describe('a representative of the party', () => {
  let system: System;
  let cast: Cast;
  let firm: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    firm = await system.as('solveig', 'applicant', LAW_FIRM);
    callId = await openRichScheme(cast, 'represented');
  });
  afterAll(async () => {
    await reactAgain(system);
    await system.stop();
    system.remove();
  });

  const record = (person: Person, id: string, more: object = {}) =>
    person.post(`/v1/applications/${id}/representative`, { ...lawyer, ...more });
  const end = (person: Person, id: string, more: object = {}) =>
    person.post(`/v1/applications/${id}/representative-withdrawal`, more);
  const seenBy = async (person: Person, id: string) =>
    (await person.get<Case>(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  const appealBy = (person: Person, id: string) => person.post(`/v1/cases/${id}/appeals`, appeal);

  it('acts beside it within its powers, and the party’s own people go on acting', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    expect(await firm.get(`/v1/cases/${id}`)).toMatchObject({ status: 404 });
    expect(await appealBy(firm, id)).toMatchObject({ status: 404 });
    done(await record(cast.applicant, id));
    expect(await seenBy(firm, id)).toMatchObject({ id, representative: lawyer });

    const { items } = (
      await firm.get<{ items: { id: string }[] }>(`/v1/applications?after=${await headOf(system)}`)
    ).body;
    expect(items).toMatchObject([{ id }]);

    const appealed = done(await appealBy(firm, id));
    expect(await firm.post(`/v1/applications/${id}/withdrawal`, {})).toMatchObject(
      problem(403, 'not-a-representative'),
    );
    expect(await record(firm, id)).toMatchObject(problem(403, 'not-a-representative'));
    // Appealed by the lawyer, withdrawn by the party, which appeals anew: the lawyer withdraws that.
    done(await cast.applicant.post(`/v1/appeals/${appealed.id}/withdrawal`, {}));
    const again = done(await appealBy(cast.applicant, id));
    done(await firm.post(`/v1/appeals/${again.id}/withdrawal`, {}));
  });

  it('is ended from either side, and sees the case no more', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const entered = async () => done(await record(cast.applicant, id));
    for (const ending of [() => end(firm, id), () => end(cast.applicant, id)]) {
      await entered();
      expect((await firm.get(`/v1/cases/${id}?after=${await headOf(system)}`)).status).toBe(200);
      done(await ending());
      expect((await firm.get(`/v1/cases/${id}`)).status).toBe(404);
    }
    expect(await end(cast.applicant, id)).toMatchObject(problem(409, 'no-representative'));
  });

  it('is registered by an official from the party’s post, with the written power of who is no lawyer', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const arrival = { channel: 'post', sentOn: todayIn(system) };
    const neighbour = { name: 'Nabo Nes', organisation: undefined, lawyer: false };
    expect(await record(cast.caseworker, id, neighbour)).toMatchObject(problem(422, 'arrival-missing'));
    expect(await record(cast.caseworker, id, { ...neighbour, arrival })).toMatchObject(
      problem(422, 'power-of-attorney-missing'),
    );
    const powerOfAttorney = 'Fullmakt av 1. mars, vedlagt brevet';
    done(await record(cast.caseworker, id, { ...neighbour, arrival, powerOfAttorney }));
    expect(await seenBy(cast.applicant, id)).toMatchObject({
      representative: { name: 'Nabo Nes', lawyer: false, powerOfAttorney, since: arrival.sentOn },
    });
    done(await end(cast.caseworker, id, { by: 'representative', arrival }));
    expect(await seenBy(cast.applicant, id)).not.toHaveProperty('representative');
  });

  it('gets the letters and notices; the party gets a copy where it wants one', async () => {
    const { id } = await caseIn('granted', cast, callId);
    done(await record(cast.applicant, id, { copyToParty: true }));
    done(await cast.caseworker.post(`/v1/applications/${id}/notification`, { channel: 'letter' }));
    expect(await seenBy(cast.caseworker, id)).toMatchObject({
      decision: { notified: { receivedOn: todayIn(system), representation: 1 } },
    });
    const text = await letterOf(id);
    expect(text).toContain('Advokat Solveig Lie');
    expect(text).toContain('Storgata 1');
    expect(text).toContain('Fullmektig for Verkstedet');
    expect(text).toContain('Kopi til');

    const appealed = done(await appealBy(firm, id)).id;
    const on = (person: Person, name: string, body: object) =>
      person.post(`/v1/appeals/${appealed}/${name}`, body);
    done(await on(cast.caseworker, 'dismissal', { grounds: 'Nothing is disputed.' }));
    done(await on(cast.decisionMaker, 'dismissal-approval', {}));
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await on(cast.caseworker, 'notification', notice));
    expect((await firm.get(`/v1/appeals/${appealed}`)).body).toMatchObject({
      state: 'dismissed',
      notice: { representation: 1 },
    });
    expect(await letterOf(id)).toContain('Fullmektig for Verkstedet');
  });

  const letterOf = async (id: string) => {
    const { body } = await cast.caseworker.get<{ items: { id: string }[] }>(
      `/v1/cases/${id}/letters?after=${await headOf(system)}`,
    );
    const answer = await cast.caseworker.send(`/v1/cases/${id}/letters/${body.items.at(-1)!.id}`, {});
    return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer()))).replace(/\u00a0/g, ' ');
  };
});
