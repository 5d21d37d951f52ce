import { describe, expect, it } from '@jest/globals';
import { MOST_BYTES } from '#event-store/eventstoredb/appending.js';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { eventIn } from '#event-store/unreadable.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { join } from 'node:path';
import { goldenFolders, unpackData } from './folder.js';

describe.each([...goldenFolders()])(
  'what the program appends in one step, in the golden folder %s',
  (_, golden) => {
    const folder = temporaryFolder();

    it('is far below what a log may take that bounds all events of an append together', async () => {
      unpackData(golden, folder.path);
      const log = await openSqliteReader({ file: join(folder.path, 'log.sqlite') });
      const appends = new Map<string, { bytes: number; events: number }>();
      for (const { bytes } of await log.readStored({ limit: 1_000_000 })) {
        const event = eventIn(Buffer.from(bytes).toString());
        if (typeof event === 'string') throw new Error(event);
        const key = `${event.stream} ${event.metadata.commandId}`;
        const before = appends.get(key) ?? { bytes: 0, events: 0 };
        appends.set(key, { bytes: before.bytes + bytes.length, events: before.events + 1 });
      }
      await log.close();
      const all = [...appends.values()];
      const most = (of: 'bytes' | 'events') => Math.max(...all.map((append) => append[of]));
      expect(all.length).toBeGreaterThan(1000);
      expect(most('events')).toBeGreaterThan(1);
      expect(most('bytes')).toBeLessThan(MOST_BYTES / 100);
    });
  },
);
