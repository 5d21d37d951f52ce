import { describe, expect, it } from '@jest/globals';
import { impurities, isSpec, linesOf, sources, undocumented, type Source } from './sources.js';

/** Longer than a reader holds in mind. This list may only shrink: split the file, do not add to it. */
const LONG: { readonly [path: string]: number } = {
  'libs/projections/runner.ts': 361,
};

/** A suite is read one statement at a time, so it may be longer than code. */
const longest = (source: Source): number => (isSpec(source) || source.path.endsWith('suite.ts') ? 550 : 300);

describe('files', () => {
  it('are no longer than a reader holds in mind', () => {
    const long = sources.filter((source) => linesOf(source) > (LONG[source.path] ?? longest(source)));
    expect(long.map((source) => `${source.path}: ${linesOf(source)}`)).toEqual([]);
  });

  it('leave the list of long ones when they have become short', () => {
    const stillLong = sources.filter((source) => linesOf(source) > longest(source)).map(({ path }) => path);
    expect(Object.keys(LONG).filter((path) => !stillLong.includes(path))).toEqual([]);
  });
});

describe('exported names', () => {
  it('carry a doc line', () => {
    const bare = sources.filter((source) => !isSpec(source)).flatMap(namesWithoutDoc);
    expect(bare).toEqual([]);
  });

  it('are found out when they do not', () => {
    const text =
      'export const a = 1;\n/** B. */\nexport function b(): void;\nexport function b() {}\nfunction c() {}\nexport class D {}\n@CommandHandler(X) export class E {}';
    expect(undocumented({ path: 'x.ts', text })).toEqual(['a', 'D']);
  });
});

describe('domain, contracts, projections and letters', () => {
  it('ask neither the clock nor chance', () => {
    const pure = sources.filter((source) => isPure(source) && !isSpec(source));
    expect(pure.length).toBeGreaterThan(20);
    expect(pure.flatMap(impurities)).toEqual([]);
  });

  it.each([
    'new Date()',
    'Date.now()',
    'Math.random()',
    'randomUUID()',
    'newId()',
    'Temporal.Now.instant()',
    'process.env',
    'crypto.randomUUID()',
    'Date()',
    'fetch(url)',
    'globalThis.Date.now',
  ])('would be found out using %s', (text) => {
    expect(impurities({ path: 'x.ts', text })).toHaveLength(1);
  });

  it.each(['new Date(instant)', '// Date.now() is for others', '"Math.random()"', 'schema.process'])(
    'may say %s',
    (text) => {
      expect(impurities({ path: 'x.ts', text })).toEqual([]);
    },
  );
});

function isPure({ path }: Source): boolean {
  return /^libs\/(?:[^/]+\/(?:domain|contract|read-models|letters)|money|calendar)\//.test(path);
}

function namesWithoutDoc(source: Source): string[] {
  return undocumented(source).map((name) => `${source.path}: ${name}`);
}
