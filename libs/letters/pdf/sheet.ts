import Pdf from 'pdfkit';
import type { LetterDocument } from '../letter.js';
import type { Font } from 'fontkit';
import { hasSign, OWN, runsOf, type Run, type Weight } from './fonts.js';
import { breakLines } from './lines.js';
import { printable } from './printable.js';

/** An element of the structure tree, as pdfkit builds it. */
export type Element = PDFKit.PDFStructureElement;

/** How text looks; sizes in points. */
export interface Style {
  readonly weight: Weight;
  readonly size: number;
  readonly leading: number;
  readonly colour?: string | undefined;
}

/** Lines that stand in one column of a row and belong to one element of the structure. */
export interface Cell {
  readonly element: Element | 'artifact';
  readonly lines: readonly string[];
  readonly style: Style;
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'right' | undefined;
}

/** A4 in points, with room for what archives and binders put at the edges. */
export const PAGE = { width: 595.28, height: 841.89, top: 62, bottom: 76, left: 71, right: 71 } as const;

/** Width of the text. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

const INK = '#1a1a1a';
/** Fewer lines than this do not stand alone at the foot or the top of a page. */
const TOGETHER = 2;

/** The paper a letter is set on: where the next line goes, and which element of the structure it belongs to. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly root: Element;
  /** Distance of the next line from the top of the page. */
  y: number = PAGE.top;
  private readonly chunks: Uint8Array[] = [];

  constructor(letter: LetterDocument) {
    this.pdf = new Pdf({
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      subset: 'PDF/UA',
      tagged: true,
      displayTitle: true,
      lang: letter.language,
      bufferPages: true,
      // How deflate packs differs between processors and versions of Node, and a letter's digest must not.
      compress: false,
      info: {
        Title: printable(letter.title, hasSign),
        Author: printable(letter.sender.name, hasSign),
        Creator: 'Tilsagn',
        CreationDate: new Date(`${letter.date}T12:00:00Z`),
      },
    } as unknown as PDFKit.PDFDocumentOptions);
    escapeMetadata(this.pdf);
    leaveOutCidSets(this.pdf);
    this.pdf.on('data', (chunk: Uint8Array) => this.chunks.push(chunk));
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  /** A new element at the end of `parent`. */
  element(type: string, parent: Element = this.root, options: { scope?: 'Column' | 'Row' } = {}): Element {
    const element = this.pdf.struct(type, options as object);
    parent.add(element);
    return element;
  }

  /** The text broken into lines of a width, in characters the font has. */
  lines(text: string, style: Style, width: number = TEXT_WIDTH): string[] {
    return breakLines(printable(text, hasSign), width, (piece) => this.widthOf(piece, style));
  }

  /** Begins a new page when less than `height` is left on this one. */
  keep(height: number): void {
    if (this.y + height > bottom() && this.y > PAGE.top) this.newPage();
  }

  /** Leaves space, but never at the top of a page. */
  space(height: number): void {
    if (this.y > PAGE.top) this.y += height;
  }

  /**
   * Sets cells side by side and moves below the longest; what does not fit goes on with the next page, where
   * `onNewPage` may set something first.
   */
  row(cells: readonly Cell[], onNewPage?: () => void): void {
    const count = Math.max(...cells.map(({ lines }) => lines.length));
    const leading = Math.max(...cells.map(({ style }) => style.leading));
    let fresh = this.y <= PAGE.top;
    let at = 0;
    while (at < count) {
      const taken = this.fitting(count - at, leading, fresh);
      for (const cell of cells) this.column(cell, at, at + taken, leading);
      at += taken;
      this.y += taken * leading;
      if (at < count) {
        this.newPage();
        onNewPage?.();
        fresh = true;
      }
    }
  }

  /** Draws what nobody needs to hear: a rule, a shade, a page number. */
  artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Writes one line; nothing is broken or moved. */
  write(line: string, style: Style, x: number, y: number): void {
    let left = x;
    for (const run of runsOf(line, style.weight)) {
      this.use(run, style);
      const above = (ascentOf(run.font) - ascentOf(OWN)) * style.size;
      this.pdf.fillColor(style.colour ?? INK).text(run.text, left, y - above, { lineBreak: false });
      left += this.pdf.widthOfString(run.text);
    }
  }

  /** Width of a line. */
  widthOf(line: string, style: Style): number {
    let width = 0;
    for (const run of runsOf(line, style.weight)) {
      this.use(run, style);
      width += this.pdf.widthOfString(run.text);
    }
    return width;
  }

  /** Goes on at the top of another page. */
  newPage(): void {
    this.pdf.addPage();
    this.y = PAGE.top;
  }

  /** Ends the file and answers it. */
  finished(): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      this.pdf.on('error', reject);
      this.pdf.on('end', () => resolve(Uint8Array.from(Buffer.concat(this.chunks))));
      this.pdf.end();
    });
  }

  /** How many of the lines go on this page; none when too few would stand alone, unless the page is a fresh one. */
  private fitting(lines: number, leading: number, fresh: boolean): number {
    const room = Math.floor((bottom() - this.y) / leading + 1e-6);
    if (room >= lines) return lines;
    const taken = Math.min(room, lines - TOGETHER);
    if (taken >= TOGETHER) return taken;
    return fresh ? Math.max(room, 1) : 0;
  }

  private column(cell: Cell, from: number, to: number, leading: number): void {
    const lines = cell.lines.slice(from, to);
    if (lines.length === 0) return;
    const write = () => lines.forEach((line, index) => this.aligned(line, cell, this.y + index * leading));
    if (cell.element === 'artifact') return this.artifact('Pagination', write);
    const content = this.pdf.markStructureContent(tagOf(cell.element));
    write();
    this.pdf.endMarkedContent();
    cell.element.add(content);
  }

  private aligned(line: string, { style, x, width, align }: Cell, y: number): void {
    const indent = align === 'right' ? width - this.widthOf(line.trimEnd(), style) : 0;
    this.write(line, style, x + indent, y + (style.leading - style.size * LINE) / 2);
  }

  private use({ font, name }: Run, { size }: Style): void {
    this.pdf.font(font as unknown as Buffer, name).fontSize(size);
  }
}

/** Height of the font's line per point of its size. */
const LINE = (OWN.ascent - OWN.descent) / OWN.unitsPerEm;

/** Height of the font's signs above the line they stand on, per point of its size. */
function ascentOf({ ascent, unitsPerEm }: Font): number {
  return ascent / unitsPerEm;
}

function bottom(): number {
  return PAGE.height - PAGE.bottom;
}

function tagOf(element: Element): string {
  return (element as unknown as { dictionary: { data: { S: string } } }).dictionary.data.S;
}

/**
 * pdfkit lists the glyphs of a font without the parts that accented ones are made of, which PDF/UA forbids (ISO 14289-1,
 * 7.21.4.2); the list is optional, and it is written only where the part of the standard is the number 1.
 */
function leaveOutCidSets(pdf: PDFKit.PDFDocument): void {
  (pdf as unknown as { subset: string }).subset = '1';
}

/** The title goes into an XML document as it is, after it went into the file's own dictionary: there it needs escapes. */
function escapeMetadata(pdf: PDFKit.PDFDocument): void {
  const inner = pdf as unknown as { endMetadata: () => void };
  const endMetadata = inner.endMetadata.bind(pdf);
  inner.endMetadata = () => {
    for (const key of ['Title', 'Author'] as const) pdf.info[key] = escaped(pdf.info[key] ?? '');
    endMetadata();
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
