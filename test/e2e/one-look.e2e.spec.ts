import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { officialsOf, openScheme, submitApplication, type Officials } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

describe('a case that changes while it is being looked at', () => {
  let system: System;
  let officials: Officials;
  let id: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    const call = await openScheme(officials.manager, 'looked-at', 10_000_000);
    id = await submitApplication(await system.as('kari', 'applicant', '987654325'), call, 1_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is shown as the read model has it, with the words and the commands of the same moment', async () => {
    const { caseworker } = officials;
    const { stores, readModels } = system.standalone;
    // The first stream that is read is the case's, and not one that a reaction reads.
    await settled(system);
    const read = jest.spyOn(stores.log, 'readStream');
    read.mockImplementationOnce(async (...asked) => {
      const before = await stores.log.readStream(...asked);
      await caseworker.post(`/v1/applications/${id}/assignment`);
      await readModels.waitFor(['case-view'], await headOf(system), 60_000);
      return before;
    });
    const { body } = await caseworker.get(`/v1/cases/${id}`);
    read.mockRestore();
    expect(body).toMatchObject({ revision: 1, caseworker: 'anna', state: 'under-assessment' });
    // As the caseworker of the case, who has not declared yet.
    expect(body['commands']).toContainEqual(
      expect.objectContaining({ name: 'score-application', allowed: true, needs: 'impartiality' }),
    );
  });
});
