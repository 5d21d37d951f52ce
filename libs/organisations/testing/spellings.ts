import fc from 'fast-check';

/** What may stand between the digits of a number and leave it the same: blanks, dots, dashes, and what nobody sees. */
const BETWEEN = [
  ' ',
  '.',
  '-',
  '·',
  '–',
  '−',
  '\u00a0',
  '\u2009',
  '\u202f',
  '\u3000',
  '\t',
  '\u200b',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\ufeff',
];

const between = fc.string({ unit: fc.constantFrom(...BETWEEN), maxLength: 3 });

/** A number as people, registers and invoices write it. */
export function spellingsOf(number: string): fc.Arbitrary<string> {
  const before = fc.constantFrom('', 'NO', 'no', 'No', 'ＮＯ');
  const behind = fc.constantFrom('', 'MVA', 'mva', 'Mva', 'ＭＶＡ');
  const digit = (each: string) =>
    fc.constantFrom(each, String.fromCodePoint(each.codePointAt(0)! - 0x30 + 0xff10));
  const parts = [before, ...Array.from(number, digit), behind].flatMap((part) => [part, between]);
  return fc.tuple(between, ...parts).map((all) => all.join(''));
}

/** A Norwegian organisation number that can be one. */
export const numbers: fc.Arbitrary<string> = fc
  .integer({ min: 80_000_000, max: 99_999_999 })
  .map(String)
  .map((eight) => {
    const weights = [3, 2, 7, 6, 5, 4, 3, 2];
    const sum = weights.reduce((all, weight, index) => all + weight * Number(eight[index]), 0);
    return [eight, (11 - (sum % 11)) % 11] as const;
  })
  .filter(([, digit]) => digit < 10)
  .map(([eight, digit]) => `${eight}${digit}`);
