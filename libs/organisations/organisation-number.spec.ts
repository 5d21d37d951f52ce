import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalOrganisation,
  isMistypedNumber,
  isOrganisationNumber,
  sameOrganisation,
} from './organisation-number.js';
import { mistypedAmong } from './refusals.js';
import { numbers, spellingsOf } from './testing/spellings.js';

describe('an organisation number', () => {
  it.each(['987654325', '889640782', '974760673', '983887457'])('%s carries its check digit', (number) => {
    expect(isOrganisationNumber(number)).toBe(true);
  });

  it.each(['987654321', '987645325', '98765432', '9876543250', 'udir', ''])('is not %j', (text) => {
    expect(isOrganisationNumber(text)).toBe(false);
  });

  it('is given to nobody where the check digit would be 10', () => {
    // 3·1 + 2·1 + 7·1 + 6·1 + 5·1 + 4·1 + 3·1 + 2·2 = 34: 1 above a multiple of 11.
    for (const last of '0123456789') expect(isOrganisationNumber(`11111112${last}`)).toBe(false);
  });

  it('is taken for mistyped only where it could be one, however it is written', () => {
    const written = ['987654321', '987 654 321', 'NO987654321MVA', '987654325', 'GB-CHC-1011056', 'udir'];
    expect(written.map(isMistypedNumber)).toEqual([true, true, true, false, false, false]);
  });

  it('that nobody has is refused by the field that holds it', () => {
    const named = { '/group/0': '987 654 325', '/group/1': '987 654 321', '/group/2': undefined };
    expect(mistypedAmong(named)).toMatchObject({
      kind: 'invalid',
      code: 'organisation-number-invalid',
      facts: { field: '/group/1' },
    });
    expect(mistypedAmong({ '/group/0': 'GB-CHC-1' })).toBeUndefined();
  });
});

describe('an organisation in the one form', () => {
  it.each([
    '910 000 012',
    '910.000.012',
    '910-000-012',
    'NO 910 000 012 MVA',
    'no910000012mva',
    '９１０　０００　０１２',
    '\u200b910\u00a0000\u2009012\ufeff',
  ])('is the nine digits of %j', (written) => {
    expect(canonicalOrganisation(written)).toBe('910000012');
  });

  it.each([
    'GB-CHC-1011056',
    'GB-COH-910000012',
    'SE910000012',
    '0192:910000012',
    'subject:910000012',
    '91000001',
    '9100000123',
    '910000012 AS',
    '910000012/1',
    'NO',
    'udir',
    'Kultur, idrett og frivillighet',
    '',
  ])('is %j to the letter', (id) => {
    expect(canonicalOrganisation(id)).toBe(id);
  });

  it('is one for every way to write a number, and stays what it is', () => {
    const written = numbers.chain((number) => fc.tuple(fc.constant(number), spellingsOf(number)));
    fc.assert(
      fc.property(written, ([number, spelling]) => {
        expect(canonicalOrganisation(spelling)).toBe(number);
        expect(canonicalOrganisation(number)).toBe(number);
        expect(sameOrganisation(spelling, number)).toBe(true);
      }),
    );
  });

  it('is of what no number is the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const one = canonicalOrganisation(text);
        expect(one === text || /^[0-9]{9}$/.test(one)).toBe(true);
      }),
    );
  });

  it('is nobody’s where none is named', () => {
    expect([sameOrganisation(undefined, undefined), sameOrganisation('udir', undefined)]).toEqual([
      false,
      false,
    ]);
  });
});
