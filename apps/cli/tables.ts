import type { LogStats } from '#composition/operations/operations.js';
import type { ProcessesStatus } from '#composition/operations/processes.js';
import type { Lag } from '#event-store/lag.js';
import { FittedTable } from '#terminal/table.js';
import type { PausedKey, ProjectionStatus } from '#projections/read-models.js';

/** Where the projections stand. */
export function projectionTable(projections: readonly ProjectionStatus[], hashes: boolean): string {
  const table = new FittedTable(
    ['projection', 'version', 'state', 'position', 'lag', 'paused', ...(hashes ? ['contentHash'] : [])],
    ['left', 'right', 'left', 'right', 'right', 'right', 'left'],
  );
  for (const { name, version, state, position, paused, contentHash = '', ...behind } of projections)
    table.push([
      name,
      version,
      state,
      position || '-',
      told(behind),
      paused,
      ...(hashes ? [contentHash || '-'] : []),
    ]);
  const errors = projections.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  return [table.toString(), ...errors].join('\n');
}

/** An estimate is not shown as if it had been counted. */
function told({ lag, lagIsEstimate }: Lag): string | number {
  return lagIsEstimate ? `~${lag}` : lag;
}

/** Which keys are held back, and why. */
export function pausedTable(keys: readonly PausedKey[]): string {
  const table = new FittedTable(['projection', 'key', 'position', 'paused at', 'reason']);
  for (const { projection, key, position, pausedAt, reason } of keys)
    table.push([projection, key, position, pausedAt, reason]);
  return table.toString();
}

/** Where the reactions and timers stand, and what they hold back. */
export function processTables({ reactions, timers }: ProcessesStatus): string {
  const standing = new FittedTable(
    ['reaction', 'position', 'lag', 'failing', 'parked'],
    ['left', 'right', 'right', 'right', 'right'],
  );
  for (const { name, position, failing, parked, ...behind } of reactions)
    standing.push([name, position || '-', told(behind), failing.length, parked.length]);
  const due = new FittedTable(['timers', 'next due', 'failing'], ['right', 'left', 'right']);
  due.push([timers.pending, timers.nextDueAt ?? '-', timers.failing.length]);
  const held = heldBack({ reactions, timers });
  const interrupted = reactions.flatMap(({ name, interrupted: why }) =>
    why === undefined ? [] : [`${name}: ${why}`],
  );
  return [standing.toString(), due.toString(), ...(held ? [held] : []), ...interrupted].join('\n');
}

/** What reactions and timers cannot do at present, and why; undefined when there is nothing. */
export function heldBack({ reactions, timers }: ProcessesStatus): string | undefined {
  const table = new FittedTable(
    ['held back by', 'state', 'key', 'position', 'event', 'waiting', 'tries', 'since', 'reason'],
    ['left', 'left', 'left', 'right', 'left', 'right', 'right'],
  );
  for (const { name, parked, failing } of reactions) {
    for (const { key, position, what, events, attempts, since, error } of parked)
      table.push([name, 'parked', key, position, what, events, attempts, since, error]);
    for (const { id, what, attempts, since, error } of failing)
      table.push([name, 'failing', id, '-', what, 1, attempts, since, error]);
  }
  for (const { id, what, attempts, since, error } of timers.failing)
    table.push([what, 'failing', id, '-', 'timer', 1, attempts, since, error]);
  return table.length === 0 ? undefined : table.toString();
}

/** What the log holds. */
export function statsTables({ types, ...stats }: LogStats): string {
  const facts = new FittedTable([]);
  facts.push(
    ['log', stats.logId],
    ['head', stats.head || '-'],
    ['events', stats.events],
    ['streams', stats.streams],
    ['first recorded', stats.firstRecordedAt ?? '-'],
    ['last recorded', stats.lastRecordedAt ?? '-'],
  );
  const counts = new FittedTable(['event type', 'events'], ['left', 'right']);
  counts.push(...Object.entries(types));
  return `${facts.toString()}\n${counts.toString()}`;
}
