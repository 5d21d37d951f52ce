import { describe, expect, it } from '@jest/globals';
import type { ProcessesStatus } from '#composition/operations/processes.js';
import { heldBack, pausedTable, processTables, projectionTable, statsTables } from './tables.js';

const live = { version: 2, state: 'live', position: '17', lag: 3, paused: 1 } as const;

describe('the tables', () => {
  it('show a projection in a line, its hash when asked for', () => {
    const status = [{ ...live, name: 'case-view', contentHash: 'abc' }];
    expect(cells(projectionTable(status, false))).toEqual([
      ['projection', 'version', 'state', 'position', 'lag', 'paused'],
      ['case-view', '2', 'live', '17', '3', '1'],
    ]);
    expect(cells(projectionTable(status, true))[1]!.at(-1)).toBe('abc');
  });

  it('do not show an estimate as if it had been counted', () => {
    const behind = { lag: 40, lagIsEstimate: true } as const;
    const projection = { ...live, name: 'case-view', ...behind };
    expect(cells(projectionTable([projection], false))[1]).toContain('~40');
    const reaction = { name: 'clear-draft', position: '17', ...behind, failing: [], parked: [] };
    const timers = { pending: 0, failing: [] };
    expect(cells(processTables({ reactions: [reaction], timers }))[1]).toContain('~40');
  });

  it('show what keeps a projection from going on', () => {
    const failed = {
      ...live,
      name: 'work-queue',
      state: 'failed',
      position: '',
      error: 'disk full',
    } as const;
    const table = projectionTable([failed], false);
    expect(cells(table)[1]).toEqual(['work-queue', '2', 'failed', '-', '3', '1']);
    expect(table.split('\n').at(-1)).toBe('work-queue: disk full');
  });

  it('show what is paused and why', () => {
    const key = { projection: 'budget-status', key: 's1', position: '4', eventId: 'e', pausedAt: 'then' };
    expect(cells(pausedTable([{ ...key, reason: 'no amount' }]))[1]).toEqual([
      'budget-status',
      's1',
      '4',
      'then',
      'no amount',
    ]);
  });

  it('show where reactions and timers stand, and what they hold back', () => {
    const failing = { id: 'e1', what: 'AwardAccepted', attempts: 2, error: 'busy', since: 'then' };
    const parked = { ...failing, key: 'c1', position: '4', events: 3, retryAt: 'soon', error: 'no scheme' };
    const processes: ProcessesStatus = {
      reactions: [
        { name: 'open-payouts', position: '9', lag: 1, failing: [failing], parked: [parked] },
        { name: 'clear-draft', position: '', lag: 10, failing: [], parked: [], interrupted: 'disk full' },
      ],
      timers: { pending: 2, nextDueAt: 'tomorrow', failing: [{ ...failing, id: 't1', what: 'remind' }] },
    };
    const table = processTables(processes);
    expect(cells(table)).toEqual([
      ['reaction', 'position', 'lag', 'failing', 'parked'],
      ['open-payouts', '9', '1', '1', '1'],
      ['clear-draft', '-', '10', '0', '0'],
      ['timers', 'next due', 'failing'],
      ['2', 'tomorrow', '1'],
    ]);
    const held = [
      'open-payouts parked c1 4 AwardAccepted 3 2 then no scheme',
      'open-payouts failing e1 - AwardAccepted 1 2 then busy',
      'remind failing t1 - timer 1 2 then busy',
    ];
    expect(members(heldBack(processes)!)).toEqual(held);
    expect(table).toContain(heldBack(processes)!);
    expect(table.split('\n').at(-1)).toBe('clear-draft: disk full');
    const nothing = processTables({ reactions: [], timers: { pending: 0, failing: [] } });
    expect(nothing).not.toContain('held back');
  });

  it('show what is in the log, also when that is nothing', () => {
    const stats = { logId: 'l', head: '2', events: 2, streams: 1, types: { Opened: 2 } };
    const recorded = { firstRecordedAt: 'once', lastRecordedAt: 'now' };
    expect(cells(statsTables({ ...stats, ...recorded }))).toEqual([
      ['log', 'l'],
      ['head', '2'],
      ['events', '2'],
      ['streams', '1'],
      ['first recorded', 'once'],
      ['last recorded', 'now'],
      ['event type', 'events'],
      ['Opened', '2'],
    ]);
    const empty = cells(statsTables({ ...stats, head: '', types: {} }));
    expect(empty).toEqual(
      expect.arrayContaining([
        ['head', '-'],
        ['first recorded', '-'],
      ]),
    );
  });
});

/** The rows of a table that is too wide for one, each in a line. */
function members(list: string): string[] {
  return list.split('\n\n').map((row) =>
    row
      .split('\n')
      .map((member) => member.slice('held back by  '.length))
      .join(' '),
  );
}

function cells(table: string): string[][] {
  const rows = table.split('\n').filter((line) => line.startsWith('│'));
  return rows.map((row) =>
    row
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
