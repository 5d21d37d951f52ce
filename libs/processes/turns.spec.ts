import { beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import type { Position } from '#eventsourcing/event.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { Awaited } from './awaited.js';
import { Done } from './done.js';
import { Turns } from './turns.js';

describe('the turns of a case', () => {
  const CASE = 'case-1';
  let done: Done;
  let began: string[];
  let gates: Map<string, PromiseWithResolvers<Position>>;
  let turns: Turns;

  beforeEach(() => {
    done = new Done(10);
    began = [];
    gates = new Map();
    turns = new Turns({
      done,
      compare: (a, b) => Number(a) - Number(b),
      react: ({ id }) => {
        began.push(id);
        const gate = Promise.withResolvers<Position>();
        gates.set(id, gate);
        return gate.promise;
      },
      leaves: () => undefined,
      failed: () => undefined,
    });
  });

  const event = (position: number) =>
    ({ id: `event-${position}`, position: String(position), type: 'Submitted' }) as unknown as AppendedEvent;
  const ends = (position: number, at: number) => gates.get(`event-${position}`)!.resolve(String(at));
  const ask = (position: number) => turns.ask(CASE, event(position), new Awaited());

  it('are over once for an event that its lane did before its sender heard of it', async () => {
    turns.expect(CASE);
    const taken = turns.take(CASE, event(1));
    turns.appended(CASE, event(1));
    turns.ended(CASE);
    const asked = ask(1);
    expect(asked).toMatchObject({ atOnce: false });
    ends(1, 2);
    expect(await asked!.done).toBe('2');
    await taken;
    turns.appended(CASE, event(3));
    expect(ask(3)).toMatchObject({ atOnce: true });
    expect(began).toEqual(['event-1', 'event-3']);
    ends(3, 4);
  });

  it("are the lane's that waited until nobody else was there, also for who comes then", async () => {
    turns.appended(CASE, event(1));
    const first = ask(1)!;
    const lanes = [turns.take(CASE, event(1)), turns.take(CASE, event(2))];
    ends(1, 1);
    await first.done;
    while (began.length < 2) await setImmediate();
    turns.appended(CASE, event(2));
    expect(ask(2)).toMatchObject({ atOnce: false });
    expect(began).toEqual(['event-1', 'event-2']);
    ends(2, 2);
    await Promise.all(lanes);
  });
});
