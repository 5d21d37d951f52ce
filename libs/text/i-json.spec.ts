import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NotIJson, parseJson, readJson } from './i-json.js';

const faultOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    return error.message;
  }
};

describe('JSON that is read from outside', () => {
  it('says the same as to everybody else', () => {
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (json, marked) => {
        const bytes = Buffer.from((marked ? '\uFEFF' : '') + json);
        expect(readJson(bytes)).toEqual(JSON.parse(json));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":1}', '/a is there twice'],
    ['[{"a":{"b":1,"\\u0062":2}}]', '/0/a/b is there twice'],
    ['{"a":{"b":1},"a":{"c":1}}', '/a is there twice'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__ is there twice'],
    ['{"a\\"":1,"a/b":[],"a/b":1}', '/a~1b is there twice'],
    ['{"a":["\\ud800"]}', '/a/0 holds half of a surrogate pair'],
    ['{"\\udc00":1}', '/\uFFFD holds half of a surrogate pair'],
    ['{"a":"\\uFFFE"}', '/a holds a code point that is no character'],
    ['{"a":"x\uFFFF"}', '/a holds a code point that is no character'],
    ['{"a":"\u{1FFFE}"}', '/a holds a code point that is no character'],
    ['{"a":[1,1e400]}', '/a/1 is too large a number'],
    [`{"a":-${'9'.repeat(400)}}`, '/a is too large a number'],
    [`${'['.repeat(200_000)}"\\u0061"${']'.repeat(200_000)}`, 'is nested too deeply'],
    ['{"a":1,}', 'is not JSON'],
    ['', 'is not JSON'],
  ])('is refused where it is not I-JSON: %.40s', (json, fault) => {
    expect(faultOf(() => parseJson(json))).toBe(fault);
  });

  it.each([
    ['Latin-1', Buffer.from('{"a":"\xe6"}', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFF{"a":"x"}', 'utf16le')],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('is refused as %s', (_, bytes) => {
    expect(faultOf(() => readJson(bytes))).toBe('is not UTF-8');
  });

  it('may say one name in two objects, and colons in texts', () => {
    const json = '{"a":{"a":"\\":\\" :"},"b":[{"a":1},{"a":"\\\\"}],"c":"\\ud83d\\ude00"}';
    expect(parseJson(json)).toEqual(JSON.parse(json));
  });
});
