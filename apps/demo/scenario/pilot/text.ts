import { formatMoney } from '#money/format.js';
import { FittedTable } from '#terminal/table.js';
import { wrapped } from '#terminal/text.js';
import type { PlayedPilot } from './summary.js';

/** What a person reads of the settlement: each line in words, who pays what, and what was refused on the way. */
export function pilotText({ settlement, payers, refusals, currency }: PlayedPilot): string {
  const table = new FittedTable(['payer', 'settled', 'paid', 'owed'], ['left', 'right', 'right', 'right']);
  for (const { payer, settled, paid, owed } of payers)
    table.push([payer, ...[settled, paid, owed].map((amount) => formatMoney({ amount, currency }))]);
  return [
    wrapped(
      '',
      `Settlement, version ${settlement.version}: ${formatMoney({ amount: settlement.total, currency })}, approved by ${settlement.approvedBy.join(' and ')}`,
    ),
    ...settlement.lines.map((line) => wrapped('  ', line)),
    table.toString(),
    'Refused on the way',
    ...refusals.map(({ at, step, code }) => `  ${at}  ${step}: ${code}`),
  ].join('\n');
}
