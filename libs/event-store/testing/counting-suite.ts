import { describe, expect, it } from '@jest/globals';
import { START, type EventStore } from '../port.js';

/** What every adapter must do where events are counted; part of the store's contract. */
export function countingContract(
  store: () => EventStore,
  appendEach: (stream: string, ...types: readonly string[]) => Promise<void>,
): void {
  describe('counting', () => {
    it('counts events by type, and the streams that begin, part by part', async () => {
      await appendEach('application-a', 'CallOpened', 'CallRaised', 'CallRaised');
      await appendEach('application-b', 'CallOpened', 'CallRaised');
      const first = await store().count({ limit: 3 });
      expect(first).toMatchObject({ events: 3, streams: 1, types: { CallOpened: 1, CallRaised: 2 } });
      const rest = await store().count({ after: first.position, limit: 10 });
      expect(rest).toEqual({
        events: 2,
        streams: 1,
        types: { CallOpened: 1, CallRaised: 1 },
        position: await store().head(),
      });
      expect(await store().count({ after: rest.position, limit: 10 })).toEqual({
        events: 0,
        streams: 0,
        types: {},
        position: rest.position,
      });
    });

    it('counts no further than it is told to', async () => {
      await appendEach('application-a', 'CallOpened', 'CallRaised');
      const upTo = await store().head();
      await appendEach('application-b', 'CallOpened');
      const part = { events: 2, streams: 1, types: { CallOpened: 1, CallRaised: 1 }, position: upTo };
      expect(await store().count({ upTo, limit: 10 })).toEqual(part);
      expect(await store().count({ after: upTo, upTo, limit: 10 })).toMatchObject({
        events: 0,
        position: upTo,
      });
    });

    it('counts nothing in an empty log', async () => {
      const nothing = { events: 0, streams: 0, types: {}, position: START };
      expect(await store().count({ limit: 10 })).toEqual(nothing);
    });
  });
}
