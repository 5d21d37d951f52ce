import { describe, expect, it } from '@jest/globals';
import type { Json, NewEvent } from '#eventsourcing/event.js';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { canonicalJson, closeForm, openForm } from './canonical.js';
import { GOLDEN_RECORDED_AT, goldenAppends, goldenBytes } from './golden/golden.js';

describe('canonical JSON', () => {
  it('is what the reference implementation of RFC 8785 writes', () => {
    const json = fc.jsonValue({ stringUnit: 'binary', depthSize: 'medium' });
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(value as Json)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"b":1,"a":{"d":[{"z":0,"y":-0}],"c":null}}'],
    ['{"10":1,"9":2,"a":{"01":1,"1":2}}'],
    ['{"__proto__":1,"a":{"__proto__":{"b":[]}}}'],
    ['[{"toJSON":"a word"},{"\\ufb33":1,"\\ud83d\\ude00":2}]'],
  ])('orders the keys of %s as the reference does', (text) => {
    const value = JSON.parse(text) as Json;
    expect(canonicalJson(value)).toBe(canonicalize(value));
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', { a: [-Infinity] }],
    ['half of a surrogate pair', { a: 'x\ud83d' }],
    ['half of a surrogate pair in a key', { '\udc00': 1 }],
    ['the same beside keys only the reference orders', { '1': 1, a: '\ud83d' }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});

describe('the stored form of an event', () => {
  it('is that of the golden file', () => {
    const bytes = goldenAppends().flatMap(({ stream, events }) =>
      events.map((event, revision) => closeForm(openForm(stream, event), GOLDEN_RECORDED_AT, revision)),
    );
    expect(bytes).toEqual(goldenBytes());
  });

  it.each([['{"__proto__":""}'], ['{"zz":{"__proto__":{}},"__proto__":null}']])(
    'keeps %s in the metadata, though such a key is none in an ordinary assignment',
    (text) => {
      const metadata = JSON.parse(text) as Record<string, Json>;
      expect(storedForm('a-1', {}, metadata, 0)).toBe(reference('a-1', {}, metadata, 0));
    },
  );

  it('is the canonical form of the whole event, whatever its metadata holds', () => {
    const text = fc.string({ unit: 'binary' });
    const metadata = fc.dictionary(text, fc.jsonValue({ stringUnit: 'binary' }));
    const more = fc.record({ a: metadata, actor: metadata, recordedAs: text, regulationVersion: text });
    fc.assert(
      fc.property(text, metadata, fc.oneof(metadata, more), fc.nat(), (stream, data, other, revision) => {
        expect(storedForm(stream, data, other, revision)).toBe(reference(stream, data, other, revision));
      }),
      { numRuns: 1000 },
    );
  });
});

type Members = Record<string, unknown>;

function storedForm(stream: string, data: Members, metadata: Members, revision: number): string {
  const event = { id: 'id', type: 'Type', schemaVersion: 3, data, metadata };
  return closeForm(openForm(stream, event as unknown as NewEvent), GOLDEN_RECORDED_AT, revision);
}

/** What the reference implementation writes of the whole event. */
function reference(stream: string, data: Members, other: Members, revision: number): string | undefined {
  const metadata = { ...other, recordedAt: GOLDEN_RECORDED_AT };
  return canonicalize({ stream, revision, id: 'id', type: 'Type', schemaVersion: 3, data, metadata });
}
