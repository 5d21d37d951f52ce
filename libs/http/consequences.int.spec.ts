import { Controller, Get, Module, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { After } from './after.js';
import { type Client, startTestApp, type TestApp } from './testing/test-app.js';

@Controller('v1/boxes')
class BoxController {
  @Get()
  list(@After() after: string | undefined) {
    return { after };
  }

  @Post()
  make() {
    return {};
  }
}

@Module({ controllers: [BoxController] })
class BoxModule {}

describe('a request that comes after the consequences of a command', () => {
  let test: TestApp;
  let alice: Client;

  beforeAll(async () => {
    test = await startTestApp(BoxModule, {
      compare: (a, b) => Number(a) - Number(b),
      consequences: {
        isPosition: (text) => /^\d+$/.test(text),
        // What follows from 7 ends at 9; what follows from 8 takes too long.
        after: (position) => Promise.resolve(position === '8' ? undefined : '9'),
      },
    });
    alice = await test.as('alice', ['applicant']);
  });
  afterAll(() => test.close());

  it('covers them, and a later position that is asked for', async () => {
    expect((await alice.get('/v1/boxes?after-consequences=7')).json()).toEqual({ after: '9' });
    expect((await alice.get('/v1/boxes?after-consequences=7&after=3')).json()).toEqual({ after: '9' });
    expect((await alice.get('/v1/boxes?after-consequences=7&after=11')).json()).toEqual({ after: '11' });
    expect((await alice.get('/v1/boxes?after=3')).json()).toEqual({ after: '3' });
  });

  it('may be a command', async () => {
    expect((await alice.post('/v1/boxes?after-consequences=7')).statusCode).toBe(201);
  });

  it('is not dealt with where they take too long', async () => {
    const late = await alice.post('/v1/boxes?after-consequences=8');
    expect([late.statusCode, late.headers['retry-after']]).toEqual([503, '1']);
    expect(late.json()).toMatchObject({ type: 'urn:tilsagn:problem:not-yet', after: '8' });
  });

  it.each(['x', '', '7&after-consequences=7'])('is refused with after-consequences=%s', async (asked) => {
    expect((await alice.get(`/v1/boxes?after-consequences=${asked}`)).json()).toMatchObject({
      status: 400,
      errors: [{ parameter: 'after-consequences' }],
    });
  });

  it('waits for nobody who does not say who asks', async () => {
    expect((await test.app.inject('/v1/boxes?after-consequences=8')).statusCode).toBe(401);
  });
});
