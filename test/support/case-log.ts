import { START } from '#event-store/port.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { System } from './system.js';

/** The events of a case, in the order of the log. */
export async function historyOf(system: System, caseId: string): Promise<readonly RecordedEvent[]> {
  const { log } = system.standalone.stores;
  const found: RecordedEvent[] = [];
  let after = START;
  for (;;) {
    const page = await log.readAll({ after, limit: 1_000 });
    found.push(...page.events.filter(({ metadata }) => metadata.caseId === caseId));
    const last = page.events.at(-1);
    if (!last) return found;
    after = last.position;
  }
}
