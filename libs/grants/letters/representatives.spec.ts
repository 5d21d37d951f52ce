import { describe, expect, it } from '@jest/globals';
import { typeset } from '#letters/pdf/typeset.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { appealOutcomeLetter } from './appeal-outcome-letter.js';
import { grantLetter } from './grant-letter.js';
import * as facts from './testing/sample-facts.js';

describe('a letter to the representative of a party', () => {
  it.each([
    ['nb-NO', 'Fullmektig for', 'Kopi til'],
    ['nn-NO', 'Fullmektig for', 'Kopi til'],
    ['en-GB', 'Representative of', 'Copy to'],
  ] as const)('names the party, and who gets a copy: %s', async (language, actsFor, copy) => {
    const grant = facts.grantFacts(language);
    const party = grant.addressee.name;
    const addressee = { name: 'Advokat Solveig Lie', address: ['Storgata 2', '0155 Oslo'], actsFor: party };
    const text = textOf(await readPdf(await typeset(grantLetter({ ...grant, addressee, copyTo: party }))));
    expect(text).toContain(`Advokat Solveig Lie ${actsFor} ${party} Storgata 2 0155 Oslo`);
    expect(text).toContain(`${copy}: ${party}`);
    expect(JSON.stringify(grantLetter(grant))).not.toContain(actsFor);
  });
});

describe('the letter on an appeal that was decided with others', () => {
  it.each([
    [
      'nb-NO',
      'Vi har selv gjort om vedtaket. Flere har klaget på vedtaket',
      'Klagen har ført fram',
      'Innsyn',
    ],
    [
      'nn-NO',
      'Vi har sjølve gjort om vedtaket. Fleire har klaga på vedtaket',
      'Klaga har ført fram',
      'Innsyn',
    ],
    ['en-GB', 'We have reversed the decision ourselves. Several have appealed', 'succeeded', 'Access'],
  ] as const)('does not say that this one succeeded: %s', async (language, said, unsaid, access) => {
    const appeal = { ...facts.appealOutcomeFacts(language), outcome: 'reversed' } as const;
    const textIn = async (more: object) =>
      textOf(await readPdf(await typeset(appealOutcomeLetter({ ...appeal, ...more }))));
    const joined = await textIn({ joined: true, ofOther: true });
    expect(joined).toContain(said);
    expect(joined).not.toContain(unsaid);
    expect(joined).not.toContain(access);
    const own = await textIn({});
    expect(own).toContain(unsaid);
    expect(own).toContain(access);
  });
});
