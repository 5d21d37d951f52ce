import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { START } from '#event-store/port.js';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';

/** How many there are once this run holds the folder: until then they are those of a run that was killed before. */
export async function eventsIn(path: string, run: ChildProcess): Promise<number> {
  const file = join(path, 'log.sqlite');
  try {
    const { pid } = JSON.parse(readFileSync(join(path, 'lock'), 'utf8')) as { pid: number };
    if (pid !== run.pid || !existsSync(file)) return 0;
    const log = await openSqliteReader({ file });
    const count = log.distance(START, await log.head());
    await log.close();
    return count;
  } catch {
    // One of the files is being made at this moment.
    return 0;
  }
}

/** Waits for something that comes true while a program runs. @throws Error when it ended before */
export async function until(condition: () => Promise<boolean>, run: ChildProcess): Promise<void> {
  while (!(await condition())) {
    if (run.exitCode !== null) throw new Error(`it has ended with ${run.exitCode} before it could be killed`);
    await setTimeout(10);
  }
}
