import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '#event-store/port.js';
import { derivedId } from '#eventsourcing/ids.js';
import { markOpen } from '#hosting/open-mark.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { caseReference } from '#sealing/key-store.js';
import { using, work } from './stores.js';

describe('a data folder', () => {
  let around: ReturnType<typeof temporaryFolder>;
  let data: string;
  let other: string;
  let erasures: string;

  beforeEach(async () => {
    around = temporaryFolder();
    data = join(around.path, 'data');
    other = join(around.path, 'other');
    erasures = `${data}-erasures`;
    for (const folder of [data, other]) await using(folder, (stores) => work(stores, 3));
  });
  afterEach(() => around.remove());

  const start = (recovered = false) => using(data, () => Promise.resolve(), { recovered, erasures });

  it('starts when it is new, empty, or was closed', async () => {
    await start();
    data = join(around.path, 'new');
    erasures = `${data}-erasures`;
    await start();
    await start();
  });

  it.each(['keys.sqlite', 'drafts.sqlite', 'process.sqlite', 'attachments'])(
    'does not start without its log beside %s',
    async (left) => {
      for (const name of readdirSync(data)) if (name !== left) rmSync(join(data, name), { recursive: true });
      await expect(start()).rejects.toThrow(
        `${join(data, 'log.sqlite')} is missing or empty, but ${join(data, left)} is there: put the event log back`,
      );
      expect(existsSync(join(data, 'log.sqlite'))).toBe(false);
    },
  );

  it('does not start with an empty log, or an empty file in its place', async () => {
    writeFileSync(join(data, 'log.sqlite'), '');
    await expect(start()).rejects.toThrow('log.sqlite is missing or empty');
    const empty = join(around.path, 'empty');
    await using(empty, () => Promise.resolve());
    cpSync(join(empty, 'log.sqlite'), join(data, 'log.sqlite'));
    await expect(start()).rejects.toThrow(/process\.sqlite belongs to the event log .* but .*log\.sqlite is/);
    for (const name of ['process.sqlite', 'keys.sqlite']) rmSync(join(data, name));
    await expect(start()).rejects.toThrow(/log\.sqlite holds no event, but .*attachments\.sqlite is in use/);
  });

  it('does not start with the log of another, or its keys', async () => {
    cpSync(join(other, 'keys.sqlite'), join(data, 'keys.sqlite'));
    await expect(start()).rejects.toThrow(/keys\.sqlite belongs to the event log/);
  });

  it('does not start with a log that ends before what was seen of it', async () => {
    const older = join(around.path, 'older.sqlite');
    cpSync(join(data, 'log.sqlite'), older);
    await using(data, (stores) => work(stores, 2));
    renameSync(older, join(data, 'log.sqlite'));
    await expect(start()).rejects.toThrow(/log\.sqlite ends at 3, but .*process\.sqlite tells of 5/);
  });

  it('does not start without its keys, nor with older ones', async () => {
    const older = join(around.path, 'keys.sqlite');
    renameSync(join(data, 'keys.sqlite'), older);
    await expect(start()).rejects.toThrow(/keys\.sqlite is missing or empty beside a log of 3 events/);
    expect(existsSync(join(data, 'keys.sqlite'))).toBe(false);
    cpSync(older, join(data, 'keys.sqlite'));
    await using(data, (stores) => work(stores, 1));
    cpSync(older, join(data, 'keys.sqlite'));
    await expect(start()).rejects.toThrow(/keys\.sqlite lacks the key \S+, which .*log\.sqlite names/);
  });

  it('does not start when its log is not one', async () => {
    writeFileSync(
      join(data, 'log.sqlite'),
      'not a database, though long enough to have been one'.repeat(100),
    );
    await expect(start()).rejects.toThrow(/log\.sqlite cannot be read \(.*\): restore a backup/);
  });

  describe('with keys that are older than it', () => {
    let older: string;
    const keys = () => join(data, 'keys.sqlite');
    const lacking = (file: string) =>
      new RegExp(`^${keys()} lacks the key \\S+, which ${join(data, file)} names: put the keys of this log`);

    beforeEach(async () => {
      older = join(around.path, 'keys.sqlite');
      await using(data, async ({ log, keys: made }) =>
        append(log, (await made.keyFor(caseReference('known'))).kid, 1500),
      );
      cpSync(keys(), older);
    });

    it('does not start, however much was written with known ones since', async () => {
      await using(data, async ({ log, keys: made }) => {
        const known = (await made.keyFor(caseReference('known'))).kid;
        await append(log, (await made.keyFor(caseReference('new'))).kid, 1);
        await append(log, known, 25_000);
      });
      cpSync(older, keys());
      await expect(start()).rejects.toThrow(lacking('log.sqlite'));
    });

    it('does not start where no key says how far the log was, when one of the newest events names another', async () => {
      forget(older, 'known-up-to');
      await using(data, async ({ log, keys: made }) => {
        const known = (await made.keyFor(caseReference('known'))).kid;
        await append(log, (await made.keyFor(caseReference('new'))).kid, 1);
        await append(log, known, 5000);
      });
      cpSync(older, keys());
      await expect(start()).rejects.toThrow(lacking('log.sqlite'));
    });

    it.each(['drafts.sqlite', 'attachments.sqlite'])(
      'does not start when only %s names a newer one',
      async (named) => {
        await using(data, async ({ keys: made, drafts, attachmentRegister }) => {
          const id = derivedId('newer', named);
          await made.keyFor(caseReference(id));
          const about = { id, commandHash: 'hash', position: '3' };
          const now = '2026-05-17T08:00:00.000Z';
          if (named === 'drafts.sqlite')
            await drafts.create({ ...about, owner: 'ola', callId: 'call', commandId: id, now, document: {} });
          else {
            const file = { name: 'plan.txt', mediaType: 'text/plain', size: 1, sha256: 'a', digest: 'a' };
            await attachmentRegister.add({ ...about, ...file, caseId: id, addedAt: now });
          }
        });
        cpSync(older, keys());
        await expect(start()).rejects.toThrow(lacking(named));
      },
    );

    it('starts when none of the newer ones was used, and with erased ones', async () => {
      await using(data, async ({ log, keys: made }) => {
        const { kid } = await made.keyFor(caseReference('erased'));
        await append(log, kid, 1);
        await made.erase(caseReference('erased'));
      });
      cpSync(keys(), older);
      await using(data, async ({ keys: made }) => void (await made.keyFor(caseReference('unused'))));
      cpSync(older, keys());
      await start();
    });
  });

  describe('that has lost a store', () => {
    it.each(['drafts.sqlite', 'attachments.sqlite', 'attachments'])(
      'does not start without %s, unless that is meant',
      async (lost) => {
        const path = join(data, lost);
        rmSync(path, { recursive: true });
        const refused = new RegExp(
          `^${path} is missing or empty, but there has been one in this folder: put the .* back, or restore a backup`,
        );
        await expect(start()).rejects.toThrow(refused);
        if (lost === 'attachments') mkdirSync(path);
        else writeFileSync(path, '');
        await expect(start()).rejects.toThrow(refused);
        await start(true);
        await start();
      },
    );

    it('starts without what is made again', async () => {
      rmSync(join(data, 'process.sqlite'));
      await start();
    });

    it('starts when nobody has noted yet that there was one, and notes it then', async () => {
      forget(join(data, 'keys.sqlite'), 'made:drafts.sqlite');
      rmSync(join(data, 'drafts.sqlite'));
      await start();
      rmSync(join(data, 'drafts.sqlite'));
      await expect(start()).rejects.toThrow(/drafts\.sqlite is missing/);
    });
  });

  it('starts after it was killed, also on another start of the machine', async () => {
    // A killed process leaves the mark, which names these very files; a device may get another number at a start.
    const mark = join(data, 'open');
    markOpen(data, 'log.sqlite');
    await start();
    expect(existsSync(mark)).toBe(false);
    markOpen(data, 'log.sqlite');
    const written = JSON.parse(readFileSync(mark, 'utf8')) as object;
    writeFileSync(mark, JSON.stringify({ ...written, boot: 'another', device: '1' }));
    await start();
  });

  it('does not start as a copy that was made while it was open, unless that is meant', async () => {
    const copy = join(around.path, 'copy');
    await using(data, async (stores) => {
      cpSync(data, copy, { recursive: true });
      await work(stores, 1);
    });
    rmSync(join(copy, 'lock'), { force: true });
    data = copy;
    await expect(start()).rejects.toThrow(/copy is a copy that was made while a server had it open/);
    await start(true);
    await start();
  });

  it('starts as a copy of one that was closed', async () => {
    const copy = join(around.path, 'copy');
    cpSync(data, copy, { recursive: true });
    data = copy;
    await start();
  });
});

/** As many events of one stream, each sealed with this key. */
async function append(log: EventStore, kid: string, events: number): Promise<void> {
  const occurredAt = '2026-05-17T08:00:00.000Z';
  const actor = { subject: 'spec', roles: [] };
  const position = await log.head();
  await log.append(
    derivedId('stream', position),
    'no-stream',
    Array.from({ length: events }, (_, made) => {
      const id = derivedId(log.logId, `${position}/${made}`);
      const metadata = { actor, commandId: id, commandHash: '', correlationId: id, occurredAt };
      const data = { summary: { $sealed: { alg: 'A256GCM', ct: 'x', iv: 'y', kid } } };
      return { id, type: 'AppropriationSet', schemaVersion: 1, data, metadata };
    }),
  );
}

/** Makes the keys what a version that did not write this note has left. */
function forget(keys: string, note: string): void {
  const db = new DatabaseSync(keys);
  db.prepare('DELETE FROM secrets WHERE name = ?').run(note);
  db.close();
}
