import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { comparePositions, toPosition } from './counting-positions.js';
import type { LogPage, ReadAllOptions } from './port.js';
import { START } from './port.js';
import { SharedTail } from './shared-tail.js';

/** A log of types only, that counts what is read of it. */
class CountedLog {
  readonly reads: ReadAllOptions[] = [];
  away = false;
  private readonly wakes = new Set<() => void>();
  private readonly types: string[] = [];

  readAll(options: ReadAllOptions): Promise<LogPage> {
    if (this.away) return Promise.reject(new Error('away'));
    this.reads.push(options);
    const { after, types, limit } = options;
    const first = Number(after ?? 0) + 1;
    const found = this.types
      .map((type, index) => ({ type, position: String(index + 1) }) as RecordedEvent)
      .filter(({ type, position }) => Number(position) >= first && (!types || types.includes(type)));
    const events = found.slice(0, limit);
    const full = found.length > limit;
    const position = full ? events.at(-1)!.position : String(this.types.length);
    return Promise.resolve({ events, position, atHead: !full });
  }

  onGrowth(wake: () => void): () => void {
    this.wakes.add(wake);
    return () => this.wakes.delete(wake);
  }

  async head() {
    return toPosition(this.types.length);
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  append(...types: string[]): void {
    this.types.push(...types);
    for (const wake of this.wakes) wake();
  }
}

const typesOf = ({ events }: LogPage) => events.map(({ type }) => type);

/** A log with some events, and readers that stand at its head. */
async function followed(...wanted: readonly (readonly string[])[]) {
  const log = new CountedLog();
  log.append('A', 'B', 'C');
  const tail = new SharedTail(log);
  tail.onGrowth(() => undefined);
  const read = (types: readonly string[], after: string, limit = 10) => tail.readAll({ after, types, limit });
  for (const types of wanted) await read(types, START);
  for (const types of wanted) await read(types, '3');
  log.reads.length = 0;
  return { log, tail, read };
}

describe('the newest events, shared by all who follow the log', () => {
  it('are read once, and everyone gets those asked for', async () => {
    const { log, read } = await followed(['A'], ['B', 'C']);
    log.append('C', 'A', 'B');
    expect(typesOf(await read(['A'], '3'))).toEqual(['A']);
    expect(await read(['B', 'C'], '3')).toMatchObject({
      events: [{ type: 'C' }, { type: 'B' }],
      position: '6',
      atHead: true,
    });
    expect(await read(['A'], '6')).toEqual({ events: [], position: '6', atHead: true });
    expect(log.reads).toHaveLength(1);
  });

  it('are read again once the log has grown', async () => {
    const { log, read } = await followed(['A']);
    log.append('A');
    await read(['A'], '3');
    log.append('B', 'A');
    expect(await read(['A'], '4')).toMatchObject({ events: [{ position: '6' }], position: '6' });
  });

  it('come in pages no larger than asked for, none left out', async () => {
    const { log, read } = await followed(['A']);
    log.append('A', 'B', 'A', 'A');
    const first = await read(['A'], '3', 2);
    expect(first).toMatchObject({ events: [{ position: '4' }, { position: '6' }], position: '6' });
    expect(first.atHead).toBe(false);
    expect(await read(['A'], first.position, 2)).toMatchObject({ events: [{ position: '7' }], atHead: true });
  });

  it('of a type nobody wanted before are not missed', async () => {
    const { log, read } = await followed(['A']);
    log.append('D', 'A');
    await read(['A'], '3');
    expect(typesOf(await read(['D'], '3'))).toEqual(['D']);
    expect(typesOf(await read(['A'], '3'))).toEqual(['A']);
  });

  it('are not all: who is further behind reads for itself', async () => {
    const { log, read } = await followed(['A'], ['B']);
    log.append(...Array.from({ length: 1500 }, () => 'A'));
    await read(['A'], '3', 2000);
    await read(['A'], '900', 2000);
    expect(typesOf(await read(['A'], '3', 2000))).toHaveLength(1500);
    expect(typesOf(await read(['B'], START))).toEqual(['B']);
  });

  it('are read again when a read failed', async () => {
    const { log, tail, read } = await followed(['A']);
    log.append('A');
    log.away = true;
    await expect(tail.readAll({ after: '3', types: ['A'], limit: 10 })).rejects.toThrow('away');
    log.away = false;
    expect(typesOf(await read(['A'], '3'))).toEqual(['A']);
  });

  it('do not hold who wants all types', async () => {
    const { log, tail } = await followed(['A']);
    log.append('D');
    expect(typesOf(await tail.readAll({ after: '3', limit: 10 }))).toEqual(['D']);
  });
});
