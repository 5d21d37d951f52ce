import type { System } from './system.js';

/** Moves a system's clock on, once what was set in motion is done, and carries out what fell due meanwhile. */
export async function moveTo(system: System, instant: string): Promise<void> {
  const { clock, timers } = system.standalone;
  await settled(system);
  clock.moveTo(instant);
  await timers.fireDue();
  await settled(system);
}

/** Waits until the process managers have done what follows from the log as it is; what fails or is parked stays behind. */
export async function settled(system: System): Promise<void> {
  const { reactions } = system.standalone;
  while (
    (await reactions.status()).some(
      ({ lag, failing, parked }) => lag > 0 && failing.length + parked.length === 0,
    )
  )
    await new Promise((resolve) => setImmediate(resolve));
}

/** The position of what the log recorded last: what a query passes as `after`. */
export function headOf(system: System): Promise<string> {
  return system.standalone.stores.log.head();
}
