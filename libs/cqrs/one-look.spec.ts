import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { ReadStreamOptions } from '#eventsourcing/streams.js';
import { inOneLook, lookAgainAt, readOncePerLook } from './one-look.js';

/** A log with one stream that grows by itself, and what was read of it. */
function growing(length: number) {
  const events = Array.from({ length }, (_, revision) => ({ revision }) as RecordedEvent);
  const reads: (readonly [number, number])[] = [];
  const log = readOncePerLook({
    readStream: async (_: string, { from = 0, limit = Infinity }: ReadStreamOptions = {}) => {
      const page = events.slice(from, from + limit);
      reads.push([from, page.length]);
      return page;
    },
  });
  const revisions = async (options?: ReadStreamOptions) =>
    (await log.readStream('s', options)).map(({ revision }) => revision);
  return { reads, revisions, grow: () => events.push({ revision: events.length } as RecordedEvent) };
}

describe('one look at a log', () => {
  it('reads a stream once, however often, in whatever parts and at how many places it is asked for', async () => {
    const { reads, revisions } = growing(4);
    await inOneLook(async () => {
      expect(await Promise.all([revisions(), revisions()])).toEqual([
        [0, 1, 2, 3],
        [0, 1, 2, 3],
      ]);
      expect(await revisions({ limit: 1 })).toEqual([0]);
      expect(await revisions({ from: 2, limit: 500 })).toEqual([2, 3]);
      await inOneLook(async () => expect(await revisions()).toHaveLength(4));
    });
    expect(reads).toEqual([[0, 4]]);
  });

  it('reads no more than it is asked for, and no event twice', async () => {
    const { reads, revisions } = growing(250);
    await inOneLook(async () => {
      expect(await revisions({ limit: 1 })).toEqual([0]);
      expect(await revisions()).toHaveLength(250);
    });
    expect(reads).toEqual([
      [0, 1],
      [1, 100],
      [101, 100],
      [201, 49],
    ]);
  });

  it('shows the stream as it was at first, until more of it is known to be there', async () => {
    const { revisions, grow } = growing(2);
    await inOneLook(async () => {
      expect(await revisions()).toEqual([0, 1]);
      grow();
      expect(await revisions()).toEqual([0, 1]);
      lookAgainAt('s');
      expect(await revisions()).toEqual([0, 1, 2]);
    });
    grow();
    expect(await inOneLook(() => revisions())).toHaveLength(4);
  });

  it('is no matter to whoever asks outside of one, or from the end', async () => {
    const { reads, revisions, grow } = growing(2);
    expect(await revisions()).toEqual([0, 1]);
    grow();
    expect(await revisions()).toEqual([0, 1, 2]);
    await inOneLook(async () => {
      await revisions({ direction: 'backwards', limit: 1 });
      await revisions({ direction: 'backwards', limit: 1 });
    });
    expect(reads).toHaveLength(4);
  });
});
