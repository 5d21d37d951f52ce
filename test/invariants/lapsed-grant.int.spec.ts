import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { done, YEAR } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';
import { headOf, moveTo } from '#test/support/time.js';

const DAY = 86_400_000;
const nok = (amount: number) => ({ amount, currency: 'NOK' });

describe('a grant that lapsed', () => {
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    // Early in the year, so that what follows within weeks is paid from the same appropriation.
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'lapsed');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is shown as granted again, and can be accepted, when an appeal grants it anew', async () => {
    const { id } = await caseIn('notified', cast, callId);
    await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 30 * DAY).toISOString());
    expect(await shown(id)).toMatchObject({ state: 'lapsed', granted: nok(0) });

    // While one waits the grant does not lapse, so this one comes late.
    const appeal = done(
      await cast.applicant.post(`/v1/cases/${id}/appeals`, {
        against: { kind: 'decision', number: 1 },
        grounds: 'Half of what is needed was granted',
      }),
    ).id;
    done(await cast.caseworker.post(`/v1/appeals/${appeal}/late-acceptance`, { grounds: 'Kari was ill' }));
    const declared = { impartiality: { conflict: false } };
    const amount = nok(350_000);
    const dueDate = system.standalone.clock.now().slice(0, 10);
    const newDecision = { outcome: 'granted', amount, schedule: [{ dueDate, amount }] };
    done(
      await cast.caseworker.post(`/v1/appeals/${appeal}/reversal`, {
        grounds: 'The need is there',
        newDecision,
      }),
    );
    done(await cast.approver.post(`/v1/appeals/${appeal}/reversal-approval`, declared));
    expect(await shown(id)).toMatchObject({ state: 'granted', granted: amount });
    expect(await queued(id)).toMatchObject({ state: 'granted', next: 'notify' });

    done(await cast.applicant.post(`/v1/awards/${id}/acceptance`));
    expect(await shown(id)).toMatchObject({ state: 'accepted', granted: amount, released: amount });
  });

  async function shown(id: string) {
    return (await cast.caseworker.get(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  }

  async function queued(id: string) {
    const { body } = await cast.caseworker.get<{ items: { id: string }[] }>(
      `/v1/queue?after=${await headOf(system)}`,
    );
    return body.items.find((each) => each.id === id);
  }
});
