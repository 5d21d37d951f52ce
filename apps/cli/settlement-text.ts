import { formatMoney } from '#money/format.js';
import { FittedTable } from '#terminal/table.js';
import { wrapped } from '#terminal/text.js';
import type {
  AppliedCap,
  DocumentFault,
  OutcomeSettlement,
  SettlementLine,
} from '#pilots/contract/settlement.js';

/** A settlement for people: each line in words, then lines, caps and shares as tables. */
export function settlementText(settlement: OutcomeSettlement): string {
  const { title, reference, currency, lines, caps, shares, subtotal, total } = settlement;
  const money = (amount: number) => formatMoney({ amount, currency });
  const lineTable = new FittedTable(
    ['', 'metric', 'for', 'rounded', 'caps', 'pays'],
    ['left', 'left', 'left', 'right', 'left', 'right'],
  );
  for (const [index, line] of lines.entries())
    lineTable.push([
      index + 1,
      line.metric,
      scopeOf(line),
      money(line.rounded),
      line.capped.map(({ cap, by }) => `${cap} −${money(by)}`).join(', '),
      money(line.amount),
    ]);
  lineTable.push(['', 'subtotal', '', '', '', money(subtotal)]);
  const capTable = new FittedTable(
    ['cap', 'limit', 'asked', 'paid', ''],
    ['left', 'right', 'right', 'right'],
  );
  for (const cap of caps)
    capTable.push([capName(cap), money(cap.limit), money(cap.asked), money(cap.paid), cap.bit ? 'bit' : '']);
  const shareTable = new FittedTable(['payer', 'role', 'pays'], ['left', 'left', 'right']);
  for (const { name, role, amount } of shares) shareTable.push([name, role, money(amount)]);
  shareTable.push(['total', '', money(total)]);
  return [
    reference === undefined ? title : `${title} (${reference})`,
    '',
    ...lines.map(({ explanation }, index) => wrapped(`${index + 1}. `, explanation)),
    ...shares.map(({ name, explanation }) => wrapped(`${name}: `, explanation)),
    '',
    lineTable.toString(),
    capTable.toString(),
    shareTable.toString(),
    `The state's share is paid to the ${settlement.statePayee}. Shares add up by ${settlement.remainders}.`,
  ].join('\n');
}

/** Where each fault is, and what it is. */
export function faultLines(faults: readonly DocumentFault[]): string {
  return faults
    .map(({ document, path, message }) => `${document} ${path || '(whole document)'}: ${message}`)
    .join('\n');
}

function scopeOf({ scope, cohort }: SettlementLine): string {
  if (scope === 'cohort') return cohort!;
  return scope === 'pooled' ? 'all cohorts pooled' : 'the contract';
}

function capName({ cap, of }: AppliedCap): string {
  return of === undefined || cap === 'state' ? cap : `${cap} ${of}`;
}
