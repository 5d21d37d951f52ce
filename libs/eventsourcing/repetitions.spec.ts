import { describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { CommandContext } from './command.js';
import { CommandHandling, type EventEncoder } from './command-handling.js';
import { accept } from './decider.js';
import type { DomainEvent, JsonObject } from './event.js';
import { MOST_OF_A_KIND } from './repetitions.js';
import type { StreamRules } from './stream-rules.js';

type Marked = DomainEvent<'Marked' | 'Wiped' | 'Noted', { readonly by: string }>;

/** A board that anybody may mark and wipe, without end as far as its decider goes. */
const rules: StreamRules<null, Marked, Marked> = {
  decider: { initial: null, decide: (event) => accept(event), evolve: () => null },
  streamOf: (id) => `board-${id}`,
  mostOf: { Noted: 3 },
};
const encoder: EventEncoder = {
  encode: (event, frame) =>
    Promise.resolve({ ...frame, type: event.type, schemaVersion: 1, data: event.data as JsonObject }),
};

describe.each([
  ['a stream', rules],
  ['a hot stream', { ...rules, hot: true }],
])('what people repeat in %s', (_, each) => {
  let keys = 0;
  const context = (change: Partial<CommandContext> = {}): CommandContext => ({
    actor: { subject: 'anna', roles: [] },
    commandId: `key-${++keys}`,
    commandHash: 'h',
    correlationId: 'c',
    now: '2026-01-01T00:00:00Z',
    ...change,
  });
  const board = (...full: readonly Marked['type'][]) => {
    const handling = new CommandHandling(openMemoryStore(), encoder);
    const dispatch = (type: Marked['type'], change: Partial<CommandContext>) => ({
      id: '1',
      command: { type, data: { by: `anna ${keys}` } },
      context: context(change),
    });
    const person = (type: Marked['type'], change: Partial<CommandContext> = {}) =>
      handling.handle(each, { ...dispatch(type, change), guard: () => undefined });
    const process = (type: Marked['type'], change: Partial<CommandContext> = {}) =>
      handling.handle(each, dispatch(type, change));
    const filled = async () => {
      for (const type of full)
        for (let time = 0; time < (type === 'Noted' ? 3 : MOST_OF_A_KIND); time++)
          expect((await person(type)).ok).toBe(true);
    };
    return { person, process, filled };
  };

  it('has an end, under new keys and with other content too', async () => {
    const { person, filled } = board('Marked');
    await filled();
    expect(await person('Marked')).toMatchObject({
      ok: false,
      refusal: {
        kind: 'conflict',
        code: 'too-many-repetitions',
        detail: expect.stringContaining('200'),
        facts: { event: 'Marked', most: 200 },
      },
    });
  });

  it('leaves everything else as it was: nobody is kept from another step', async () => {
    const { person, filled } = board('Marked');
    await filled();
    expect((await person('Wiped')).ok).toBe(true);
  });

  it('has another number where the stream says so', async () => {
    const { person, filled } = board('Noted');
    await filled();
    expect(await person('Noted')).toMatchObject({ ok: false, refusal: { facts: { most: 3 } } });
  });

  it('does not hold up what follows from what was decided', async () => {
    const { person, process, filled } = board('Noted');
    await filled();
    expect((await process('Noted')).ok).toBe(true);
    expect((await person('Noted', { following: { formerIds: [] } })).ok).toBe(true);
  });

  it('is still known when it comes again under its own key', async () => {
    const { person } = board();
    const sent = context();
    const first = await person('Noted', sent);
    for (let time = 2; time <= 3; time++) expect((await person('Noted')).ok).toBe(true);
    expect(await person('Noted')).toMatchObject({ ok: false });
    expect(await person('Noted', sent)).toEqual(first);
  });

  it('is refused to who only asks as well', async () => {
    const { person, filled } = board('Noted');
    await filled();
    expect(await person('Noted', { dryRun: true })).toMatchObject({ ok: false });
  });
});
