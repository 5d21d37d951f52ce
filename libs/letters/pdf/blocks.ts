import type { Block, Column, List, Overview, Table } from '../letter.js';
import { PAGE, TEXT_WIDTH, type Cell, type Element, type Sheet, type Style } from './sheet.js';
import { STYLES } from './styles.js';

const INDENT = 16;
const PADDING = 7;
const ROW_SPACE = 4;
/** Headings do not stand at the foot of a page without the first row. */
export const TABLE_BEGINNING = 4 * STYLES.table.leading + 4 * ROW_SPACE;

const RULE = '#b8bfc6';
const SHADE = '#eef1f4';

/** Sets a block below the one before. */
export function setBlock(sheet: Sheet, block: Block, parent: Element): void {
  switch (block.kind) {
    case 'paragraph':
      return setText(sheet, block.text, STYLES.body, sheet.element('P', parent));
    case 'list':
      return setList(sheet, block, parent);
    case 'table':
      return setTable(sheet, block, parent);
    case 'overview':
      return setOverview(sheet, block, parent);
  }
}

/** Sets text over the whole width as one element. */
export function setText(sheet: Sheet, text: string, style: Style, element: Element): void {
  sheet.row([{ element, lines: sheet.lines(text, style), style, x: PAGE.left, width: TEXT_WIDTH }]);
  element.end();
}

function setList(sheet: Sheet, { items, numbered }: List, parent: Element): void {
  const list = sheet.element('L', parent);
  for (const [index, item] of items.entries()) {
    const element = sheet.element('LI', list);
    const style = STYLES.body;
    const width = TEXT_WIDTH - INDENT;
    const label = { element: sheet.element('Lbl', element), lines: [numbered ? `${index + 1}.` : '•'] };
    const body = { element: sheet.element('LBody', element), lines: sheet.lines(item, style, width) };
    if (index > 0) sheet.space(3);
    sheet.row([
      { ...label, style, x: PAGE.left + (numbered ? 0 : 3), width: INDENT },
      { ...body, style, x: PAGE.left + INDENT, width },
    ]);
  }
  list.end();
}

function setTable(sheet: Sheet, { columns, rows, total }: Table, parent: Element): void {
  const table = sheet.element('Table', parent);
  const places = placesOf(columns);
  const heading = (cellOf: (index: number) => Cell['element']): Cell[] =>
    columns.map((column, index) =>
      cell(sheet, column.heading, STYLES.columnHeading, places[index]!, cellOf(index)),
    );
  const repeated = () =>
    setRow(
      sheet,
      heading(() => 'artifact'),
      { shaded: true },
    );
  sheet.keep(TABLE_BEGINNING);
  const first = sheet.element('TR', table);
  setRow(
    sheet,
    heading(() => sheet.element('TH', first, { scope: 'Column' })),
    { shaded: true },
  );
  for (const texts of rows) {
    const row = sheet.element('TR', table);
    const cells = columns.map((_, index) =>
      cell(sheet, texts[index] ?? '', STYLES.table, places[index]!, sheet.element('TD', row)),
    );
    setRow(sheet, cells, { repeated });
  }
  if (total) {
    const row = sheet.element('TR', table);
    const cells = columns.map((_, index) => {
      const element = index === 0 ? sheet.element('TH', row, { scope: 'Row' }) : sheet.element('TD', row);
      return cell(sheet, total[index] ?? '', STYLES.columnHeading, places[index]!, element);
    });
    setRow(sheet, cells, { repeated });
  }
  table.end();
}

function setOverview(sheet: Sheet, { rows }: Overview, parent: Element): void {
  const table = sheet.element('Table', parent);
  const [label, value] = placesOf([
    { heading: '', width: 32 },
    { heading: '', width: 68 },
  ]) as [Place, Place];
  rule(sheet);
  for (const row of rows) {
    const element = sheet.element('TR', table);
    const name = sheet.element('TH', element, { scope: 'Row' });
    const said = sheet.element('TD', element);
    setRow(
      sheet,
      [
        cell(sheet, row.label, STYLES.columnHeading, label, name),
        cell(sheet, row.value, STYLES.table, value, said),
      ],
      {},
    );
  }
  table.end();
}

type Place = Pick<Cell, 'x' | 'width' | 'align'>;

function placesOf(columns: readonly Column[]): Place[] {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  let left: number = PAGE.left;
  return columns.map(({ width: share, align }) => {
    const width = (TEXT_WIDTH * share) / shares;
    const place = { x: left + PADDING, width: width - 2 * PADDING, align };
    left += width;
    return place;
  });
}

function cell(sheet: Sheet, text: string, style: Style, place: Place, element: Cell['element']): Cell {
  return { ...place, element, style, lines: sheet.lines(text, style, place.width) };
}

/** A row with air around it and a rule below; where it goes on with another page, the headings stand again. */
function setRow(
  sheet: Sheet,
  cells: readonly Cell[],
  { shaded, repeated }: { readonly shaded?: boolean; readonly repeated?: () => void },
): void {
  const leading = STYLES.table.leading;
  const lines = Math.max(...cells.map((each) => each.lines.length));
  const page = sheet.pdf.bufferedPageRange().count;
  sheet.keep(Math.min(lines, 3) * leading + 2 * ROW_SPACE);
  if (sheet.pdf.bufferedPageRange().count > page) repeated?.();
  if (shaded) shade(sheet, lines * leading + 2 * ROW_SPACE);
  sheet.y += ROW_SPACE;
  sheet.row(cells, () => {
    repeated?.();
    sheet.y += ROW_SPACE;
  });
  sheet.y += ROW_SPACE;
  rule(sheet);
}

function rule(sheet: Sheet): void {
  sheet.artifact('Layout', () =>
    sheet.pdf
      .moveTo(PAGE.left, sheet.y)
      .lineTo(PAGE.left + TEXT_WIDTH, sheet.y)
      .lineWidth(0.6)
      .stroke(RULE),
  );
}

function shade(sheet: Sheet, height: number): void {
  sheet.artifact('Layout', () => sheet.pdf.rect(PAGE.left, sheet.y, TEXT_WIDTH, height).fill(SHADE));
}
