import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someEvent } from '../contract-suite.js';
import { prepare } from '../prepared.js';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import type { AppendReply, AppendRequest } from './messages.js';

const HOUR = 3_600_000;

function append(stream: string, expected: AppendRequest['expected'], events = [someEvent()]): AppendRequest {
  return { stream, expected, events: prepare(stream, events) };
}

function recordedBy([reply]: readonly AppendReply[]): string {
  if (!reply || !('recordedAt' in reply)) throw new Error(`not appended: ${JSON.stringify(reply)}`);
  return reply.recordedAt;
}

describe('the log writer', () => {
  let folder: string;
  let file: string;
  let writer: LogWriter;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilsagn-writer-'));
    file = join(folder, 'log.sqlite');
    writer = new LogWriter({ file, clockOffset: 0 });
  });
  afterEach(async () => {
    writer.close();
    await rm(folder, { recursive: true });
  });

  it('gives positions without gaps, also when appends of a group are refused', () => {
    writer.commit([append('a', 'no-stream'), append('a', 'no-stream'), append('b', 3), append('c', 'any')]);
    expect(writer.commit([append('a', 0)])).toMatchObject([{ position: 3, revision: 1 }]);
  });

  it('writes nothing of a group that cannot be committed, and goes on when it can again', () => {
    writer.commit([append('a', 'no-stream')]);
    const pages = writer.db.prepare('PRAGMA page_count').get()!.page_count as number;
    writer.db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const large = someEvent({ data: { text: 'x'.repeat(50_000) } });
    const group = [append('a', 0), append('b', 'no-stream', [large]), append('c', 'no-stream')];
    expect(writer.commit(group)).toEqual(
      group.map(() => ({ unavailable: expect.stringContaining('full') as unknown })),
    );
    expect(writer.db.prepare('SELECT count(*) AS count FROM events').get()).toEqual({ count: 1 });

    writer.db.exec('PRAGMA max_page_count = 1000000');
    expect(writer.commit(group)).toMatchObject([
      { position: 2, revision: 1 },
      { position: 3 },
      { position: 4 },
    ]);
  });

  it('writes nothing of a group that breaks off in its middle', () => {
    writer.db.exec(`
      CREATE TEMP TRIGGER trouble BEFORE INSERT ON main.events WHEN NEW.stream = 'b'
      BEGIN SELECT RAISE(ABORT, 'trouble'); END`);
    const group = [append('a', 'no-stream'), append('b', 'no-stream')];
    expect(writer.commit(group)).toEqual([{ unavailable: 'trouble' }, { unavailable: 'trouble' }]);
    expect(writer.db.prepare('SELECT count(*) AS count FROM events').get()).toEqual({ count: 0 });
    writer.db.exec('DROP TRIGGER trouble');
    expect(writer.commit(group)).toMatchObject([{ position: 1 }, { position: 2 }]);
  });

  it('sees what another process has written in between', () => {
    writer.commit([append('a', 'no-stream')]);
    const other = new LogWriter({ file, clockOffset: HOUR });
    const recordedAt = recordedBy(other.commit([append('a', 0)]));
    other.close();
    expect(writer.commit([append('a', 0)])).toEqual([{ actual: 1 }]);
    expect(writer.commit([append('a', 1)])).toMatchObject([{ revision: 2, position: 3, recordedAt }]);
  });

  it('does not let recordedAt go back when the clock does, also over a restart', () => {
    const ahead = new LogWriter({ file, clockOffset: HOUR });
    const recordedAt = recordedBy(ahead.commit([append('a', 'no-stream')]));
    ahead.close();
    writer.close();
    writer = new LogWriter({ file, clockOffset: 0 });
    expect(writer.commit([append('a', 0)])).toMatchObject([{ recordedAt }]);
    expect(Date.parse(recordedAt)).toBeGreaterThan(Date.now());
  });

  it('is found by stream and revision only through its one index', () => {
    const reader = new LogReader(file);
    const plan = writer.db
      .prepare(
        'EXPLAIN QUERY PLAN SELECT body FROM events WHERE stream = ? AND revision >= ? ORDER BY revision',
      )
      .all('a', 0);
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH events USING INDEX events_by_stream (stream=? AND revision>?)',
    ]);
    reader.close();
  });
});
