import type { JsonObject } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { DraftReplacement, NewDraft } from '../draft-store.js';

/** When the drafts are created. */
export const FIRST = '2026-03-01T12:00:00.000Z';

/** When they are replaced. */
export const LATER = '2026-03-02T12:00:00.000Z';

/** What stands in them at first. */
export const document = {
  title: 'Ny lekeplass',
  contact: { name: 'Kari Nordmann', email: 'kari@example.no', account: '86011117947' },
};

/** Values of documents that nobody may find who reads what is stored. */
export const PERSONAL = ['Kari Nordmann', 'Ola Hansen', 'kari@example.no', '86011117947', 'Ny lekeplass'];

/** A draft by a command of its own. */
export function draft(id: string, owner = 'org-1'): NewDraft {
  return {
    id,
    owner,
    callId: 'call-1',
    commandId: `create-${id}`,
    commandHash: 'hash',
    now: FIRST,
    position: '7',
    document,
  };
}

/** A replacement under its own key. */
export function replacement(
  id: string,
  content: object,
  commandId = derivedId('test', JSON.stringify(content)),
): DraftReplacement {
  return {
    id,
    expectedRevision: 0,
    commandId,
    commandHash: derivedId('hash', JSON.stringify(content)),
    now: LATER,
    document: content as JsonObject,
  };
}
