import { setTimeout } from 'node:timers/promises';
import { dateInOslo } from '#calendar/oslo.js';
import type { Asked, System } from './system.js';

/** Without a pause, asking would take the time of what is asked about. */
const LOOK_AGAIN_MS = 5;

/** Moves a system's clock on, once what was set in motion is done, and carries out what fell due meanwhile. */
export async function moveTo(system: System, instant: string): Promise<void> {
  const { clock, timers } = system.standalone;
  await settled(system);
  clock.moveTo(instant);
  // What follows from a timer may be due already, and sets another.
  while ((await timers.fireDue()) > 0) await settled(system);
  await settled(system);
}

/**
 * Waits until the process managers have done what follows from the log as it is. What fails is tried again within a
 * second, or parked: then it stays behind.
 */
export async function settled(system: System): Promise<void> {
  const { reactions } = system.standalone;
  while ((await reactions.status()).some(({ lag }) => lag > 0)) await setTimeout(LOOK_AGAIN_MS);
}

/** The date in Norway that a system shows. */
export function todayIn(system: Pick<Asked, 'standalone'>): string {
  return dateInOslo(system.standalone.clock.now());
}

/** The position of what the log recorded last: what a query passes as `after`. */
export function headOf(system: System): Promise<string> {
  return system.standalone.stores.log.head();
}
