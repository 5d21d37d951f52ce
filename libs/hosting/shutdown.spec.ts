import { beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { Logger } from './logging.js';
import { closeOnFailure, closeOnSignal } from './shutdown.js';

describe('a signal', () => {
  let from: EventEmitter;
  let exits: number[];
  let said: unknown[];
  let closes: number;
  let closing: PromiseWithResolvers<void>;

  beforeEach(() => {
    from = new EventEmitter();
    [exits, said, closes] = [[], [], 0];
    closing = Promise.withResolvers();
    const logger = {
      info: () => undefined,
      fatal: (text: unknown) => said.push(text),
      flush: (done: () => void) => {
        said.push('flushed');
        done();
      },
    } as unknown as Logger;
    const close = () => {
      closes++;
      return closing.promise;
    };
    closeOnSignal(close, logger, { from, exit: (code) => exits.push(code) });
  });

  it.each(['SIGTERM', 'SIGINT'])('%s closes once, and the process ends by itself', async (signal) => {
    expect(closes).toBe(0);
    from.emit(signal, signal);
    expect(closes).toBe(1);
    closing.resolve();
    await new Promise(setImmediate);
    expect([exits, said]).toEqual([[], []]);
  });

  it.each([
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGINT'],
  ])('%s, then %s ends it at once', (first, second) => {
    from.emit(first, first);
    expect(exits).toEqual([]);
    from.emit(second, second);
    expect([closes, exits]).toEqual([1, [130]]);
  });

  it('that cannot be followed cleanly is told in one line before the process fails', async () => {
    from.emit('SIGTERM', 'SIGTERM');
    const parts = [new Error('disk full\n  at the log'), new AggregateError([new Error('no socket')])];
    closing.reject(new AggregateError(parts, 'not everything could be closed'));
    await new Promise(setImmediate);
    expect(said).toEqual(['closing failed: disk full at the log; no socket', 'flushed']);
    expect(exits).toEqual([1]);
  });
});

describe('the end of a part that cannot be done without', () => {
  it.each([
    ['are closed', () => Promise.resolve()],
    ['cannot be closed', () => Promise.reject(new Error('busy'))],
    ['take longer than a moment', () => new Promise<void>(() => undefined)],
  ])('ends the process with a line that names it, also when the others %s', async (_, close) => {
    const said: unknown[] = [];
    const logger = { fatal: (text: unknown) => said.push(text), flush: (done: () => void) => done() };
    const code = await new Promise((exit) =>
      closeOnFailure(Promise.resolve(new Error('the log is gone')), close, logger as unknown as Logger, {
        graceMs: 1,
        exit,
      }),
    );
    expect([code, said]).toEqual([1, ['the log is gone: the process ends, to be started again']]);
  });
});
