import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import { workerUrl } from '#hosting/worker-url.js';
import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { someEvent } from '../contract-suite.js';
import type { EventStore } from '../port.js';
import { prepare } from '../prepared.js';
import { openSqliteReader, openSqliteStore } from './sqlite-store.js';
import { WriterThread } from './writer-thread.js';

describe('the log in SQLite between threads and processes', () => {
  let folder: string;
  let file: string;
  const open: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilsagn-processes-'));
    file = join(folder, 'log.sqlite');
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
    await rm(folder, { recursive: true });
  });

  const keep = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const opened = await opening;
    open.push(opened);
    return opened;
  };

  it('reads beside the writer what the writer has acknowledged, and writes nothing', async () => {
    const store = await keep(openSqliteStore({ file }));
    const reader = await keep(openSqliteReader({ file }));
    const { position } = await store.append('call-1', 'no-stream', [someEvent()]);
    expect(reader.logId).toBe(store.logId);
    expect(await reader.head()).toBe(position);
    expect(await reader.readStream('call-1')).toEqual(await store.readStream('call-1'));
    await expect(reader.append('call-1', 'any', [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('wakes a reader that follows the log', async () => {
    const store = await keep(openSqliteStore({ file }));
    const reader = await keep(openSqliteReader({ file }));
    const { position } = await store.append('call-1', 'no-stream', [someEvent()]);
    const reached = follow(reader);
    await expect(reached(position)).resolves.toBeUndefined();
    const next = await store.append('call-1', 0, [someEvent()]);
    await expect(reached(next.position)).resolves.toBeUndefined();
  });

  it.each([
    ['', false],
    [' while another process reads it', true],
  ])('is whole in its one file once it is closed%s', async (_, read) => {
    const store = await openSqliteStore({ file });
    if (read) await keep(openSqliteReader({ file }));
    const { position } = await store.append('call-1', 'no-stream', [someEvent()]);
    await store.close();
    const copy = join(folder, 'copy.sqlite');
    await copyFile(file, copy);
    const copied = await keep(openSqliteReader({ file: copy }));
    expect([copied.logId, await copied.head()]).toEqual([store.logId, position]);
  });

  it('loses nothing it has acknowledged when its process is killed', async () => {
    const writing = writingProcess(file);
    const acknowledged: string[] = [];
    for await (const line of createInterface(writing.stdout)) {
      acknowledged.push(line);
      if (acknowledged.length === 200) writing.kill('SIGKILL');
    }
    const store = await keep(openSqliteStore({ file }));
    const { events } = await store.readAll({ limit: 100_000 });
    const kept = new Set(events.map(({ id }) => id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(events.map(({ position }) => Number(position))).toEqual([...events.keys()].map((n) => n + 1));
  });

  it('follows what another process writes', async () => {
    await (await openSqliteStore({ file })).close();
    const reader = await keep(openSqliteReader({ file }));
    const reached = follow(reader);
    const writing = writingProcess(file);
    const closed = once(writing, 'close');
    // Unread, its output would fill the pipe, and a full pipe ends the writing.
    writing.stdout.resume();
    await expect(reached('100')).resolves.toBeUndefined();
    writing.kill('SIGKILL');
    await closed;
  });

  it('answers StoreUnavailable to what was pending and what comes later when its writer dies', async () => {
    const writer = await WriterThread.start({ file, clockOffset: 0 });
    const append = () => writer.append({ stream: 'a', expected: 'any', events: prepare('a', [someEvent()]) });
    await append();
    const pending = Array.from({ length: 5 }, append);
    const [results] = await Promise.all([Promise.allSettled(pending), threadOf(writer).terminate()]);
    const failed = results.filter(({ status }) => status === 'rejected');
    for (const { reason } of failed as PromiseRejectedResult[])
      expect(reason).toBeInstanceOf(StoreUnavailable);
    await expect(append()).rejects.toBeInstanceOf(StoreUnavailable);
    await writer.close();
  });

  it.each([
    ['is no database', 'not a database, but long enough to be taken for one '.repeat(100)],
    ['lies in no folder', undefined],
  ])('cannot be opened when the file %s', async (_, content) => {
    const wrong = content === undefined ? join(folder, 'none', 'log.sqlite') : file;
    if (content !== undefined) await writeFile(file, content);
    await expect(openSqliteStore({ file: wrong })).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(openSqliteReader({ file: wrong })).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

/** Follows the log; answers a function that waits until a position has been handled. */
function follow(store: EventStore): (position: string) => Promise<void> {
  let at = '';
  let look: (() => void) | undefined;
  store.subscribe({
    async handle(page) {
      at = page.position;
      look?.();
    },
  });
  return (position) =>
    new Promise((resolve) => {
      look = () => {
        if (store.compare(at, position) >= 0) resolve();
      };
      look();
    });
}

function threadOf(writer: WriterThread): Worker {
  return (writer as unknown as { worker: Worker }).worker;
}

/** A process that appends without end from several writers and prints the id of each event once acknowledged. */
function writingProcess(file: string): ChildProcessByStdio<null, Readable, null> {
  const store = workerUrl(import.meta.url, './sqlite-store.js').href;
  const program = `
    import { openSqliteStore } from ${JSON.stringify(store)};
    import { randomUUID } from 'node:crypto';
    import { writeSync } from 'node:fs';
    const store = await openSqliteStore({ file: ${JSON.stringify(file)} });
    for (let writer = 0; writer < 8; writer++) void (async () => {
      for (;;) {
        const event = { ...${JSON.stringify(someEvent())}, id: randomUUID() };
        await store.append('stream-' + writer, 'any', [event]);
        writeSync(1, event.id + '\\n');
      }
    })();`;
  // From a file, since a worker thread cannot start under --eval's own flags.
  const main = `${file}.writing.mjs`;
  writeFileSync(main, program);
  return spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
}
