import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { CommandHandling, type EventEncoder } from '#eventsourcing/command-handling.js';
import { accept } from '#eventsourcing/decider.js';
import type { DomainEvent, JsonObject } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { AppendTooLarge } from '#eventsourcing/streams.js';
import type { EventStore } from '../port.js';
import { MOST_BYTES } from './appending.js';
import { openEventStoreDb } from './eventstoredb-store.js';
import { newLogName, testServer, type TestServer } from './testing/server.js';

type Said = DomainEvent<'Said', { readonly text: string }>;

/** Says what it is told to say. */
interface Say {
  readonly type: 'Say';
  readonly texts: readonly string[];
}

const rules: StreamRules<number, Say, Said> = {
  decider: {
    initial: 0,
    decide: ({ texts }) => accept(...texts.map((text) => ({ type: 'Said' as const, data: { text } }))),
    evolve: (said) => said + 1,
  },
  streamOf: (id) => `talk-${id}`,
};
const encoder: EventEncoder = {
  encode: (event, frame) =>
    Promise.resolve({ ...frame, type: event.type, schemaVersion: 1, data: event.data as JsonObject }),
};

describe('commands that lead to large appends', () => {
  let server: TestServer;
  let store: EventStore;
  let handling: CommandHandling;
  beforeAll(async () => {
    server = await testServer();
    store = await openEventStoreDb({
      connection: server.connection,
      log: newLogName(),
      now: () => new Date().toISOString(),
    });
    handling = new CommandHandling(store, encoder);
  });
  afterAll(async () => {
    await store.close();
    await server.close();
  });

  const say = (id: string, texts: readonly string[]) => {
    const context: CommandContext = {
      actor: { subject: 'anna', roles: [] },
      commandId: newId(),
      commandHash: 'h',
      correlationId: 'c',
      now: '2026-01-01T00:00:00Z',
    };
    return handling.handle(rules, { id, command: { type: 'Say', texts }, context });
  };

  it('go through where a record is as large as a request may be', async () => {
    const id = newId();
    const text = 'ø'.repeat(MOST_BYTES / 2 - 1000);
    expect(await say(id, [text])).toMatchObject({ ok: true, receipt: { revision: 0 } });
    expect((await store.readStream(`talk-${id}`))[0]!.data).toEqual({ text });
  });

  it('go through where many small things follow at once', async () => {
    const id = newId();
    const texts = Array.from({ length: 1000 }, (_, n) => `instalment ${n}`);
    expect(await say(id, texts)).toMatchObject({ ok: true, receipt: { revision: 999 } });
  });

  it('go through after a long history, and at a revision of many digits as at the first', async () => {
    const id = newId();
    for (let n = 0; n < 3; n++)
      await say(
        id,
        Array.from({ length: 1000 }, () => 'again'),
      );
    const text = 'x'.repeat(MOST_BYTES - 1000);
    expect(await say(id, [text])).toMatchObject({ ok: true, receipt: { revision: 3000 } });
    expect((await handling.load(rules, id)).state).toBe(3001);
  });

  it('are refused before anything is sent where the log does not take them, and hold nobody up', async () => {
    const id = newId();
    await say(id, ['first']);
    const head = await store.head();
    const large = say(
      id,
      Array.from({ length: 3 }, () => 'x'.repeat(400_000)),
    );
    await expect(large).rejects.toBeInstanceOf(AppendTooLarge);
    await expect(large).rejects.toMatchObject({ events: 3, limit: MOST_BYTES });
    expect(await store.head()).toBe(head);
    expect(await store.available()).toBe(true);
    expect(await say(id, ['next'])).toMatchObject({ ok: true, receipt: { revision: 1 } });
  });
});
