import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { MeController } from './me.controller.js';
import { startTestApp, type Client, type TestApp } from './testing/test-app.js';

@Module({ controllers: [MeController] })
class MeModule {}

describe('who a person is to the system', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp(MeModule);
  });
  afterAll(() => test.close());

  const me = async (client: Client, organisation?: string) => {
    const chosen = organisation === undefined ? {} : { 'tilsagn-organisation': organisation };
    const answer = await client.get('/v1/me', chosen);
    return { status: answer.statusCode, ...answer.json<Record<string, unknown>>() };
  };
  const udir = { organisation: 'udir', roles: ['caseworker'] } as const;
  const workshop = { organisation: '987654325', roles: ['applicant'] } as const;

  it('is told with what they can choose, before and after they chose', async () => {
    const kari = await test.holding({ subject: 'kari', roles: [], memberships: [udir, workshop] });
    const who = { status: 200, subject: 'kari', choices: [udir, workshop] };
    expect(await me(kari)).toEqual({ ...who, refused: 'organisation-not-chosen' });
    expect(await me(kari, '987654325')).toEqual({ ...who, acting: workshop });
  });

  it('is refused for an organisation that is not theirs', async () => {
    const kari = await test.holding({ subject: 'kari', roles: [], memberships: [udir, workshop] });
    expect(await me(kari, 'bufdir')).toMatchObject({ status: 403, type: 'urn:tilsagn:problem:not-a-member' });
  });

  it('is told where nobody has to choose', async () => {
    expect(await me(await test.as('ola', ['applicant'], '987654325'))).toMatchObject({ acting: workshop });
    const themselves = { organisation: 'subject:ola', roles: ['applicant'] };
    expect(await me(await test.as('ola', ['applicant']))).toEqual({
      status: 200,
      subject: 'ola',
      choices: [themselves],
      acting: themselves,
    });
  });

  it('is told where their roles count nowhere', async () => {
    const olav = await test.as('olav', ['finance']);
    expect(await me(olav)).toEqual({
      status: 200,
      subject: 'olav',
      choices: [],
      refused: 'organisation-missing',
    });
  });

  it('is told with the client they came through, and who acts for them', async () => {
    const token = { subject: 'kari', roles: [], organisation: 'udir', client: 'portal', actedBy: ['robot'] };
    expect(await me(await test.holding(token))).toMatchObject({ client: 'portal', actedBy: ['robot'] });
  });
});
