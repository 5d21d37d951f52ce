import { describe, expect, it } from '@jest/globals';
import { bokmal, type LetterTexts } from './bokmal.js';
import { english } from './english.js';
import { nynorsk } from './nynorsk.js';

const OUTCOMES = ['dismissed', 'reversed', 'let-stand', 'changed', 'annulled'];
const KINDS = ['decision', 'dismissal', 'revocation', 'recovery'];
const DURATIONS = ['days', 'weeks', 'months', 'years'].flatMap((unit) => [{ [unit]: 1 }, { [unit]: 2 }]);
/** What functions are called with, so that every piece of text comes out at least once. */
const ARGUMENTS: readonly (readonly unknown[])[] = [
  [],
  ['…', '…', '…', '…'],
  ...OUTCOMES.map((outcome) => [outcome]),
  ...KINDS.map((kind) => [kind]),
  ...KINDS.map((kind) => ['…', kind, '…', '…']),
  ...DURATIONS.map((duration) => [duration]),
];

describe('the texts', () => {
  it.each<[string, LetterTexts, string]>([
    [
      'Nynorsk has no word of Bokmål',
      nynorsk,
      'ikke dere deres fra hvis hva hvilket noe noen være et en uke uker måned måneder klagen saken tilskudd tilskuddet tilskuddsordningen vilkårene reglene disse kreve kreves gjøre gjør mer videre innhold følger regnskap omgjøring begrunnelse formål endelig skriftlig veiledning saksbehandler',
    ],
    [
      'Bokmål has no word of Nynorsk',
      bokmal,
      'ikkje dykk dykkar frå dersom kva noko nokon vere eit ein veke veker månad månader klaga saka tilskot tilskotet tilskotsordninga vilkåra reglane desse vart utan krevje gjere gjer meir vidare følgjer rekneskap omgjering grunngiving føremål endeleg skriftleg rettleiing saksbehandlar',
    ],
    [
      'English has no word of Norwegian',
      english,
      'ikke ikkje og eller vedtak tilskudd tilskot søknad klage dere dykk',
    ],
  ])('%s', (_, texts, foreign) => {
    const own = wordsOf(texts);
    expect(own.size).toBeGreaterThan(200);
    expect(foreign.split(' ').filter((word) => own.has(word))).toEqual([]);
  });

  it.each([bokmal, nynorsk, english])(
    'name no paragraph: those change, and stand in the regulation',
    (texts) => {
      expect(pieces(texts).filter((piece) => /§|\d/.test(piece.replace(/\d\u00a0/g, '')))).toEqual([]);
    },
  );
});

function wordsOf(texts: unknown): ReadonlySet<string> {
  return new Set(pieces(texts).flatMap((piece) => piece.toLowerCase().split(/[^\p{L}]+/u)));
}

function pieces(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(pieces);
  if (typeof value === 'function') return ARGUMENTS.flatMap((given) => attempt(value as Say, given));
  return Object.values(value as object).flatMap(pieces);
}

type Say = (...given: readonly unknown[]) => unknown;

/** Not every function takes every kind of argument. */
function attempt(say: Say, given: readonly unknown[]): string[] {
  try {
    const said = say(...given);
    return typeof said === 'string' ? [said.replaceAll('[object Object]', '')] : [];
  } catch {
    return [];
  }
}
