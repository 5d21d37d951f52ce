import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

const LINUX = '/proc/sys/kernel/random/boot_id';
/** Seconds by which clocks that are set right may move the start of the machine. */
const STEP = 60;

/** Tells one start of the machine from the next; where the system has no name for it, by when that was. */
export function bootId(): string {
  try {
    return readFileSync(LINUX, 'utf8').trim();
  } catch {
    return `started ${Math.round((Date.now() / 1000 - uptime()) / STEP)}`;
  }
}
