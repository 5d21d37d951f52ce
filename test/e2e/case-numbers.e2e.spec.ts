import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import {
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled } from '#test/support/time.js';

interface Shown {
  readonly id: string;
  readonly caseNumber?: string;
}

describe('the number of a case', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2027-12-31T22:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, 'numbers', 100_000_00);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const shown = async (path: string) => (await officials.caseworker.get<Shown>(path)).body.caseNumber;
  const found = async (q: string) => {
    const path = `/v1/queue?q=${encodeURIComponent(q)}&after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ items: Shown[] }>(path)).body.items;
  };

  it('runs within the year of the submission, which begins in Norway', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.push(await submitApplication(applicant, callId, 100_00));
    await moveTo(system, '2027-12-31T23:00:00Z');
    ids.push(await submitApplication(applicant, callId, 100_00));
    await settled(system);
    const after = await headOf(system);
    const numbers = await Promise.all(ids.map((id) => shown(`/v1/cases/${id}?after=${after}`)));
    expect(numbers).toEqual(['2027/1', '2027/2', '2027/3', '2028/1']);

    expect(await shown(`/v1/applications/${ids[1]}`)).toBe('2027/2');
    const { body } = await applicant.get<{ items: Shown[] }>(`/v1/applications?after=${after}`);
    expect(new Map(body.items.map(({ id, caseNumber }) => [id, caseNumber]))).toEqual(
      new Map(ids.map((id, index) => [id, numbers[index]])),
    );
  });

  it('finds that case and no other, also when nothing is left to do about it', async () => {
    const id = await submitApplication(applicant, callId, 100_00);
    await settled(system);
    const number = (await shown(`/v1/applications/${id}`))!;
    expect(await found(number)).toMatchObject([{ id, caseNumber: number }]);
    await applicant.post(`/v1/applications/${id}/withdrawal`);
    expect(await found(number)).toMatchObject([{ id, open: false }]);
    expect(await found(`${number}0`)).toEqual([]);
    expect(await found('2027/2')).toHaveLength(1);
    expect(await found('Work')).not.toEqual([]);
  });

  it('is the reference of its letters', async () => {
    const id = await submitApplication(applicant, callId, 100_00);
    await prepareGrant(officials.caseworker, id, 100_00);
    await settled(system);
    const number = (await shown(`/v1/applications/${id}`))!;
    const draft = await officials.caseworker.send(`/v1/applications/${id}/letter-preview`, {});
    expect(textOf(await readPdf(new Uint8Array(await draft.arrayBuffer())))).toContain(
      `Vår referanse: ${number}`,
    );
  });
});
