import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#hosting/logging.js';
import { documentOf, officialsOf, openScheme, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { mayMount, smallDisk, type SmallDisk } from './small-disk.js';

/** Megabytes: barely more than the empty read models take, and up to where the log and the drafts fill the disk. */
const SIZES = [48, 56, 64, 80, 112];
const TRIED = Number(process.env.TILSAGN_TEST_DISK_SIZES ?? 2);
const ENOUGH = 400;
const LARGEST = 4 * 1024 * 1024;
const SMALLEST = 4096;
const SCHEME = 'full';
const FRAME = 1_000_000;
/** Many more than it takes. */
const MOST_TURNS = 1000;
const LOOK_AGAIN_MS = 100;
/** A rebuild, some hundred commits and as many refusals, on a machine that may be slow. */
const PATIENCE_MS = 600_000;
const suite = mayMount() ? describe : describe.skip;

/** What a client was told to be done. */
interface Acknowledged {
  readonly drafts: Map<string, string>;
  readonly submitted: Set<string>;
  readonly uploads: { readonly path: string; readonly bytes: Buffer }[];
  /** Bytes of the next upload: less after each that found no room, so that little is left. */
  nextUpload: number;
  /** How many appropriations were set, each a little higher. */
  appropriations: number;
}

suite('a disk that is full', () => {
  it.each(SIZES.slice(0, TRIED))(
    'of %d MB is said to be full and no more, and all is there when it has room again',
    async (megabytes) => {
      const disk = smallDisk(megabytes);
      const log: string[] = [];
      const logger = createLogger('error', { write: (line) => log.push(line) });
      const system = await startSystem({ TILSAGN_ATTACHMENT_MAX_BYTES: String(LARGEST) }, logger, {
        path: disk.path,
        remove: () => disk.remove(),
      });
      try {
        await fillAndFree(system, disk);
        expect(log.join('\n')).not.toContain('[object Object]');
        expect(log.join('\n')).not.toContain('internal-error');
      } finally {
        await system.stop();
        system.remove();
      }
    },
    PATIENCE_MS,
  );
});

async function fillAndFree(system: System, disk: SmallDisk): Promise<void> {
  const officials = await officialsOf(system);
  const callId = await openScheme(officials.manager, SCHEME, FRAME);
  const applicant = await system.as('ola', 'applicant', '987654325');
  const kept: Acknowledged = {
    drafts: new Map(),
    submitted: new Set(),
    uploads: [],
    nextUpload: LARGEST,
    appropriations: 1,
  };
  await until(async () => (await ready(system)).status === 200);

  const refused = new Set<string>();
  for (let turn = 0; refused.size < 3 && turn < MOST_TURNS; turn++)
    for (const what of await work(officials.manager, applicant, callId, kept)) refused.add(what);
  expect([...refused].toSorted()).toEqual(['command', 'draft', 'upload']);
  const { status, missing } = await ready(system);
  expect(status).toBe(503);
  expect(missing).toContain('disk');

  disk.resize(ENOUGH);
  await until(async () => (await ready(system)).status === 200);
  expect(await work(officials.manager, applicant, callId, kept)).toEqual([]);

  await allIsThere(applicant, kept);
  const { types } = await system.standalone.stores.log.count({ limit: 1_000_000 });
  expect(types['AppropriationSet']).toBe(kept.appropriations);
  await readModelsAreRight(system);
}

/** A draft, an upload to it, another version of it, its submission, and more money; answers what was refused for want of space. */
async function work(
  manager: Person,
  applicant: Person,
  callId: string,
  kept: Acknowledged,
): Promise<readonly string[]> {
  const refused: string[] = [];
  const said = (what: string, status: number, headers: Headers): boolean => {
    if (status < 300) return true;
    expect([what, status]).toEqual([what, 503]);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    refused.push(what);
    return false;
  };
  const text = randomBytes(2_000).toString('base64');
  const document = { ...documentOf(1000), summary: text };
  const created = await applicant.post('/v1/applications', { callId, ...document });
  if (said('draft', created.status, created.headers)) kept.drafts.set(created.body.id, text);
  const [id] = [...kept.drafts.keys()].filter((each) => !kept.submitted.has(each)).slice(-1);
  if (id === undefined) throw new Error('there is no draft to work on');

  const bytes = Buffer.from(randomBytes(kept.nextUpload / 2).toString('hex'));
  const uploaded = await upload(applicant, id, bytes);
  if (said('upload', uploaded.status, uploaded.headers))
    kept.uploads.push({ path: uploaded.headers.get('location')!, bytes });
  else kept.nextUpload = Math.max(SMALLEST, kept.nextUpload / 2);

  const changed = await applicant.put(`/v1/applications/${id}`, { ...document, title: 'Changed' });
  if (said('draft', changed.status, changed.headers)) kept.drafts.set(id, text);
  const amount = { amount: FRAME + kept.appropriations, currency: 'NOK' };
  const set = await manager.post(`/v1/budgets/${SCHEME}/appropriations`, { year: YEAR, amount });
  if (said('command', set.status, set.headers)) kept.appropriations++;
  // One draft is left for the turns in which no other finds room.
  if (kept.drafts.size - kept.submitted.size < 2) return refused;
  const sent = await applicant.post(`/v1/applications/${id}/submission`);
  if (said('command', sent.status, sent.headers)) kept.submitted.add(id);
  return refused;
}

async function upload(person: Person, id: string, bytes: Buffer): Promise<Response> {
  const digest = createHash('sha256').update(bytes).digest('base64');
  const answer = await person.send(`/v1/applications/${id}/attachments?name=plan.txt`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'content-digest': `sha-256=:${digest}:` },
    body: bytes,
  });
  await answer.arrayBuffer();
  return answer;
}

async function allIsThere(applicant: Person, { drafts, submitted, uploads }: Acknowledged): Promise<void> {
  for (const [id, text] of drafts) {
    const { status, body } = await applicant.get(`/v1/applications/${id}`);
    expect(status).toBe(200);
    expect(body['summary']).toBe(text);
    if (submitted.has(id)) expect(body['state']).toBe('submitted');
  }
  for (const { path, bytes } of uploads) {
    const answer = await applicant.send(path, {});
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  }
}

/** They show the whole log, and what a rebuild makes of it. */
async function readModelsAreRight({ standalone: { readModels, stores } }: System): Promise<void> {
  const names = (await readModels.status()).map(({ name }) => name);
  const head = await stores.log.head();
  expect(await readModels.waitFor(names, head, 60_000)).toBe(true);
  const before = await readModels.status({ hashes: true });
  for (const { name, state, lag } of before)
    expect({ name, state, lag }).toEqual({ name, state: 'live', lag: 0 });
  await readModels.rebuild('all');
  const after = await readModels.status({ hashes: true });
  const hashes = (status: typeof before) => status.map(({ name, contentHash }) => [name, contentHash]);
  expect(hashes(after)).toEqual(hashes(before));
}

async function ready({
  url,
}: System): Promise<{ readonly status: number; readonly missing: readonly string[] }> {
  const answer = await fetch(`${url}/health/ready`);
  const { missing = [] } = (await answer.json()) as { readonly missing?: readonly string[] };
  return { status: answer.status, missing };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(LOOK_AGAIN_MS);
}
