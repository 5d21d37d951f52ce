import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { officialsOf, openScheme, prepareGrant, submitApplication } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';

const PAIRS = 50;
const ROOM = 1000;

describe('two approvals over HTTP where there is room for one', () => {
  let system: System;

  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it(`end with one winner in each of ${PAIRS} pairs`, async () => {
    const { manager, caseworker, decisionMaker } = await officialsOf(system);
    const colleague = await system.as('erik', 'decision-maker', 'directorate');
    const applicant = await system.as('ola', 'applicant', '987654325');
    const approval = { impartiality: { conflict: false } };
    for (let pair = 0; pair < PAIRS; pair++) {
      const code = `race-${pair}`;
      const callId = await openScheme(manager, code, ROOM);
      const ids = await Promise.all([600, 700].map((amount) => submitApplication(applicant, callId, amount)));
      await Promise.all(ids.map((id, index) => prepareGrant(caseworker, id, [600, 700][index]!)));
      const answers = await Promise.all([
        decisionMaker.post(`/v1/applications/${ids[0]}/approval`, approval),
        colleague.post(`/v1/applications/${ids[1]}/approval`, approval),
      ]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const winner = answers.findIndex(({ status }) => status === 200);
      const loser = answers[1 - winner]!;
      expect(loser.body.type).toBe('urn:tilsagn:problem:budget-exceeded');
      const won = [600, 700][winner]!;
      const { position } = answers[winner]!.body;
      const budget = await manager.get(`/v1/budgets/${code}?after=${position}`);
      expect(budget.body).toMatchObject({
        years: [{ reserved: { amount: won }, free: { amount: ROOM - won } }],
      });
    }
  }, 180_000);
});
