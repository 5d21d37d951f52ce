import { setTimeout } from 'node:timers/promises';
import type { BatchHandler } from '#event-store/port.js';

/**
 * The handler, resting at the log's head for as long as it worked, which an event that comes alone does not notice.
 * Under load that makes fewer and larger pages: they cost a fraction, and others need the processor too.
 */
export function restingAtHead(signal: AbortSignal, handle: BatchHandler): BatchHandler {
  return async (page) => {
    const start = performance.now();
    await handle(page);
    if (page.atHead)
      await setTimeout(performance.now() - start, undefined, { signal }).catch(() => undefined);
  };
}
