import type { JsonObject } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import type { System } from './system.js';

/** Appends an event to a stream of a case as an earlier program wrote it, without any command; and waits for nothing. */
export async function onRecord(
  { standalone }: System,
  stream: string,
  { type, caseId, data }: { readonly type: string; readonly caseId: string; readonly data: JsonObject },
): Promise<void> {
  const commandId = newId();
  const metadata = {
    actor: { subject: 'before', roles: [] },
    caseId,
    commandId,
    commandHash: commandId,
    correlationId: commandId,
    occurredAt: standalone.clock.now(),
  };
  await standalone.stores.log.append(stream, 'any', [
    { id: newId(), type, schemaVersion: 1, data, metadata },
  ]);
}
