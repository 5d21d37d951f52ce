import { describe, expect, it } from '@jest/globals';
import type { Block } from '../letter.js';
import { elementsOf, readPdf, textOf } from '../testing/read-pdf.js';
import { sampleLetter } from '../testing/sample-letter.js';
import { typeset } from './typeset.js';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const words = (count: number, stem = 'ord'): string[] =>
  Array.from({ length: count }, (_, index) => `${stem}${index + 1}`);
const read = async (...args: Parameters<typeof sampleLetter>) =>
  readPdf(await typeset(sampleLetter(...args)));

describe('a letter as a file', () => {
  it('is tagged and says its title and language', async () => {
    const pdf = await read([], { title: 'Løn & «vilkår» <1>', language: 'nn-NO' });
    expect(pdf).toMatchObject({
      title: 'Løn & «vilkår» <1>',
      metadataTitle: 'Løn & «vilkår» <1>',
      language: 'nn-NO',
      showsTitle: true,
      tagged: true,
    });
  });

  it('claims to be PDF/UA and carries its fonts', async () => {
    const file = Buffer.from(await typeset(sampleLetter([]))).toString('latin1');
    expect(file).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(file.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(file).not.toContain('/CIDSet');
    expect(file).toMatch(/\/BaseFont \/[A-Z]{6}\+SourceSans3/);
  });

  it('can be read where a sign was set before as a part of an accented one only', async () => {
    await typeset(sampleLetter([paragraph('άέή')]));
    expect(textOf(await read([paragraph('αεη')]))).toContain('αεη');
  });

  it('is the same, byte for byte, whatever was set before it', async () => {
    const letter = sampleLetter([paragraph('Det samme brevet.')]);
    const first = await typeset(letter);
    await typeset(sampleLetter([paragraph(words(500).join(' '))]));
    expect(Buffer.compare(first, await typeset(structuredClone(letter)))).toBe(0);
    const other = await typeset(sampleLetter([paragraph('Det samme brevet!')]));
    expect(Buffer.compare(first, other)).not.toBe(0);
  });

  it('is not packed, since packers differ between machines', async () => {
    const file = Buffer.from(await typeset(sampleLetter([]))).toString('latin1');
    expect(file).not.toContain('FlateDecode');
  });

  it('dates itself by the letter', async () => {
    const file = Buffer.from(await typeset(sampleLetter([]))).toString('latin1');
    expect(file).toContain('(D:20270303120000Z)');
  });

  it('numbers its pages outside of what is read aloud', async () => {
    const pdf = await read([paragraph(words(1500).join(' '))]);
    expect(pdf.pages.length).toBeGreaterThan(2);
    for (const [index, { artifacts }] of pdf.pages.entries())
      expect(artifacts).toContain(`Side ${index + 1} av ${pdf.pages.length}`);
    expect(textOf(pdf)).not.toContain('Side 1');
  });
});

describe('the structure', () => {
  it('has a title, then a section for each heading', async () => {
    const pdf = await read([], {
      opening: [paragraph('Først.')],
      sections: [
        { heading: 'En', blocks: [paragraph('Ene.')] },
        { heading: 'To', blocks: [paragraph('Andre.'), paragraph('Tredje.')] },
      ],
    });
    expect(elementsOf(pdf, 'H1', 'H2').map(({ role, text }) => [role, text])).toEqual([
      ['H1', 'Brev'],
      ['H2', 'En'],
      ['H2', 'To'],
    ]);
    const [one, two] = elementsOf(pdf, 'Sect');
    expect(one?.children.map(({ role, text }) => [role, text])).toEqual([
      ['H2', 'En'],
      ['P', 'Ene.'],
    ]);
    expect(two?.text).toBe('To Andre. Tredje.');
  });

  it('marks lists and their items', async () => {
    const pdf = await read([
      { kind: 'list', items: ['alfa', 'beta'], numbered: true },
      { kind: 'list', items: ['gamma'] },
    ]);
    expect(elementsOf(pdf, 'L').map(({ children }) => children.length)).toEqual([2, 1]);
    expect(elementsOf(pdf, 'Lbl').map(({ text }) => text)).toEqual(['1.', '2.', '•']);
    expect(elementsOf(pdf, 'LBody').map(({ text }) => text)).toEqual(['alfa', 'beta', 'gamma']);
  });

  it('marks tables by row and cell', async () => {
    const pdf = await read([
      {
        kind: 'table',
        columns: [
          { heading: 'Forfall', width: 1 },
          { heading: 'Beløp', width: 1, align: 'right' },
        ],
        rows: [['1. mai', 'kr 1']],
        total: ['Sum', 'kr 1'],
      },
      { kind: 'overview', rows: [{ label: 'Frist', value: '1. juni' }] },
    ]);
    const rows = elementsOf(pdf, 'TR').map(({ children }) =>
      children.map(({ role, text }) => `${role} ${text}`),
    );
    expect(rows).toEqual([
      ['TH Forfall', 'TH Beløp'],
      ['TD 1. mai', 'TD kr 1'],
      ['TH Sum', 'TD kr 1'],
      ['TH Frist', 'TD 1. juni'],
    ]);
  });
});

describe('what is longer than a page', () => {
  it.each<[string, (texts: string[]) => Block]>([
    ['a paragraph', (texts) => paragraph(texts.join(' '))],
    ['a list', (texts) => ({ kind: 'list', items: texts })],
    ['a list item', (texts) => ({ kind: 'list', items: [texts.join(' ')], numbered: true })],
    [
      'a table',
      (texts) => ({
        kind: 'table',
        columns: [{ heading: 'Topp', width: 1 }],
        rows: texts.map((each) => [each]),
      }),
    ],
    [
      'a row',
      (texts) => ({
        kind: 'table',
        columns: [
          { heading: 'Topp', width: 1 },
          { heading: 'Side', width: 1 },
        ],
        rows: [[texts.join(' '), 'kort']],
      }),
    ],
    ['an overview', (texts) => ({ kind: 'overview', rows: [{ label: 'Merk', value: texts.join(' ') }] })],
  ])('%s goes on with the next, and nothing is lost', async (_, block) => {
    const texts = words(1200);
    const pdf = await read([block(texts), paragraph('Slutt.')]);
    expect(pdf.pages.length).toBeGreaterThan(1);
    expect(textOf(pdf).match(/ord\d+/g)).toEqual(texts);
    expect(textOf(pdf)).toMatch(/Slutt\. Med hilsen .*Uten underskrift\.$/);
  });

  it('repeats the headings of a table for the eye, and not for the ear', async () => {
    const rows = words(100).map((each) => [each]);
    const pdf = await read([{ kind: 'table', columns: [{ heading: 'Topp', width: 1 }], rows }]);
    expect(textOf(pdf).match(/Topp/g)).toHaveLength(1);
    expect(pdf.pages.length).toBeGreaterThan(2);
    for (const { artifacts } of pdf.pages.slice(1)) expect(artifacts.match(/Topp/g)).toHaveLength(1);
  });

  it('may be a heading, an address, a reference or a footer', async () => {
    const long = words(400).join(' ');
    const pdf = await read([], {
      title: long,
      addressee: words(90, 'adresse'),
      details: [{ label: 'Vår referanse', value: long }],
      sender: { name: long, lines: [long] },
      footer: { text: long, pageOf: '{page}/{pages}' },
    });
    expect(textOf(pdf).match(/adresse\d+/g)).toEqual(words(90, 'adresse'));
    expect(textOf(pdf).match(/ord\d+/g)).toHaveLength(4 * 400);
  });

  it('may be the heading of a column, again on every page', async () => {
    const columns = [{ heading: 'høyt '.repeat(450), width: 1 }];
    const rows = words(40).map((each) => [each]);
    const pdf = await read([{ kind: 'table', columns, rows }]);
    expect(textOf(pdf).match(/ord\d+/g)).toEqual(words(40));
  });

  it('may be one word', async () => {
    const word = 'ø'.repeat(9000);
    const pdf = await read([paragraph(word)]);
    expect(textOf(pdf).match(/ø/g)).toHaveLength(9000);
  });

  it('leaves no heading alone at the foot of a page', async () => {
    const sections = words(60).map((heading) => ({ heading, blocks: [paragraph('Tekst. '.repeat(60))] }));
    const pdf = await read([], { sections });
    for (const { root } of pdf.pages) {
      const last = elementsOf({ ...pdf, pages: [{ root, artifacts: '' }] }, 'H1', 'H2', 'P').at(-1);
      expect(last?.role).toBe('P');
    }
  });
});

describe('a sentence that leads to a table', () => {
  it.each(words(30).map((_, index) => index + 15))(
    'stands on the page of the table, after %d lines',
    async (lines) => {
      const pdf = await read([], {
        sections: [
          { heading: 'Først', blocks: [paragraph('Linje.\n'.repeat(lines))] },
          {
            heading: 'Plan',
            blocks: [
              paragraph('Dette er planen:'),
              { kind: 'table', columns: [{ heading: 'Når', width: 1 }], rows: [['1. mai']] },
            ],
          },
        ],
      });
      expect(
        pdf.pages.filter(({ root }) => root.text.includes('Plan Dette er planen: Når 1. mai')),
      ).toHaveLength(1);
    },
  );
});

describe('the signature', () => {
  it.each(words(50).map((_, index) => index + 10))(
    'never stands alone on a page, after %d lines',
    async (lines) => {
      const pdf = await read([], {
        sections: [
          { heading: 'Først', blocks: [paragraph('Linje.\n'.repeat(lines))] },
          { heading: 'Sist', blocks: [paragraph('Spør oss.')] },
        ],
      });
      expect(pdf.pages.at(-1)?.root.text).toContain('Spør oss. Med hilsen');
    },
  );
});

describe('characters', () => {
  it('of the languages it is written in are all there', async () => {
    const text = 'æøåÆØÅ «sitat» – tankestrek § 4 čđŋšŧž é 1½ 100 €';
    expect(textOf(await read([paragraph(text)]))).toContain(text);
  });

  it.each([
    ['Skolt Sámi', 'Sääʹmǩiõll: Ǩeâšš, ǩiõtt, Vuõssargg, ǥ, ǧ, ǯ'],
    ['Kildin Sámi', 'Кӣллт са̄мь кӣлл: ҏ ҋ ӓ ӭ ӊ ӎ ӆ һ ҍ ј'],
    ['several languages in one line', 'Prosjektet «Ǩeâšš ҏӓӭӊӎ» → 100 €'],
  ])('of %s are all there', async (_, text) => {
    expect(textOf(await read([paragraph(text)]))).toContain(text);
  });

  it.each([
    ['a sign no font has', 'Firma 中文 AS', 'Firma □□ AS'],
    ['an emoji of several parts', 'Bra 👩‍👩‍👧!', 'Bra □□□!'],
    ['a letter in two parts', 'A\u030asen', 'Åsen'],
    ['a wide letter', 'Ａ', 'A'],
    ['control characters', 'en\u0000\tto\u0007', 'en to'],
    ['a hidden turn of direction', 'en\u202eto', 'ento'],
    ['half of a pair', 'en\ud83dto', 'en□to'],
  ])('%s is shown or replaced', async (_, written, shown) => {
    expect(textOf(await read([paragraph(`[${written}]`)])).replaceAll(' ]', ']')).toContain(`[${shown}]`);
  });
});

describe('little to say', () => {
  it('is no reason to fail', async () => {
    const pdf = await read(
      [
        paragraph(''),
        { kind: 'list', items: [] },
        { kind: 'list', items: [''] },
        { kind: 'table', columns: [{ heading: '', width: 1 }], rows: [] },
        { kind: 'table', columns: [{ heading: 'A', width: 1 }], rows: [[], ['']] },
        { kind: 'overview', rows: [] },
      ],
      { addressee: [], details: [], title: '', footer: { text: '', pageOf: '' } },
    );
    expect(pdf.pages).toHaveLength(1);
    expect(textOf(pdf)).toContain('Uten underskrift.');
  });
});
