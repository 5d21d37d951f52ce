import { describe, expect, it } from '@jest/globals';
import type { ReversedFacts } from './facts.js';
import { grantLetter } from './grant-letter.js';
import { inadmissibilityLetter, rejectionLetter } from './rejection-letter.js';
import * as facts from './testing/sample-facts.js';

const LANGUAGES = ['nb-NO', 'nn-NO', 'en-GB'] as const;
const SAID = {
  'own-motion': [
    /Vi har gjort om vedtaket av 15. januar 2027 av eget tiltak\. Dette vedtaket erstatter det/,
    /Vi har gjort om vedtaket av 15. januar 2027 av eige tiltak\. Dette vedtaket kjem i staden for det/,
    /We have reversed the decision of 15 January 2027 of our own motion\. This decision takes its place/,
  ],
  appeal: [
    /Etter klage er vedtaket av 15. januar 2027 gjort om\. Dette vedtaket erstatter det/,
    /Etter klage er vedtaket av 15. januar 2027 gjort om\. Dette vedtaket kjem i staden for det/,
    /The decision of 15 January 2027 has been changed on appeal\. This decision takes its place/,
  ],
  annulled: [
    /Vedtaket av 15. januar 2027 er opphevet\. Dette vedtaket kommer i stedet for det/,
    /Vedtaket av 15. januar 2027 er oppheva\. Dette vedtaket kjem i staden for det/,
    /The decision of 15 January 2027 has been annulled\. This decision takes its place/,
  ],
} as const;

describe('a decision that takes the place of another', () => {
  it.each(
    (['own-motion', 'appeal', 'annulled'] as const).flatMap((because) =>
      LANGUAGES.map((language, index) => ({ because, language, said: SAID[because][index]! })),
    ),
  )('says so, and why, whatever it decides: $because in $language', ({ because, language, said }) => {
    const reverses: ReversedFacts = { decidedOn: '2027-01-15', because };
    const letters = [
      grantLetter({ ...facts.grantFacts(language), reverses }),
      rejectionLetter({ ...facts.rejectionFacts(language), reverses }),
      inadmissibilityLetter({ ...facts.inadmissibilityFacts(language), reverses }),
    ];
    for (const letter of letters) expect(textOf(letter)).toMatch(said);
  });

  it('names who pays a grant that another body decided', () => {
    const said = LANGUAGES.map((language) =>
      textOf(grantLetter({ ...facts.grantFacts(language), followedUpBy: 'Direktoratet' })),
    );
    expect(said[0]).toContain('Direktoratet betaler ut tilskuddet og følger det opp.');
    expect(said[1]).toContain('Direktoratet betaler ut tilskotet og følgjer det opp.');
    expect(said[2]).toContain('Direktoratet pays out the grant and follows it up.');
    expect(textOf(grantLetter(facts.grantFacts('nb-NO')))).not.toContain('følger det opp');
  });
});

function textOf(letter: object): string {
  return JSON.stringify(letter).replace(/\u00a0/gu, ' ');
}
