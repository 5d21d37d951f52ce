import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import pino from 'pino';
import { Public } from './identity.js';
import { startTestApp, type TestApp } from './testing/test-app.js';
import { BODY_PACE, isTooSlow } from './body-pace.js';

@Controller('v1/words')
@Public()
class WordsController {
  @Post()
  take(@Body() body: object) {
    return body;
  }
}

@Module({ controllers: [WordsController] })
class WordsModule {}

const HEAD =
  'POST /v1/words HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{';

describe('a body that comes in drips', () => {
  const lines: string[] = [];
  let test: TestApp;
  let port: number;

  beforeAll(async () => {
    test = await startTestApp(WordsModule, {
      bodyPace: { graceMs: 50, bytesPerSecond: 100_000 },
      logger: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
    });
    await test.app.listen(0, '127.0.0.1');
    port = (test.app.getHttpServer().address() as { port: number }).port;
  });
  afterAll(() => test.close());

  it('is cut with 408, and is no error in the log', async () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(HEAD));
    expect(await everythingOf(socket)).toMatch(/^HTTP\/1\.1 408 .*body-too-slow/s);
    expect(errorsIn(lines)).toEqual([]);
  });

  it('is cut also when its answer was sent before it was whole', async () => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(HEAD.replace('application/json', 'text/plain')),
    );
    expect(await everythingOf(socket)).toMatch(/^HTTP\/1\.1 415 /);
  });

  it('that breaks off is no error in the log', async () => {
    const server = test.app.getHttpServer();
    const gone = once(server, 'connection').then(([accepted]) => once(accepted as Socket, 'close'));
    const request = once(server, 'request');
    const socket = connect(port, '127.0.0.1', () => socket.write(HEAD));
    await request;
    socket.destroy();
    await gone;
    // Whoever is served later is served after what the broken one left behind.
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    expect(errorsIn(lines)).toEqual([]);
  });

  it('is told from a slow one that keeps coming', () => {
    const [minute, megabyte] = [60_000, 1_000_000];
    expect(isTooSlow(10, 15_000, BODY_PACE)).toBe(false);
    expect(isTooSlow(60, minute, BODY_PACE)).toBe(true);
    expect(isTooSlow(50 * megabyte, 100 * minute, BODY_PACE)).toBe(false);
  });
});

const errorsIn = (lines: readonly string[]) => lines.filter((line) => line.includes('answered '));

async function everythingOf(socket: Socket): Promise<string> {
  let all = '';
  for await (const piece of socket) all += String(piece);
  return all;
}
