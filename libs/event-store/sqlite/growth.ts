import { realpathSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

/** How often a log is looked at that another process may write to, in milliseconds. */
const LOOK_AGAIN = 250;

/** The channel on which a log's writer tells all threads of its process that the log has grown. */
export function growthChannel(file: string): BroadcastChannel {
  const channel = new BroadcastChannel(`tilsagn-log:${realpathSync(file)}`);
  channel.unref();
  return channel;
}

/** Wakes those who follow a log: at once for writes of this process, a little later for those of others. */
export class Growth {
  private readonly listeners = new Set<() => void>();
  private stop: (() => void) | undefined;

  constructor(private readonly file: string) {}

  /** Calls `wake` whenever there may be more; answers how to stop that. */
  listen(wake: () => void): () => void {
    this.listeners.add(wake);
    this.stop ??= this.start();
    return () => {
      this.listeners.delete(wake);
      if (this.listeners.size > 0) return;
      this.stop?.();
      this.stop = undefined;
    };
  }

  private start(): () => void {
    const wakeAll = () => {
      for (const wake of this.listeners) wake();
    };
    const channel = growthChannel(this.file);
    channel.addEventListener('message', wakeAll);
    const timer = setInterval(wakeAll, LOOK_AGAIN).unref();
    return () => {
      channel.close();
      clearInterval(timer);
    };
  }
}
