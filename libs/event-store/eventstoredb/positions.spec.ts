import { describe, expect, it } from '@jest/globals';
import { START } from '../port.js';
import { comparePositions, isPosition, toPlace, toPosition } from './positions.js';

describe('a position in EventStoreDB', () => {
  it('is the pair the server gives', () => {
    const place = { commit: 9_223_372_036_854_775_807n, prepare: 12n };
    expect(toPosition(place)).toBe('9223372036854775807-12');
    expect(toPlace('9223372036854775807-12')).toEqual(place);
    expect(toPlace(START)).toBeUndefined();
  });

  it.each(['1', '-1', '1-', '01-1', '1-1-1', '1.1', '1-1 ', '99999999999999999999-1'])(
    'is not "%s"',
    (text) => {
      expect(isPosition(text)).toBe(false);
      expect(() => toPlace(text)).toThrow(RangeError);
      expect(() => comparePositions(text, text)).toThrow(RangeError);
    },
  );

  it('is ordered by its numbers, not by its text', () => {
    const inOrder = [START, '0-0', '9-9', '10-9', '10-10', '100-1'];
    expect(inOrder.toReversed().toSorted(comparePositions)).toEqual(inOrder);
    expect(comparePositions('7-7', '7-7')).toBe(0);
  });
});
