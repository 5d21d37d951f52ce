import type { Standalone } from '#apps/standalone/standalone.js';
import { CaseHistories } from '#grants/queries/case-histories.js';

const AUDITOR = { subject: 'demo', roles: ['auditor'] };

/** The history of a case, a line per event: when it happened, who acted, what was done. */
export async function historyLines(caseId: string, { app }: Standalone): Promise<string[]> {
  const { items } = await app.get(CaseHistories, { strict: false }).of(caseId, AUDITOR);
  const widest = Math.max(...items.map(({ actor }) => actor.subject.length));
  return items.map(
    ({ occurredAt, actor, what }) => `${occurredAt.slice(0, 10)}  ${actor.subject.padEnd(widest)}  ${what}`,
  );
}
