import Table from 'cli-table3';
import { formatMoney } from '#money/format.js';
import type { PlayedPilot } from './summary.js';

/** What a person reads of the settlement: each line in words, who pays what, and what was refused on the way. */
export function pilotText({ settlement, payers, refusals, currency }: PlayedPilot): string {
  const table = new Table({
    head: ['payer', 'settled', 'paid', 'owed'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { payer, settled, paid, owed } of payers)
    table.push([payer, ...[settled, paid, owed].map((amount) => formatMoney({ amount, currency }))]);
  return [
    `Settlement, version ${settlement.version}: ${formatMoney({ amount: settlement.total, currency })}, approved by ${settlement.approvedBy.join(' and ')}`,
    ...settlement.lines.map((line) => `  ${line}`),
    table.toString(),
    'Refused on the way',
    ...refusals.map(({ at, step, code }) => `  ${at}  ${step}: ${code}`),
  ].join('\n');
}
