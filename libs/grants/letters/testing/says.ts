import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LetterDocument, LetterLanguage } from '#letters/letter.js';
import { typeset } from '#letters/pdf/typeset.js';
import { elementsOf, readPdf, textOf, type ReadPdf } from '#letters/testing/read-pdf.js';

/** Those that every letter is written in. */
export const LANGUAGES: readonly LetterLanguage[] = ['nb-NO', 'nn-NO', 'en-GB'];

/** What a letter must say: the element, then how it says it in Bokmål, Nynorsk and English. */
export type Required = readonly [element: string, bokmal: string, nynorsk: string, english: string];

/** A letter with all that it must say. */
export interface SaidLetter {
  readonly name: string;
  readonly make: (language: LetterLanguage) => LetterDocument;
  readonly titles: readonly [string, string, string];
  readonly says: readonly Required[];
}

/** States as tests, read back from the finished file, that a letter says what it must in each language. */
export function says({ make, titles, says: required }: SaidLetter): void {
  describe.each(LANGUAGES)('in %s', (language) => {
    const form = LANGUAGES.indexOf(language);
    let pdf: ReadPdf;
    let text: string;
    beforeAll(async () => {
      pdf = await readPdf(await typeset(make(language)));
      text = textOf(pdf);
    });

    it.each(required)('says: %s', (_, ...texts) => {
      expect(text).toContain(texts[form]);
    });

    it('has its title and its language', () => {
      expect(pdf.title).toContain(titles[form]);
      expect(pdf).toMatchObject({ language, tagged: true, showsTitle: true });
      expect(pdf.metadataTitle).toBe(pdf.title);
    });

    it('begins with its title and goes on with sections', () => {
      const [first, ...others] = elementsOf(pdf, 'H1', 'H2', 'H3', 'H4').filter((heading) => heading.text);
      expect(first).toMatchObject({ role: 'H1', text: pdf.title });
      expect(others.length).toBeGreaterThan(2);
      expect(others.every(({ role }) => role === 'H2')).toBe(true);
    });
  });
}
