import Table from 'cli-table3';
import type { Standalone } from '#apps/standalone/standalone.js';
import { decimalsOf } from '#money/money.js';
import type { RecordRefusal, RecordRemark } from './grant-record.js';
import type { Landing } from './landing.js';
import type { Programme } from './programmes.js';
import { programmeLines, type DemoResult, type TotalOf } from './results.js';
import { caseIdOf } from './story.js';
import { historyLines } from './history-lines.js';

/** Prints the closing report: programmes, one case's history, what was refused or is remarkable, the counts. */
export async function printReport(
  results: DemoResult,
  { programmes, example }: Landing,
  standalone: Standalone,
): Promise<void> {
  const out = (text: string) => process.stdout.write(`${text}\n`);
  out(programmeTable(await programmeLines(standalone.readModels), programmes));

  if (example) {
    out(`\nHistory of "${example.title}" (case ${caseIdOf(example)})`);
    for (const line of await historyLines(caseIdOf(example), standalone)) out(`  ${line}`);
  }

  const listed = (title: string, lines: readonly (RecordRefusal | RecordRemark)[]) => {
    if (lines.length > 0) out(`\n${title}`);
    for (const { index, id, code, message } of lines)
      out(`  #${index} ${id ?? '(no id)'}  ${code}: ${message}`);
  };
  listed('Refused records', results.refusals);
  listed('Remarks', results.remarks);
  const { read, grants, rejected, refused, events, awarded, paid, paidFromLog } = results;
  out(
    `\n${read} records read, ${grants} landed (${rejected} rejected), ${refused} refused; ${events} events`,
  );
  out(`awarded ${totals(awarded)} · paid ${totals(paid)} · paid according to the log ${totals(paidFromLog)}`);
  const behind = results.projections.filter(({ lag, paused }) => lag > 0 || paused > 0);
  out(`${results.projections.length} read models, ${behind.length} behind or paused`);
}

function programmeTable(
  lines: Awaited<ReturnType<typeof programmeLines>>,
  programmes: readonly Programme[],
): string {
  const titles = new Map(programmes.map(({ schemeId, title }) => [schemeId, title]));
  const table = new Table({
    head: ['programme', 'applications', 'awarded', 'paid', 'budget free', ''],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { schemeId, applications, awarded, paid, free, currency } of lines)
    table.push([
      titles.get(schemeId) ?? schemeId,
      applications,
      ...[awarded, paid, free].map((amount) => decimal(amount, currency)),
      currency,
    ]);
  return table.toString();
}

function totals(all: readonly TotalOf[]): string {
  return (
    all.map(({ amount, currency }) => `${decimal(amount, currency)} ${currency}`).join(', ') || 'nothing'
  );
}

/** Minor units as a decimal with thin groups, without computing in floats. */
function decimal(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(amount).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
}
