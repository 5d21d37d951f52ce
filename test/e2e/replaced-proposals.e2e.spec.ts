import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
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
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const REPLACED = { status: 409, body: { type: 'urn:tilsagn:problem:proposal-replaced' } };

interface Command {
  readonly name: string;
  readonly href: string;
  readonly allowed: boolean;
  readonly example: object;
  readonly ifMatch?: number;
}

describe('what takes the place of a proposal that waits', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, 'replaced', 100_000_000, { forewarning: { weeks: 2 } });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is offered with the revision that its approver has seen, and carried out so', async () => {
    const id = await accepted();
    const { caseworker, decisionMaker } = officials;
    done(await caseworker.post(`/v1/awards/${id}/revocation-forewarning`, { grounds: 'It never began.' }));
    await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
    const revocation = { amountInForce: nok(200_000), grounds: 'Half of it began.' };
    done(await caseworker.post(`/v1/awards/${id}/revocation`, revocation));
    const only = await approvalOf(id);
    expect(only).toMatchObject({ allowed: true });
    expect(only.ifMatch).toBeUndefined();
    done(await caseworker.post(`/v1/awards/${id}/revocation`, { ...revocation, amountInForce: nok(0) }));
    expect(await decisionMaker.post(only.href, only.example)).toMatchObject(REPLACED);
    const { href, example, ifMatch, allowed } = await approvalOf(id);
    expect(allowed).toBe(true);
    done(await decisionMaker.post(href, example, { 'if-match': `"${ifMatch}"` }));
    await settled(system);
    const { body } = await applicant.get(`/v1/awards/${id}?after=${await headOf(system)}`);
    expect(body).toMatchObject({ state: 'revoked' });
  });

  async function accepted(): Promise<string> {
    const id = await submitApplication(applicant, callId, 300_000);
    const { caseworker, decisionMaker } = officials;
    await prepareGrant(caseworker, id, 300_000);
    const schedule = [{ dueDate: `${YEAR}-12-01`, amount: nok(300_000) }];
    const proposal = { outcome: 'granted', amount: nok(300_000), grounds: 'As scored.', schedule };
    done(await caseworker.post(`/v1/applications/${id}/proposal`, proposal));
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    return id;
  }

  async function approvalOf(id: string): Promise<Command> {
    const { body } = await officials.decisionMaker.get<{ commands: readonly Command[] }>(
      `/v1/cases/${id}?after=${await headOf(system)}`,
    );
    return body.commands.find(({ name }) => name === 'approve-revocation')!;
  }
});
