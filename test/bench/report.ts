import type { Machine } from './machine.js';
import { isMet, type BenchResult } from './result.js';

/** The whole run as text: a line per target, its counts below, then the machine, and the log's length where one was made. */
export function textOf(
  results: readonly BenchResult[],
  machine: Machine,
  events: number | undefined,
): string {
  const { processor, cores, memoryGiB, node, system, loadBefore } = machine;
  return [
    ...results.flatMap(linesOf),
    `machine: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load before ${loadBefore}`,
    ...(events === undefined ? [] : [`events: ${events}`]),
    '',
  ].join('\n');
}

function linesOf(result: BenchResult): string[] {
  const { name, measured, target, comparison, unit, details, limitedBy } = result;
  const met = isMet(result);
  const sign = comparison === 'at-least' ? '≥' : '≤';
  const counted = unit === 'ratio' ? '' : ` ${unit}`;
  const verdict = met ? 'met' : 'MISSED';
  const counts = Object.entries(details).map(([key, value]) => `${key} ${value}`);
  return [
    `${verdict.padEnd(6)} ${rounded(measured)}${counted} (target ${sign} ${target}${counted})  ${name}`,
    `       ${counts.join(', ')}`,
    ...(met || limitedBy === undefined ? [] : [`       limited by: ${limitedBy}`]),
  ];
}

function rounded(value: number): string {
  return value.toFixed(value >= 10 ? 1 : 2);
}
