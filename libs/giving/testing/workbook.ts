import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of {@link workbook}: a text (shared or in its place), a number, a truth value, or nothing. */
export type Cell = string | number | boolean | { readonly inline: string } | null;

/** An XLSX workbook of one sheet or several, as a spreadsheet would write it. */
export function workbook(
  sheets: { readonly [name: string]: readonly (readonly Cell[])[] },
  { from1904 = false } = {},
): Buffer {
  const shared: string[] = [];
  const names = Object.keys(sheets);
  const parts = Object.values(sheets).map((rows) => sheetXml(rows, shared));
  return zip({
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names
      .map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>${names
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="http://x/worksheet" Target="/xl/worksheets/sheet${index + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(parts.map((part, index) => [`xl/worksheets/sheet${index + 1}.xml`, part])),
    'xl/sharedStrings.xml': `<sst>${shared
      .map(
        (text) =>
          `<si><r><t>${escaped(text.slice(0, 2))}</t></r><r><t>${escaped(text.slice(2))}</t></r><rPh><t>spoken</t></rPh></si>`,
      )
      .join('')}</sst>`,
  });
}

function sheetXml(rows: readonly (readonly Cell[])[], shared: string[]): string {
  const lines = rows.map((cells, row) => {
    const written = cells.flatMap((cell, column) => {
      const at = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
      if (cell === null) return [];
      if (typeof cell === 'number') return [`<c ${at} s="1"><v>${cell}</v></c>`];
      if (typeof cell === 'boolean') return [`<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`];
      if (typeof cell === 'string') return [`<c ${at} t="s"><v>${shared.push(cell) - 1}</v></c>`];
      return [`<c ${at} t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`];
    });
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  return `<x:worksheet xmlns:x="x"><sheetData>${lines.join('')}</sheetData></x:worksheet>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A ZIP archive of compressed files. */
function zip(files: { readonly [name: string]: string }): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(text), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(Buffer.byteLength(text), 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), facts, place, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const end = Buffer.alloc(18);
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\u0005\u0006'), end]);
}
