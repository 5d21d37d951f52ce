import { setTimeout } from 'node:timers/promises';
import { pauseAfter } from '#eventsourcing/giving-way.js';

/** Lets the faster writers of a stream go first, after so many tries were lost to them. */
export async function giveWay(lost: number): Promise<void> {
  const pause = pauseAfter(lost, Math.random());
  if (pause > 0) await setTimeout(pause);
}
