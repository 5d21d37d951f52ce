import type { NewEvent } from '#eventsourcing/event.js';
import { readFileSync } from 'node:fs';

/** The `recordedAt` of all events in the golden file. */
export const GOLDEN_RECORDED_AT = '2026-03-02T08:20:00.000Z';

/** The appends whose stored form the golden file holds, in order. */
export function goldenAppends(): readonly {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}[] {
  return JSON.parse(file('appended.json').toString()) as ReturnType<typeof goldenAppends>;
}

/** The stored form of each event, byte for byte: one per line, since canonical JSON has no line breaks. */
export function goldenBytes(): readonly string[] {
  return file('stored.jsonl').toString().trimEnd().split('\n');
}

function file(name: string): Buffer {
  return readFileSync(new URL(name, import.meta.url));
}
