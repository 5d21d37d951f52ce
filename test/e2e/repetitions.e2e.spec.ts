import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_OF_A_KIND } from '#eventsourcing/repetitions.js';
import { MOST_APPEALS } from '#grants/domain/appeal/submission.js';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { documentOf, done, openScheme, prepareGrant, YEAR } from '#test/support/scheme.js';
import { startSystem, type Answer, type Problem, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const NOK = (amount: number) => ({ amount, currency: 'NOK' });

interface Shown {
  readonly commands: readonly {
    readonly name: string;
    readonly allowed: boolean;
    readonly problem?: Problem;
  }[];
}

describe('what is sent again and again, each time with another content and under no key', () => {
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'repeated');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const eventsOf = async (stream: string) => (await system.standalone.stores.log.readStream(stream)).length;
  /** Sends until something is refused; answers how often it was carried out, and the refusal. */
  const repeated = async (send: (time: number) => Promise<Answer<Problem>>, enough = 1000) => {
    for (let time = 0; time < enough; time++) {
      const answer = await send(time);
      if (answer.status >= 400) return { times: time, refused: answer };
    }
    throw new Error('there is no end to it');
  };

  it.each([
    ['assignment', 'assigned', (time: number) => ({ caseworker: `caseworker-${time % 2}` })],
    ['eligibility', 'scored', (time: number) => ({ checks: [{ code: 'no-dividend', met: time % 2 === 0 }] })],
    [
      'scores',
      'scored',
      (time: number) => ({ scores: [{ criterion: 'need', score: 1 + (time % 2), rationale: 'Anew' }] }),
    ],
    [
      'proposal',
      'recommended',
      (time: number) => ({
        outcome: 'granted',
        amount: NOK(300_000),
        grounds: `Once more: ${time}`,
        conditions: [],
        schedule: [{ dueDate: `${YEAR}-01-01`, amount: NOK(300_000) }],
      }),
    ],
  ])('has an end: %s', async (step, state, bodyOf) => {
    const { id } = await caseIn(state, cast, callId);
    const before = await eventsOf(`application-${id}`);
    const { times, refused } = await repeated((time) =>
      cast.caseworker.post(`/v1/applications/${id}/${step}`, bodyOf(time)),
    );
    expect(refused).toMatchObject({
      status: 409,
      body: {
        type: 'urn:tilsagn:problem:too-many-repetitions',
        detail: expect.stringContaining(`at most ${MOST_OF_A_KIND} times`),
        most: MOST_OF_A_KIND,
      },
    });
    // What led to the state counts too.
    expect(MOST_OF_A_KIND - times).toBeLessThanOrEqual(1);
    expect(await eventsOf(`application-${id}`)).toBe(before + times);
  });

  it('is possible no more, and keeps nobody from another step', async () => {
    const { id } = await caseIn('assigned', cast, callId);
    await repeated((time) =>
      cast.caseworker.post(`/v1/applications/${id}/assignment`, { caseworker: `caseworker-${time % 2}` }),
    );
    const { body } = await cast.caseworker.get<Shown>(`/v1/cases/${id}?after=${await headOf(system)}`);
    expect(body.commands.find(({ name }) => name === 'assign-caseworker')).toMatchObject({
      allowed: false,
      problem: { type: 'urn:tilsagn:problem:too-many-repetitions' },
    });
    done(await cast.applicant.post(`/v1/applications/${id}/withdrawal`, { grounds: 'Enough' }));
  });

  it('has an end: an appeal that is withdrawn and sent again', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const appeal = { against: { kind: 'decision', number: 1 }, grounds: 'The need was overlooked' };
    const { times, refused } = await repeated(async () => {
      const sent = await cast.applicant.post(`/v1/cases/${id}/appeals`, appeal);
      if (sent.status === 201) done(await cast.applicant.post(`/v1/appeals/${sent.body.id}/withdrawal`));
      return sent;
    });
    expect(times).toBe(MOST_APPEALS);
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:tilsagn:problem:too-many-appeals' } });
  });

  it('leaves nothing: an approval that is refused for its aid once there is money', async () => {
    const stateAid = {
      kind: 'de-minimis',
      limitEuroCents: 1,
      window: { years: 3 },
      registerWithin: { days: 20 },
    };
    const call = await openScheme(cast.manager, 'aid', 100_000_000, { stateAid });
    const rate = { currency: 'NOK', date: `${YEAR}-01-01`, rate: '10', source: 'ECB' };
    done(await cast.manager.post('/v1/currency-rates', rate));
    const { id } = done(
      await cast.applicant.post('/v1/applications', {
        callId: call,
        ...documentOf(1_000_000),
        stateAid: { group: [], otherAid: [] },
      }),
    );
    done(await cast.applicant.post(`/v1/applications/${id}/submission`));
    await prepareGrant(cast.caseworker, id, 1_000_000);
    done(await cast.decisionMaker.post(`/v1/applications/${id}/impartiality`, { conflict: false }));
    const approve = () => cast.decisionMaker.post(`/v1/applications/${id}/approval`);
    const before = [await eventsOf(`application-${id}`), await eventsOf('budget-aid')];
    for (let time = 0; time < 3; time++)
      expect((await approve()).body.type).toBe('urn:tilsagn:problem:de-minimis-exceeded');
    await settled(system);
    expect([await eventsOf(`application-${id}`), await eventsOf('budget-aid')]).toEqual(before);
  });
});
