import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { createLogger } from '#hosting/logging.js';
import { startTestApp } from './testing/test-app.js';
import { SEEING } from '#access/rules.js';
import { Describe } from './describe.js';

@Controller('v1/boxes')
class BoxController {
  @Get(':id')
  @Describe({ summary: 'A box', action: SEEING['case.read'] })
  one() {
    return {};
  }
}

@Module({ controllers: [BoxController] })
class BoxModule {}

describe('the line of a request in the log', () => {
  it('tells persons and routes apart, and names neither a person nor what was asked for', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    const test = await startTestApp(BoxModule, { logger });
    const kari = await test.as('kari@example.no', ['caseworker'], 'udir');
    const ola = await test.as('ola@example.no', ['caseworker'], 'udir');
    for (const who of [kari, ola, kari]) await who.get('/v1/boxes/of-kari?name=Kari');
    await test.app.inject('/v1/boxes/of-kari');
    await test.app.inject('/nowhere/of-kari');
    await test.close();

    const requests = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'request');
    const [first, second, third, nobody, lost] = requests;
    expect(first).toMatchObject({ method: 'GET', route: '/v1/boxes/:id', status: 200 });
    expect(first!['subject']).toMatch(/^[\w-]{16}$/);
    expect(third!['subject']).toBe(first!['subject']);
    expect(second!['subject']).not.toBe(first!['subject']);
    expect(nobody).toMatchObject({ route: '/v1/boxes/:id', status: 401 });
    expect(lost).toMatchObject({ route: 'unknown', status: 404 });
    expect([nobody, lost].some((line) => 'subject' in line!)).toBe(false);
    expect(lines.join('')).not.toMatch(/kari|ola@/i);
  });
});
