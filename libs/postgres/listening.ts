import { Client, type ClientConfig } from 'pg';
import { setTimeout } from 'node:timers/promises';
import { quoted } from '#projections/quoted.js';

/** What somebody who listens is told. */
export interface Hearing {
  /** What was sent on the channel. */
  notified(payload: string): void;
  /** From now on it is heard. */
  began?(): void;
  /** From now on nothing is heard, and what was sent meanwhile never will be. */
  lost?(): void;
}

/** Between two tries to be heard again, in milliseconds: at first, and at most. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

/** How often it is asked whether anybody is at the other end, in milliseconds. */
const ASKED_EVERY = 10_000;

/** Hears a channel until it is closed. */
export class Listening {
  private readonly stopping = new AbortController();
  private readonly going: Promise<void>;
  private isHearing = false;

  constructor(
    private readonly connection: ClientConfig,
    private readonly channel: string,
    private readonly hearing: Hearing,
  ) {
    this.going = this.go();
  }

  /** Whether everything that is sent now will be heard, or its loss. */
  get hears(): boolean {
    return this.isHearing;
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.going;
  }

  private async go(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      const heard = await this.hearOnce();
      failures = heard ? 0 : failures + 1;
      // Many that lost the same server do not come back in one moment.
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures) * (0.5 + Math.random() / 2);
      await setTimeout(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Hears until the connection ends; whether it ever did. */
  private async hearOnce(): Promise<boolean> {
    const client = new Client(this.connection);
    const ended = Promise.withResolvers<void>();
    // Both: a connection that breaks says `error`, one that the server ends in good order only `end`.
    client.on('error', () => ended.resolve()).on('end', () => ended.resolve());
    client.on('notification', ({ payload = '' }) => this.hearing.notified(payload));
    const stop = () => ended.resolve();
    this.stopping.signal.addEventListener('abort', stop);
    const asking = setInterval(() => void client.query('SELECT 1').catch(stop), ASKED_EVERY).unref();
    let heard = false;
    try {
      await client.connect();
      await client.query(`LISTEN ${quoted(this.channel)}`);
      heard = !this.stopping.signal.aborted;
      if (heard) this.begin();
      await ended.promise;
    } catch {
      // Not to be reached now: the next try tells.
    } finally {
      clearInterval(asking);
      this.stopping.signal.removeEventListener('abort', stop);
      if (heard) this.lose();
      await client.end().catch(() => undefined);
    }
    return heard;
  }

  private begin(): void {
    this.isHearing = true;
    this.hearing.began?.();
  }

  private lose(): void {
    this.isHearing = false;
    this.hearing.lost?.();
  }
}
