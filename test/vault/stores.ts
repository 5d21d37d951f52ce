import { checkFolder } from '#composition/stores/fit-folder.js';
import { openEmbeddedStores, type EmbeddedStores } from '#composition/stores/embedded-stores.js';
import { derivedId } from '#eventsourcing/ids.js';
import { DataFolder } from '#hosting/data-folder.js';
import { caseReference } from '#sealing/key-store.js';

/** Works on the stores of a folder as a server does, from the look at it to its clean end. */
export async function using(
  path: string,
  doing: (stores: EmbeddedStores) => Promise<unknown>,
  {
    erasures = `${path}-erasures`,
    ...options
  }: { readonly recovered?: boolean; readonly erasures?: string } = {},
): Promise<void> {
  const folder = await DataFolder.open(path);
  try {
    checkFolder(folder, options);
    const stores = await openEmbeddedStores(folder, 0, erasures);
    await doing(stores);
    await stores.close();
  } finally {
    folder.close();
  }
}

/** As many events, each sealed with a key of its own, and something in every other store. */
export async function work(
  { log, keys, drafts, attachmentRegister, attachments, processes }: EmbeddedStores,
  events: number,
) {
  let position = await log.head();
  for (let made = 0; made < events; made++) {
    const id = derivedId(log.logId, `${position}/${made}`);
    const { kid } = await keys.keyFor(caseReference(id));
    const metadata = {
      actor: { subject: 'spec', roles: [] },
      commandId: id,
      commandHash: '',
      correlationId: id,
      occurredAt: '2026-05-17T08:00:00.000Z',
    };
    const data = { summary: { $sealed: { alg: 'A256GCM', ct: 'x', iv: 'y', kid } } };
    const event = { id, type: 'AppropriationSet', schemaVersion: 1, data, metadata };
    ({ position } = await log.append(`budget-${id}`, 'no-stream', [event]));
  }
  const now = '2026-05-17T08:00:00.000Z';
  const id = derivedId('draft', position);
  const command = { commandId: id, commandHash: 'hash' };
  await drafts.create({
    id,
    owner: 'ola',
    callId: 'call',
    ...command,
    now,
    position,
    document: { title: 'x' },
  });
  const { digest } = await attachments.put(bytesOf(id));
  const file = { name: 'plan.txt', mediaType: 'text/plain', size: 1, sha256: digest, digest };
  await attachmentRegister.add({ id, caseId: id, ...file, commandHash: 'hash', addedAt: now, position });
  await processes.checkpoints.save(log.logId, new Map([['a-reaction', position]]));
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
