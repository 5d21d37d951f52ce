import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { SEEING } from '#access/rules.js';
import { Command, createdId, respond } from './commands.js';
import { Describe } from './describe.js';
import { CurrentActor } from './identity.js';
import { startTestApp, type Client, type TestApp } from './testing/test-app.js';

@Controller('v1/boxes')
class BoxController {
  @Get('mine')
  @Describe({ summary: 'Who asks', action: SEEING['case.read'] })
  mine(@CurrentActor() actor: Actor) {
    return actor;
  }

  @Post()
  @Describe({ summary: 'Make a box', action: SEEING['case.read'], command: 'creates' })
  make(@Command() context: CommandContext) {
    const id = createdId(context);
    return respond(
      { ok: true, receipt: { id, revision: 0, position: '1' } },
      { location: `/v1/boxes/${id}` },
    );
  }
}

@Module({ controllers: [BoxController] })
class BoxModule {}

describe('the organisation a request is made for', () => {
  const memberships = [
    { organisation: 'udir', roles: ['caseworker'] },
    { organisation: 'Kulturrådet', roles: ['applicant'] },
  ] as const;
  let test: TestApp;
  let both: Client;
  beforeAll(async () => {
    test = await startTestApp(BoxModule);
    await test.app.listen(0, '127.0.0.1');
    both = await test.holding({ subject: 'kari', roles: [], memberships });
  });
  afterAll(() => test.close());

  it('is the one that is chosen, as the controller is told', async () => {
    const ask = async (organisation: string) =>
      (await both.get('/v1/boxes/mine', { 'tilsagn-organisation': organisation })).json<Actor>();
    expect(await ask('udir')).toEqual({ subject: 'kari', roles: ['caseworker'], organisation: 'udir' });
    expect(await ask('Kulturr%C3%A5det')).toEqual({
      subject: 'kari',
      roles: ['applicant'],
      organisation: 'Kulturrådet',
    });
  });

  it('has to be chosen where there are several: the refusal lists them', async () => {
    for (const answer of [await both.get('/v1/boxes/mine'), await both.post('/v1/boxes', {})]) {
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({
        type: 'urn:tilsagn:problem:organisation-not-chosen',
        detail: 'choose for whom you act with Tilsagn-Organisation: udir, Kulturrådet',
      });
    }
  });

  it('is none that is not theirs: the refusal is the same whether anybody belongs there or not', async () => {
    const refusals = ['org-a', 'nowhere'].map((organisation) =>
      both.get('/v1/boxes/mine', { 'tilsagn-organisation': organisation, 'x-correlation-id': 'c1' }),
    );
    const [known, unknown] = await Promise.all(refusals);
    expect(known!.statusCode).toBe(403);
    expect(known!.json()).toMatchObject({ type: 'urn:tilsagn:problem:not-a-member' });
    expect(unknown!.body).toBe(known!.body);
  });

  it('is not said by a header that is empty, or comes twice', async () => {
    const empty = await both.get('/v1/boxes/mine', { 'tilsagn-organisation': '' });
    expect(empty.statusCode).toBe(400);
    expect(empty.json()).toMatchObject({ errors: [{ header: 'Tilsagn-Organisation' }] });
    const { port } = test.app.getHttpServer().address() as { port: number };
    const socket = connect(port, '127.0.0.1');
    const header = 'Tilsagn-Organisation: udir';
    const authorization = `Authorization: ${both.authorization}`;
    const request = [
      'GET /v1/boxes/mine HTTP/1.1',
      'Host: x',
      'Connection: close',
      authorization,
      header,
      header,
    ];
    socket.end(`${request.join('\r\n')}\r\n\r\n`);
    const twice = await text(socket);
    expect(twice).toContain('400 Bad Request');
    expect(twice).toContain('Tilsagn-Organisation: must be sent once');
  });

  it('makes another command of the same key', async () => {
    const key = { 'idempotency-key': 'k' };
    const make = async (organisation: string) =>
      (await both.post('/v1/boxes', {}, { ...key, 'tilsagn-organisation': organisation })).json<{
        id: string;
      }>().id;
    const [udir, other] = [await make('udir'), await make('Kulturr%C3%A5det')];
    expect(other).not.toBe(udir);
    expect(await make('udir')).toBe(udir);
  });

  it('is missed where the roles of a person count in one only', async () => {
    const official = await test.as('olav', ['caseworker', 'finance']);
    const answer = await official.get('/v1/boxes/mine');
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({
      type: 'urn:tilsagn:problem:organisation-missing',
      detail: expect.stringContaining('caseworker, finance'),
    });
  });
});
