import { describe, expect, it } from '@jest/globals';
import { asError, messageOf } from './thrown.js';

describe('what was thrown', () => {
  it.each([
    [new TypeError('no number'), 'no number'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [{ name: 'ExitStatus', message: 'Program terminated', status: 1 }, 'Program terminated'],
    [{ name: 'ErrnoError', errno: 51 }, "{ name: 'ErrnoError', errno: 51 }"],
  ])('%# says what it is in words', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
    expect(asError(thrown).message).toBe(message);
  });

  it('stays the error it was', () => {
    const error = new RangeError('too far');
    expect(asError(error)).toBe(error);
  });
});
