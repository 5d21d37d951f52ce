import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { ReactionContext } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { Awards } from '../awards/awards.js';
import type { Reports } from '../reports/reports.js';
import type { ReportsOfAwards } from '../reports/reports-of-awards.js';
import { WatchReports } from './watch-reports.js';

const context = { command: () => ({ commandId: 'c' }) } as unknown as ReactionContext;
const DUE = '2027-03-31';
const timer = {
  id: `report-overdue:rep1:${DUE}`,
  kind: 'report-overdue',
  dueAt: '2027-03-31T22:00:00Z',
  payload: { reportId: 'rep1', dueOn: DUE },
} as unknown as Timer;
const replanned = {
  id: 'e1',
  type: 'InstalmentsReplanned',
  data: { awardId: 'a1' },
  metadata: { caseId: 'a1', correlationId: 'x' },
} as unknown as Parameters<WatchReports['react']>[0];

/** The process beside an award of whose plan these reports follow. */
function watching(owed: readonly string[], overdue = false) {
  const sent: unknown[] = [];
  const set: string[] = [];
  const execute = (command: { content: unknown }) => {
    sent.push(command.content);
    return Promise.resolve({ ok: true, receipt: { position: '1' } });
  };
  const report = { status: 'required', overdue, dueOn: DUE, required: { awardId: 'a1' } };
  const process = new WatchReports(
    { execute } as unknown as CommandBus,
    { find: () => Promise.resolve({}) } as unknown as Awards,
    { find: () => Promise.resolve(report) } as unknown as Reports,
    { of: () => Promise.resolve(owed.map((reportId) => ({ reportId }))) } as unknown as ReportsOfAwards,
    { set: ({ id }: Timer) => Promise.resolve(set.push(id)) } as unknown as Timers,
  );
  return { process, sent, set };
}

describe('a report whose day has passed', () => {
  it('becomes overdue where the plan has money of its years', async () => {
    const { process, sent } = watching(['rep1']);
    await process.fire(timer, context);
    expect(sent).toMatchObject([{ type: 'ReportOverdue', dueOn: DUE }]);
  });

  it('does not where its year left the plan: nobody owes it', async () => {
    const { process, sent } = watching(['rep2']);
    await process.fire(timer, context);
    expect(sent).toEqual([]);
  });

  it('is looked at again once its year is back in the plan, unless it is overdue', async () => {
    const back = watching(['rep1']);
    await back.process.react(replanned);
    expect(back.set).toEqual([timer.id]);
    const known = watching(['rep1'], true);
    await known.process.react(replanned);
    expect(known.set).toEqual([]);
  });
});
