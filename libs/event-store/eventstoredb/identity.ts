import { newId } from '#eventsourcing/ids.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import type { HeldEvent } from './client.js';
import type { Place } from './positions.js';
import { type Connection, unavailable } from './connection.js';
import { outcomeOf } from './outcomes.js';
import { Patience } from './patience.js';

const TYPE = 'LogCreated';

/**
 * Says which log this is, outside of its events: an export holds what happened and not where it was kept, and a copy of
 * the log is another log. It is a stream of its own whose one event is written when the log is opened for the first time.
 */
export class LogIdentity {
  private constructor(
    readonly logId: string,
    private readonly connection: Connection,
    private readonly stream: string,
    private readonly event: HeldEvent,
  ) {}

  /** Reads it, or makes it where there is none. @throws StoreUnavailable */
  static async open(connection: Connection, stream: string): Promise<LogIdentity> {
    const patience = new Patience({ within: connection.within });
    for (;;) {
      const [event] = await connection.readStream(stream, { limit: 1 });
      if (event) return new LogIdentity(logIdIn(event), connection, stream, event);
      const logId = newId();
      try {
        await connection.append(stream, -1, [
          { id: logId, type: TYPE, data: encoder.encode(JSON.stringify({ logId })) },
        ]);
      } catch (error) {
        const { kind } = outcomeOf(error);
        // Another process was faster, or this one without knowing: it is read again either way.
        const perhapsThere = kind === 'wrong-revision' || kind === 'again' || kind === 'unclear';
        if (!perhapsThere || !(await patience.rest())) throw unavailable('written', error);
      }
    }
  }

  /** All events of the log lie after it. */
  get place(): Place {
    return this.event.place;
  }

  /** Whether the log can be written: to write once more what stands there is a write like any other, and adds nothing. */
  async writable(): Promise<boolean> {
    return this.connection.append(this.stream, -1, [this.event]).then(
      () => true,
      () => false,
    );
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function logIdIn({ data, type, stream }: HeldEvent): string {
  try {
    const { logId } = JSON.parse(decoder.decode(data)) as { readonly logId?: unknown };
    if (type === TYPE && typeof logId === 'string') return logId;
  } catch {
    // Whatever it is, it says no log's identity.
  }
  throw new StoreUnavailable(`the stream ${stream} is not that of an event log's identity`);
}
