import type { Block, LetterDocument } from '../letter.js';

/** A letter about nothing, with some blocks under one heading. */
export function sampleLetter(
  blocks: readonly Block[],
  changes: Partial<LetterDocument> = {},
): LetterDocument {
  return {
    language: 'nb-NO',
    date: '2027-03-03',
    sender: { name: 'Direktoratet', lines: [] },
    addressee: ['Mottakeren'],
    details: [{ label: 'Dato', value: '3. mars 2027' }],
    title: 'Brev',
    opening: [],
    sections: [{ heading: 'Innhold', blocks }],
    signature: { closing: 'Med hilsen', name: 'Direktoratet', officials: [], note: 'Uten underskrift.' },
    footer: { text: '2027/1', pageOf: 'Side {page} av {pages}' },
    ...changes,
  };
}
