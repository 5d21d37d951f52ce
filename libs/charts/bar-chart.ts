import type { BarChartSpec } from './bar-chart-spec.js';
import { barLegend, hatching, panelMarks } from './bars.js';
import { legend } from './marks.js';
import type { Markup } from './markup.js';
import { EDGE, heading, picture } from './picture.js';
import { FAINT_INK, textLine } from './text.js';
import { chartWords } from './words.js';

/** A chart of bars as SVG text; the same specification gives the same bytes. @throws RangeError for an unfit id */
export function barChart(spec: BarChartSpec): string {
  const title = heading(spec.title);
  const hatch = `${spec.id}-hatch`;
  if (spec.panels.every(({ bars }) => bars.length === 0)) {
    const y = title.bottom + 30;
    const nothing = textLine(chartWords(spec.locale).noData, { x: EDGE, y, size: 13, fill: FAINT_INK });
    return picture(spec, y + EDGE, [...title.marks, nothing]);
  }
  const key = legend(barLegend(spec.words, hatch), title.bottom + 6);
  const panels: Markup[] = [];
  let top = key.bottom + 10;
  for (const panel of spec.panels) {
    const { marks, bottom } = panelMarks(panel, spec, hatch, top);
    panels.push(...marks);
    top = bottom + 26;
  }
  return picture(spec, top - 26 + EDGE, [hatching(hatch), ...title.marks, ...key.marks, ...panels]);
}
