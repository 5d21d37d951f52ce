import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { printLines } from './output.js';

describe('lines on stdout', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  async function* lines(count: number) {
    for (let line = 0; line < count; line++) yield 'x'.repeat(1023);
  }

  it('wait for a reader that is slower, and leave nothing behind at the stream', async () => {
    const events = ['drain', 'error'] as const;
    const listening = () => events.map((event) => process.stdout.listenerCount(event));
    const before = listening();
    let bytes = 0;
    let waited = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      bytes += chunk.length;
      setImmediate(() => {
        waited += process.stdout.listenerCount('drain') - before[0]!;
        process.stdout.emit('drain');
      });
      return false;
    });
    await printLines(lines(256));
    expect([bytes, waited]).toEqual([256 * 1024, 4]);
    expect(listening()).toEqual(before);
  });
});
