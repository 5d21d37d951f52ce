import type { System } from '#composition/with-system.js';
import { pageRequest } from '#http/paging.js';
import { wrapped } from '#terminal/text.js';
import { CaseHistories } from '#grants/queries/case-histories.js';
import { wholeList } from './whole-list.js';

const AUDITOR = { subject: 'demo', roles: ['auditor'] };

/**
 * The history of a case in one order: when it happened, who acted, what was done. The demo tells of years ago, but
 * processes act today, at once after what they follow: they are shown at its day.
 */
export async function historyLines(caseId: string, { app }: Pick<System, 'app'>): Promise<string[]> {
  const histories = app.get(CaseHistories, { strict: false });
  const items = await wholeList((cursor) =>
    histories.of(caseId, pageRequest({ cursor, limit: '200' }), AUDITOR),
  );
  const widest = Math.max(...items.map(({ actor }) => actor.subject.length));
  let followed = '';
  const lines = items.map(({ occurredAt, actor: { subject }, what }) => {
    if (!subject.startsWith('process:')) followed = occurredAt;
    const day = followed.slice(0, 10);
    return { at: followed, line: wrapped(`  ${day}  ${subject.padEnd(widest)}  `, what) };
  });
  return lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ line }) => line);
}
