import { describe, expect, it } from '@jest/globals';
import type { LetterLanguage } from '#letters/letter.js';
import { typeset } from '#letters/pdf/typeset.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { grantLetter } from './grant-letter.js';
import { supplementLetter } from './supplement-letter.js';
import * as facts from './testing/sample-facts.js';

describe('a draft', () => {
  const draft = (language: LetterLanguage) => grantLetter({ ...facts.grantFacts(language), draft: true });

  it.each([
    ['nb-NO', 'UTKAST: Brevet er ikke sendt', 'UTKAST'],
    ['nn-NO', 'UTKAST: Brevet er ikkje sendt', 'UTKAST'],
    ['en-GB', 'DRAFT: This letter has not been sent', 'DRAFT'],
  ] as const)('says that it is one, first of all and on every page: %s', async (language, words, mark) => {
    const pdf = await readPdf(await typeset(draft(language)));
    expect(textOf(pdf)).toContain(words);
    expect(pdf.pages.length).toBeGreaterThan(1);
    // At the foot, and across the page.
    expect(pdf.pages.filter(({ artifacts }) => artifacts.split(mark).length < 3)).toEqual([]);
    expect(JSON.stringify(grantLetter(facts.grantFacts(language)))).not.toContain(mark);
  });
});

describe('a letter that was sent, shown again', () => {
  it.each([
    ['nb-NO', 'KOPI: Vedtaket er truffet, og brevet er sendt.', 'KOPI', 'UTKAST'],
    ['nn-NO', 'KOPI: Vedtaket er gjort, og brevet er sendt.', 'KOPI', 'UTKAST'],
    ['en-GB', 'COPY: The decision has been made, and the letter has been sent.', 'COPY', 'DRAFT'],
  ] as const)('is a copy and no draft: %s', async (language, words, mark, never) => {
    const pdf = await readPdf(await typeset(grantLetter({ ...facts.grantFacts(language), copy: true })));
    expect(textOf(pdf)).toContain(words);
    expect(pdf.pages.filter(({ artifacts }) => artifacts.split(mark).length < 3)).toEqual([]);
    expect(pdf.pages.filter(({ artifacts }) => artifacts.includes(never))).toEqual([]);
    expect(textOf(pdf)).not.toMatch(/ikke sendt|ikkje sendt|not been sent/);
  });
});

describe('an answer', () => {
  it.each([
    ['nb-NO', 'portalen dere søkte i'],
    ['nn-NO', 'portalen de søkte i'],
    ['en-GB', 'the portal in which you applied'],
  ] as const)('goes where the applicant applied, where nothing else is said: %s', (language, portal) => {
    const { sendTo: _, ...supplement } = facts.supplementFacts(language);
    expect(JSON.stringify(supplementLetter(supplement))).toContain(portal);
  });
});
