import type { Block, LabelledLine, LetterDocument, Section, Signature } from '../letter.js';
import { setBlock, setText, TABLE_BEGINNING } from './blocks.js';
import { hasSign } from './fonts.js';
import { printable } from './printable.js';
import { PAGE, Sheet, TEXT_WIDTH, type Element } from './sheet.js';
import { STYLES } from './styles.js';

/** Where the addressee's name stands, so that it shows through an envelope's window. */
const ADDRESS_TOP = 136;
const DETAILS_WIDTH = 178;
/** Above this, moving a last section for the signature's sake leaves too much of a page empty. */
const LONGEST_END = 200;

/** The letter as a tagged PDF (PDF/UA-1). The same letter gives the same bytes, on every machine. */
export async function typeset(letter: LetterDocument): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = new Sheet(letter);
  setHead(sheet, letter);
  setText(sheet, letter.title, STYLES.title, sheet.element('H1'));
  sheet.space(8);
  for (const block of letter.opening) {
    setBlock(sheet, block, sheet.root);
    sheet.space(8);
  }
  for (const [index, section] of letter.sections.entries()) {
    if (index === letter.sections.length - 1) keepEndTogether(sheet, section, letter.signature);
    setSection(sheet, section);
  }
  setSignature(sheet, letter.signature);
  setFooters(sheet, letter.footer);
  if (letter.mark) setMark(sheet, letter.mark);
  return sheet.finished();
}

function setHead(sheet: Sheet, { sender, addressee, details }: LetterDocument): void {
  setText(sheet, sender.name, STYLES.sender, sheet.element('P'));
  if (sender.lines.length > 0)
    setText(sheet, sender.lines.join(' · '), STYLES.senderLines, sheet.element('P'));
  sheet.y = Math.max(sheet.y + 24, ADDRESS_TOP);
  const width = TEXT_WIDTH - DETAILS_WIDTH - 24;
  const address = {
    element: sheet.element('P'),
    lines: addressee.flatMap((line) => sheet.lines(line, STYLES.address, width)),
    style: STYLES.address,
    x: PAGE.left,
    width,
  };
  const facts = {
    element: sheet.element('P'),
    lines: details.flatMap((line) => sheet.lines(labelled(line), STYLES.detail, DETAILS_WIDTH)),
    style: STYLES.detail,
    x: PAGE.width - PAGE.right - DETAILS_WIDTH,
    width: DETAILS_WIDTH,
  };
  sheet.row([address, facts]);
  sheet.space(40);
}

function setSection(sheet: Sheet, { heading, blocks }: Section): void {
  const section = sheet.element('Sect');
  const lines = sheet.lines(heading, STYLES.heading).length;
  sheet.space(7);
  // A heading at the foot of a page would leave its text behind: at least three lines of it come along.
  const along = Math.max(3 * STYLES.body.leading, leadHeight(sheet, blocks, 0));
  sheet.keep(lines * STYLES.heading.leading + 4 + along);
  setText(sheet, heading, STYLES.heading, sheet.element('H2', section));
  sheet.space(3);
  for (const [index, block] of blocks.entries()) {
    if (index > 0) sheet.space(7);
    sheet.keep(leadHeight(sheet, blocks, index));
    setBlock(sheet, block, section);
  }
  sheet.space(8);
  section.end();
}

/** Height of a sentence that leads to a list or a table, with the first lines of that; 0 for what leads to nothing. */
function leadHeight(sheet: Sheet, blocks: readonly Block[], index: number): number {
  const [lead, led] = [blocks[index], blocks[index + 1]];
  if (lead?.kind !== 'paragraph' || !led || led.kind === 'paragraph') return 0;
  const lines = sheet.lines(lead.text, STYLES.body).length;
  if (lines > 4) return 0;
  return lines * STYLES.body.leading + 7 + (led.kind === 'list' ? STYLES.body.leading : TABLE_BEGINNING);
}

/** A signature alone on a page belongs to nothing: the last section comes along where it is short running text. */
function keepEndTogether(sheet: Sheet, { heading, blocks }: Section, signature: Signature): void {
  let height = 7 + sheet.lines(heading, STYLES.heading).length * STYLES.heading.leading + 3 + 8;
  for (const block of blocks) {
    if (block.kind !== 'paragraph') return;
    height += sheet.lines(block.text, STYLES.body).length * STYLES.body.leading + 7;
  }
  if (height < LONGEST_END) sheet.keep(height + 16 + heightOf(sheet, signature));
}

function heightOf(sheet: Sheet, { officials, note }: Signature): number {
  const notes = sheet.lines(note, STYLES.note).length;
  return (2 + officials.length) * STYLES.body.leading + notes * STYLES.note.leading + 16;
}

function setSignature(sheet: Sheet, signature: Signature): void {
  const { closing, name, officials, note } = signature;
  const section: Element = sheet.element('Sect');
  sheet.space(16);
  sheet.keep(heightOf(sheet, signature));
  setText(sheet, closing, STYLES.body, sheet.element('P', section));
  setText(sheet, name, STYLES.signature, sheet.element('P', section));
  sheet.space(8);
  for (const official of officials)
    setText(sheet, labelled(official), STYLES.body, sheet.element('P', section));
  sheet.space(8);
  setText(sheet, note, STYLES.note, sheet.element('P', section));
  section.end();
}

function setFooters(sheet: Sheet, { text, pageOf }: LetterDocument['footer']): void {
  const { count } = sheet.pdf.bufferedPageRange();
  const y = PAGE.height - PAGE.bottom + 32;
  for (let page = 0; page < count; page++) {
    sheet.pdf.switchToPage(page);
    const number = pageOf.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    const right = PAGE.width - PAGE.right - sheet.widthOf(number, STYLES.footer);
    const [left = ''] = sheet.lines(printable(text, hasSign), STYLES.footer, right - PAGE.left - 24);
    sheet.artifact('Pagination', () => {
      sheet.write(left, STYLES.footer, PAGE.left, y);
      sheet.write(number, STYLES.footer, right, y);
    });
  }
}

/** Across every page, pale enough to read the letter through it. */
function setMark(sheet: Sheet, mark: string): void {
  const { count } = sheet.pdf.bufferedPageRange();
  const width = sheet.widthOf(mark, STYLES.mark);
  for (let page = 0; page < count; page++) {
    sheet.pdf.switchToPage(page);
    sheet.artifact('Pagination', () => {
      const [x, y] = [PAGE.width / 2, PAGE.height / 2];
      sheet.pdf
        .save()
        .rotate(-52, { origin: [x, y] })
        .fillOpacity(0.16);
      sheet.write(mark, STYLES.mark, x - width / 2, y - STYLES.mark.size / 2);
      sheet.pdf.restore();
    });
  }
}

function labelled({ label, value }: LabelledLine): string {
  return `${label}: ${value}`;
}
