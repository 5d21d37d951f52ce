import type { Standalone } from '#apps/standalone/standalone.js';
import { formatMoney } from '#money/format.js';
import { FittedTable } from '#platform/terminal/table.js';
import { wrapped } from '#platform/terminal/text.js';
import type { Programme } from './programmes.js';
import { programmeLines, type DemoResult, type TotalOf } from './results.js';
import { caseIdOf } from './story.js';
import { historyLines } from './history-lines.js';

/** Prints the closing report: programmes, one case's history, what was refused, the counts. */
export async function printReport(
  results: DemoResult,
  programmes: readonly Programme[],
  standalone: Standalone,
): Promise<void> {
  const out = (text: string) => process.stdout.write(`${text}\n`);
  out(programmeTable(await programmeLines(standalone.readModels), programmes));

  const shown = programmes.flatMap(({ grants }) => grants).find(({ amount }) => amount > 0);
  if (shown) {
    out(`\nHistory of "${shown.title}" (case ${caseIdOf(shown)})`);
    for (const line of await historyLines(caseIdOf(shown), standalone)) out(line);
  }

  if (results.refusals.length > 0) {
    out(`\nRefused records`);
    for (const { index, id, code, message } of results.refusals)
      out(wrapped(`  #${index} ${id ?? '(no id)'}  `, `${code}: ${message}`));
  }
  const { read, grants, rejected, refused, events, awarded, paid, paidFromLog } = results;
  out(
    `\n${read} records read, ${grants} landed (${rejected} rejected), ${refused} refused; ${events} events`,
  );
  out(`awarded ${totals(awarded)} · paid ${totals(paid)}`);
  out(`paid according to the log ${totals(paidFromLog)}`);
  const behind = results.projections.filter(({ lag, paused }) => lag > 0 || paused > 0);
  out(`${results.projections.length} read models, ${behind.length} behind or paused`);
}

function programmeTable(
  lines: Awaited<ReturnType<typeof programmeLines>>,
  programmes: readonly Programme[],
): string {
  const titles = new Map(programmes.map(({ schemeId, title }) => [schemeId, title]));
  const table = new FittedTable(
    ['programme', 'cases', 'awarded', 'paid', 'budget free'],
    ['left', 'right', 'right', 'right', 'right'],
  );
  for (const { schemeId, applications, awarded, paid, free, currency } of lines)
    table.push([
      titles.get(schemeId) ?? schemeId,
      applications,
      ...[awarded, paid, free].map((amount) => formatMoney({ amount, currency })),
    ]);
  return table.toString();
}

function totals(all: readonly TotalOf[]): string {
  return all.map(formatMoney).join(', ') || 'nothing';
}
