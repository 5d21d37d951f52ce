import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ended, start, type Ended } from '#apps/cli/testing/processes.js';
import { catalogue } from '#composition/catalogue.js';
import { projections } from '#composition/read-models/projections.js';
import { openAdmin } from '#composition/admin.js';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import type { BackupSummary } from '#backup/manifest.js';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { createLogger } from '#hosting/logging.js';
import { startPglite } from '#projections/pglite.js';
import type { ProjectionStatus, ReadModels } from '#projections/read-models.js';
import { documentOf, done } from '#test/support/scheme.js';
import { startSystem, type Receipt, type System } from '#test/support/system.js';
import { fill, type Filled } from './filled.js';

/** Commands that run while the backup is made. */
const COMMANDS = Number(process.env['TILSAGN_TEST_COMMANDS'] ?? 200);
const AT_ONCE = 16;

describe('a backup of a running server', () => {
  let system: System;
  let filled: Filled;
  let summary: BackupSummary;
  /** Drafts and submissions the server had answered for before the backup began, and submissions after that. */
  const before: Receipt[] = [];
  const submittedLater: Receipt[] = [];
  const place = (name: string) => join(system.data, '..', name);
  const cli = (...args: readonly string[]) => ended(start('cli', args));
  const [dir, keys, restored] = ['backup', 'backup-keys', 'restored'] as const;

  beforeAll(async () => {
    system = await startSystem();
    const admin = await openAdmin(system.standalone, createLogger('silent'));
    filled = await fill(system);
    const { applicant, callId } = filled;
    let backup: Promise<Ended> | undefined;
    let left = COMMANDS;
    const applicants = Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 2;
        const draft = done(await applicant.post('/v1/applications', { callId, ...documentOf(100) }));
        if (!backup) before.push(draft);
        const submission = done(await applicant.post(`/v1/applications/${draft.id}/submission`));
        (backup ? submittedLater : before).push(submission);
        if (left < (COMMANDS * 2) / 3)
          backup ??= cli('backup', place(dir), '--keys', place(keys), '--data', system.data, '--json');
      }
    });
    await Promise.all(applicants);
    const { code, stdout, stderr } = await backup!;
    if (code !== 0) throw new Error(stderr);
    summary = JSON.parse(stdout) as BackupSummary;
    await admin.close();
    await system.stop();
  });
  afterAll(() => system.remove());

  it('is sound, as one line says, and its exit code when it is not', async () => {
    const sound = await cli('backup', 'verify', place(dir), '--keys', place(keys));
    expect(sound).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^sound: \d+ events, 2 attachments, /),
    });
    const mixed = await cli('backup', 'verify', place(dir), '--keys', place('nowhere'));
    expect(mixed).toMatchObject({ code: 1, stdout: '' });
    expect(mixed.stderr).toMatch(/^error: the keys of the backup are not in [^\n]*\n$/);
  });

  it('lacks no command that was acknowledged, and none of what is in it differs', async () => {
    const env = { TILSAGN_ERASURES: `${system.data}-erasures` };
    const args = ['restore', place(dir), '--keys', place(keys), '--data', place(restored)];
    const refused = await cli(...args);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^error: the list of erased keys is not in [^\n]* --erasures[^\n]*\n$/);
    expect(await ended(start('cli', args, env))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^restored: /),
    });

    expect(before.length).toBeGreaterThan(0);
    const original = await storedIn(system.data);
    const copied = await storedIn(place(restored));
    expect(copied).toEqual(original.slice(0, summary.head));
    expect(copied).toHaveLength(summary.head);
    const text = copied.join('\n');
    const drafts = draftsIn(place(restored));
    const missing = before.filter(({ id }) => !text.includes(id) && !drafts.has(id));
    expect(missing).toEqual([]);
    const upToThere = submittedLater.filter(({ position }) => Number(position) <= summary.head);
    expect(upToThere.filter(({ id }) => !text.includes(id))).toEqual([]);
  });

  it('is restored elsewhere with the same content of the read models', async () => {
    const env = { TILSAGN_ERASURES: `${system.data}-erasures` };
    const args = ['projections', 'rebuild', '--all', '--hashes', '--json', '--data', place(restored)];
    const { code, stdout, stderr } = await ended(start('cli', args, env));
    expect([code, code === 0 || stderr]).toEqual([0, true]);
    const { projections: rebuilt } = JSON.parse(stdout) as { projections: ProjectionStatus[] };

    // What the server's own log says up to the same event.
    const same = join(system.data, '..', 'same.sqlite');
    cpSync(join(system.data, LOG_FILE), same);
    const log = new DatabaseSync(same);
    log.prepare('DELETE FROM events WHERE position > ?').run(summary.head);
    log.close();
    const store = withUpcasting(await openSqliteReader({ file: same }), catalogue);
    const readModels = await startPglite({ folder: join(system.data, '..', 'built'), store, projections });
    const built = await hashesOf(readModels, String(summary.head));
    await readModels.close();
    await store.close();
    expect(rebuilt.map(({ name, contentHash }) => [name, contentHash])).toEqual(built);
    expect(built.length).toBe(projections.length);
  });

  it('opens what was sealed, in the draft and in the case', async () => {
    const restarted = await startSystem(
      { TILSAGN_ERASURES: `${system.data}-erasures`, TILSAGN_NOW: system.standalone.clock.now() },
      undefined,
      { path: place(restored), remove: () => undefined },
    );
    const applicant = await restarted.as('ola', 'applicant', '987654325');
    for (const id of [filled.draft, filled.submitted]) {
      const { status, body } = await applicant.get<{ attachments: { id: string }[] }>(
        `/v1/applications/${id}`,
      );
      expect([status, body.attachments.length]).toEqual([200, 1]);
      const file = await applicant.send(`/v1/applications/${id}/attachments/${body.attachments[0]!.id}`, {});
      expect(file.status).toBe(200);
      await file.arrayBuffer();
    }
    await restarted.stop();
  });
});

async function storedIn(data: string): Promise<string[]> {
  const log = await openSqliteReader({ file: join(data, LOG_FILE) });
  const events = await log.readStored({ limit: 1_000_000 });
  await log.close();
  return events.map(({ bytes }) => Buffer.from(bytes).toString());
}

function draftsIn(data: string): Set<string> {
  const db = new DatabaseSync(join(data, 'drafts.sqlite'), { readOnly: true });
  const ids = db
    .prepare('SELECT id FROM drafts')
    .all()
    .map(({ id }) => id as string);
  db.close();
  return new Set(ids);
}

async function hashesOf(readModels: ReadModels, position: string) {
  const names = projections.map(({ name }) => name);
  if (!(await readModels.waitFor(names, position, 200_000)))
    throw new Error('the read models were not built');
  const status = await readModels.status({ hashes: true });
  return status.map(({ name, contentHash }) => [name, contentHash]);
}
