import type { System } from '#composition/with-system.js';
import { formatMoney } from '#money/format.js';
import { FittedTable } from '#terminal/table.js';
import { lengthOf, terminalWidth, wrapped } from '#terminal/text.js';
import type { Imported } from '#importing/import-grants.js';
import { listing } from '#importing/listing.js';
import type { Programme } from '#importing/programmes.js';
import { programmeLines, type DemoResult, type TotalOf } from './results.js';
import { caseIdOf } from '#importing/story.js';
import { historyLines } from './history-lines.js';

/** Prints the closing report: programmes, one case's history, what was refused or is remarkable, the counts. */
export async function printReport(
  results: DemoResult,
  { programmes, example }: Imported,
  system: System,
): Promise<void> {
  const out = (text: string) => process.stdout.write(`${text}\n`);
  out(programmeTable(await programmeLines(system.readModels), programmes));

  if (example) {
    out(`\nHistory of "${example.title}" (case ${caseIdOf(example)})`);
    for (const line of await historyLines(caseIdOf(example), system)) out(line);
  }

  for (const line of listing('Refused records', results.refusals)) out(line);
  for (const line of listing('Remarks', results.remarks)) out(line);
  const { read, grants, rejected, refused, events, awarded, paid, paidFromLog } = results;
  out(
    `\n${read} ${read === 1 ? 'record' : 'records'} read, ${grants} landed (${rejected} rejected), ${refused} refused; ${events} events`,
  );
  const sums = `awarded ${totals(awarded)} · paid ${totals(paid)}`;
  if (lengthOf(sums) <= terminalWidth()) out(sums);
  else for (const [what, all] of Object.entries({ awarded, paid })) out(wrapped(`${what} `, totals(all)));
  out(wrapped('paid according to the log ', totals(paidFromLog)));
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
