import type { JsonObject } from '#eventsourcing/event.js';
import { caseReference } from '#sealing/key-store.js';
import { type Erased, isErased, type SealedValue } from '#sealing/sealed.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';
import type { RegisteredAttachment } from './attachment-register.js';

/** How entries are sealed and opened. */
export interface RegisterSealing {
  readonly sealer: Pick<Sealer, 'sealDocument'>;
  readonly unsealer: Pick<Unsealer, 'unsealDocument'>;
}

/** An entry as a table keeps it. */
export interface EntryRow {
  readonly id: string;
  readonly case_id: string;
  readonly document: string;
}

/** What is known of an attachment, sealed as a whole with the key of its case. */
export async function sealEntry(
  { sealer }: Pick<RegisterSealing, 'sealer'>,
  { id, caseId, ...known }: RegisteredAttachment,
): Promise<string> {
  return JSON.stringify(await sealer.sealDocument(known, placeOf(caseId, id), caseReference(caseId)));
}

/** The entry in a row; undefined once its key was erased. */
export async function openEntry(
  { unsealer }: Pick<RegisterSealing, 'unsealer'>,
  { id, case_id: caseId, document }: EntryRow,
): Promise<RegisteredAttachment | undefined> {
  const known = await unsealer.unsealDocument<JsonObject | Erased>(
    JSON.parse(document) as SealedValue,
    placeOf(caseId, id),
  );
  return isErased(known) ? undefined : ({ id, caseId, ...known } as unknown as RegisteredAttachment);
}

/** An entry opens in its own row only, and never as a draft. */
function placeOf(caseId: string, id: string): string {
  return `attachment:${caseId}:${id}`;
}
