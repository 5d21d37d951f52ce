import { describe, expect, it } from '@jest/globals';
import { parseClaimPath } from './claim-path.js';
import { listAt, textAt, textsAt, valuesAt } from './reading.js';

const DETAILS = [
  { type: 'other', resource: 'a', reportees: [{ ID: '0192:999888777' }] },
  { type: 'altinn', resource: 'a', reportees: [{ ID: '0192:991825827' }, { ID: '0192:974760673' }] },
  { type: 'altinn', resource: 'b', reportees: [{ ID: '0192:111111111' }] },
  { resource: 'a' },
];

const at = (claims: object, path: string) => valuesAt({ ...claims }, parseClaimPath(path));

describe('a path into claims', () => {
  it.each<[string, object, readonly unknown[]]>([
    ['groups', { groups: ['a'] }, [['a']]],
    ['realm_access.roles', { realm_access: { roles: ['a'] } }, [['a']]],
    ['custom:tilsagn-role', { 'custom:tilsagn-role': 'a' }, ['a']],
    ['["https://example.no/roles"]', { 'https://example.no/roles': ['a'] }, [['a']]],
    ['a["b.c"].d', { a: { 'b.c': { d: 1 } } }, [1]],
    ['a["say \\"x\\" [1]"]', { a: { 'say "x" [1]': 2 } }, [2]],
    ['a[]', { a: [1, 2] }, [1, 2]],
    ['a[].b[]', { a: [{ b: [1] }, {}, { b: [2, 3] }] }, [1, 2, 3]],
    [
      'd[?type="altinn"].reportees[].ID',
      { d: DETAILS },
      ['0192:991825827', '0192:974760673', '0192:111111111'],
    ],
    ['d[?type="altinn" & "resource"="b"].reportees[].ID', { d: DETAILS }, ['0192:111111111']],
    ['none.of.these', {}, []],
    ['a.b', { a: {} }, []],
    ['toString', {}, []],
    ['constructor.name', {}, []],
    ['__proto__', {}, []],
    ['__proto__.a', { ['__proto__']: { a: 1 } }, [1]],
  ])('%s finds what stands there and nothing else', (path, claims, found) => {
    expect(at(claims, path)).toEqual(found);
  });

  it.each([
    ['', 'character 1 a name is expected'],
    ['.a', 'character 1 a name'],
    ['a.', 'character 3 a name'],
    ['a..b', 'character 3 a name'],
    ['a b', 'character 2 "[" is expected'],
    ['https://example.no/roles', 'character 7 "[" is expected'],
    ['[]', 'character 2 a text in double quotes'],
    ['a[0]', 'character 3 a text in double quotes'],
    ["a['b']", 'character 3 a text in double quotes'],
    ['a["b"', 'character 6 "]" is expected'],
    ['a["\\x"]', 'not written as JSON writes texts'],
    ['a[?b]', '"=" is expected'],
    ['a[?b="c"', '"]" is expected'],
    ['a[?b=c]', 'a text in double quotes'],
    ['a]', '"[" is expected'],
    ['a.'.repeat(20) + 'a', 'at most 20 steps'],
    ['a'.repeat(501), 'at most 500 characters'],
  ])('%s is none: it says where it ends to be one', (text, reason) => {
    expect(() => parseClaimPath(text)).toThrow(reason);
  });

  it.each<[string, object, string]>([
    ['a.b', { a: 'x' }, '"a.b" must be reached through objects: the token has a text there'],
    ['a.b', { a: ['x'] }, 'the token has a list there'],
    ['a.b', { a: null }, 'the token has null there'],
    ['a[]', { a: { b: 1 } }, '"a[]" must be reached through lists: the token has an object there'],
    ['a[?b="c"]', { a: ['c'] }, 'must be reached through lists of objects: the token has a text there'],
    ['a[]', { a: Array.from({ length: 1001 }, () => 1) }, 'must not hold more than 1000 values'],
    [
      'a[].b[]',
      { a: Array.from({ length: 40 }, () => ({ b: Array.from({ length: 40 }, () => 1) })) },
      'must not hold more than 1000 values',
    ],
  ])('%s is refused by name where the token is built otherwise', (path, claims, reason) => {
    expect(() => at(claims, path)).toThrow(reason);
  });
});

describe('a claim', () => {
  const SCOPE = parseClaimPath('scope');
  const A = parseClaimPath('a');

  it('is a list of texts, one text, or a scope', () => {
    expect(textsAt({ a: ['x', 'y z'] }, A)).toEqual(['x', 'y z']);
    expect(textsAt({ a: 'y z' }, A)).toEqual(['y z']);
    expect(textsAt({ scope: ' openid  tilsagn:finance ' }, SCOPE)).toEqual(['openid', 'tilsagn:finance']);
    expect(listAt({ scope: 'a b' }, SCOPE)).toEqual(['a', 'b']);
    expect(listAt({ scope: ['a'] }, SCOPE)).toEqual(['a']);
    expect(textAt({ a: 'x' }, A)).toBe('x');
    expect(textAt({}, A)).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['a number', 1, 'a text or a list of texts: the token has a number there'],
    ['an object', {}, 'the token has an object there'],
    ['null', null, 'the token has null there'],
    ['true', true, 'the token has true or false there'],
    ['a list in a list', [['x']], 'the token has a list there'],
    ['an empty text', '', 'must not be an empty text'],
    ['a text that shows nothing', ['\u200b'], 'must not be an empty text'],
    ['a very long text', 'x'.repeat(1001), 'must not be longer than 1000 characters'],
    ['ten thousand texts', Array.from({ length: 10_000 }, String), 'must not hold more than 1000 values'],
  ])('that is %s is refused by name, without what it holds', (_, value, reason) => {
    expect(() => textsAt({ a: value }, A)).toThrow(`the claim "a" must`);
    expect(() => textsAt({ a: value }, A)).toThrow(reason);
  });

  it('that must be a list is none as one text, and one text as a list', () => {
    expect(() => listAt({ a: 'x' }, A)).toThrow('"a" must be a list of texts: the token has a text there');
    expect(() => textAt({ a: ['x'] }, A)).toThrow('"a" must be a text: the token has a list there');
    expect(() => textAt({ a: [{ b: 'x' }, { b: 'y' }] }, parseClaimPath('a[].b'))).toThrow(
      'must be there once',
    );
  });
});
