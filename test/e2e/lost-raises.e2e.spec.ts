import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdjustCommitment } from '#budget/contract/commands.js';
import { derivedId } from '#eventsourcing/ids.js';
import { Applications } from '#grants/application/applications/applications.js';
import {
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled } from '#test/support/time.js';

const SCHEME = 'lost-raises';
const nok = (amount: number) => ({ amount, currency: 'NOK' });

describe('a commitment raised for a decision that the process did not live to make', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    const appeal = {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: 'ministry',
      bodyName: 'The ministry',
    };
    callId = await openScheme(officials.manager, SCHEME, 300_000, { appeal });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('gives back what it was raised by after a minute, and is raised anew for the decision that is made', async () => {
    const caseId = await granted(100_000);
    const appealId = await forwarded(caseId);
    await raisedAndDied(caseId, appealId, 250_000);
    expect(await reserved()).toBe(250_000);

    await moveTo(system, `${YEAR}-03-02T10:05:00Z`);
    expect(await reserved()).toBe(100_000);

    const schedule = [{ dueDate: `${YEAR}-04-01`, amount: nok(250_000) }];
    const newDecision = { outcome: 'granted', amount: nok(250_000), conditions: [], schedule };
    const grounds = 'The need was overlooked.';
    const outcome = { impartiality: { conflict: false }, outcome: 'changed', grounds, newDecision };
    done(await body.post(`/v1/appeals/${appealId}/decision`, outcome));
    await settled(system);
    expect(await reserved()).toBe(250_000);
    await moveTo(system, `${YEAR}-03-02T10:30:00Z`);
    expect(await reserved()).toBe(250_000);
    done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
  });

  async function granted(amount: number): Promise<string> {
    const { caseworker, decisionMaker } = officials;
    const id = await submitApplication(applicant, callId, 300_000);
    await prepareGrant(caseworker, id, amount);
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } }));
    await settled(system);
    return id;
  }

  async function forwarded(caseId: string): Promise<string> {
    const against = { kind: 'decision', number: 1 };
    const { id } = done(
      await applicant.post(`/v1/cases/${caseId}/appeals`, { against, grounds: 'Too little.' }),
    );
    const statement = { statement: 'Nothing new was said.' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/forwarding`, statement));
    return id;
  }

  /** Raises as a decision does that replaces another, and goes no further. */
  async function raisedAndDied(caseId: string, appealId: string, amount: number): Promise<void> {
    const { commands, clock, app } = system.standalone;
    const state = await app.get(Applications, { strict: false }).find(caseId);
    const { reservationId } = (state as { decision: { reservationId: string } }).decision;
    const commandId = derivedId('dies', caseId);
    const raise = derivedId('raise', reservationId, appealId, 0);
    const payments = [{ year: YEAR, amount }];
    const outcome = await commands.execute(
      new AdjustCommitment(
        SCHEME,
        { reservationId, payments, budgetYear: YEAR, grounds: 'a decision is replaced', raise },
        {
          actor: { subject: 'process:carry-out-appeals', roles: ['process'] },
          commandId,
          commandHash: commandId,
          correlationId: commandId,
          now: clock.now(),
        },
      ),
    );
    expect(outcome.ok).toBe(true);
    await settled(system);
  }

  /** What is reserved this year. */
  async function reserved(): Promise<number> {
    const { body: budget } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${SCHEME}?after=${await headOf(system)}`,
    );
    return budget.years[0]!.reserved.amount;
  }
});
