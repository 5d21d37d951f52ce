import { describe, expect, it } from '@jest/globals';
import { typeset } from '#letters/pdf/typeset.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
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
