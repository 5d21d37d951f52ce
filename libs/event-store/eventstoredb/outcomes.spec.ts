import { describe, expect, it } from '@jest/globals';
import { CallSilent, isInsideAnEvent, outcomeOf, wasTooSlow } from './outcomes.js';

/** An error as the client makes it: told by its type and code, never by its text. */
const error = (facts: object) => Object.assign(new Error('in words'), facts);

describe('an error of the client', () => {
  it.each([
    [
      { type: 'wrong-expected-version', actualVersion: 7n },
      { kind: 'wrong-revision', actual: 7 },
    ],
    [
      { type: 'wrong-expected-version', actualVersion: 'no_stream' },
      { kind: 'wrong-revision', actual: -1 },
    ],
    [{ type: 'maximum-append-size-exceeded', code: 3, maxAppendSize: 1_048_576 }, { kind: 'too-large' }],
    [{ type: 'unknown', code: 8 }, { kind: 'too-large' }],
    [{ type: 'stream-deleted', code: 9 }, { kind: 'deleted' }],
    [{ type: 'access-denied' }, { kind: 'denied' }],
    [{ type: 'unknown', code: 7 }, { kind: 'denied' }],
    [{ code: 16 }, { kind: 'denied' }],
    [{ type: 'stream-not-found' }, { kind: 'missing' }],
    [{ type: 'invalid-argument' }, { kind: 'invalid' }],
    [{ type: 'unknown', code: 3 }, { kind: 'invalid' }],
  ])('that %j is final: %j', (facts, outcome) => {
    expect(outcomeOf(error(facts))).toEqual(outcome);
  });

  it.each([
    [{ type: 'not-leader', code: 5 }, 'again'],
    [{ type: 'unavailable', code: 14 }, 'unclear'],
    [{ code: 14 }, 'unclear'],
    [{}, 'unclear'],
    [{ type: 'unknown' }, 'unclear'],
    [{ type: 'timeout', code: 10 }, 'unclear'],
    [{ type: 'deadline-exceeded', code: 4 }, 'unclear'],
    [{ type: 'cancelled', code: 1 }, 'unclear'],
  ])('that %j is worth another try: %s', (facts, kind) => {
    expect(outcomeOf(error(facts))).toEqual({ kind });
  });

  it('that is none of its own is worth another try as well', () => {
    for (const thrown of [new CallSilent(10), undefined, 'in words'])
      expect(outcomeOf(thrown)).toEqual({ kind: 'unclear' });
  });

  it('tells a subscriber that was too slow, and a position within an event', () => {
    expect(wasTooSlow(error({ type: 'timeout', code: 10 }))).toBe(true);
    expect(wasTooSlow(error({ type: 'unavailable', code: 14 }))).toBe(false);
    expect(wasTooSlow(undefined)).toBe(false);
    expect(isInsideAnEvent(error({ type: 'unknown', code: 2 }))).toBe(true);
    expect(isInsideAnEvent(error({ type: 'unknown' }))).toBe(false);
  });
});
