import { describe, expect, it } from '@jest/globals';
import type { LetterLanguage } from '#letters/letter.js';
import { reopenedOfferLetter } from './reopened-offer-letter.js';
import * as facts from './testing/sample-facts.js';

const said = (language: LetterLanguage, lastDay?: string) =>
  JSON.stringify(
    reopenedOfferLetter({
      ...facts.caseFacts(language),
      amount: { amount: 30_000_000, currency: 'NOK' },
      decidedOn: '2027-01-15',
      lapsedAfter: '2027-02-05',
      lastDay,
    }),
  ).replace(/\u00a0/gu, ' ');

describe('the letter on an offer that is open again', () => {
  it.each([
    [
      'nb-NO',
      'gikk ut 5. februar 2027',
      'dere kan godta tilskuddet på 300 000 kroner',
      'Dere må godta tilskuddet og vilkårene innen 3. mars 2027.',
    ],
    ['nn-NO', 'gjekk ut 5. februar 2027', 'de kan godta tilskotet på 300 000 kroner', 'innan 3. mars 2027'],
    ['en-GB', 'was over on 5 February 2027', 'you may accept the grant of NOK 300,000', 'by 3 March 2027'],
  ] as const)('says what lapsed, what is offered and until when: %s', (language, lapsed, offered, until) => {
    const letter = said(language, '2027-03-03');
    for (const words of [lapsed, offered, until]) expect(letter).toContain(words);
  });

  it.each([
    ['nb-NO', 'Fristen løper ikke mens klagen blir behandlet.'],
    ['nn-NO', 'Fristen går ikkje medan klaga blir behandla.'],
    ['en-GB', 'The time to accept does not run while the appeal is being considered.'],
  ] as const)('names no day while an appeal stops the clock: %s', (language, words) => {
    expect(said(language)).toContain(words);
    expect(said(language)).not.toMatch(/innen \d|innan \d|conditions by/);
  });
});
