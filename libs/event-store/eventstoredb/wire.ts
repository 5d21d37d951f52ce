import type { RecordedEvent } from '#eventsourcing/event.js';
import { hash } from 'node:crypto';
import { closeForm } from '../canonical.js';
import type { PreparedEvent } from '../prepared.js';
import { eventIn } from '../unreadable.js';
import type { HeldEvent, SentEvent } from './client.js';
import { toPosition } from './positions.js';

const NAME = /^[a-z][a-z0-9_]*$/;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The names under which a log's streams stand on a server that may hold other logs, and its own streams. */
export class Names {
  /** Begins the name of each of its streams. */
  readonly prefix: string;

  /** @throws TypeError for what is no name */
  constructor(
    /** Also the name of the stream that says which log it is: none of the log's streams is called so. */
    readonly log: string,
  ) {
    if (!NAME.test(log)) throw new TypeError(`"${log}" is no name of a log: letters, digits and _ make one`);
    this.prefix = `${log}/`;
  }

  /** The stream as it is called on the server. */
  outside(stream: string): string {
    return this.prefix + stream;
  }

  /** The stream as it is called in the log; undefined for one that is not the log's. */
  inside(name: string): string | undefined {
    return name.startsWith(this.prefix) ? name.slice(this.prefix.length) : undefined;
  }
}

/**
 * The event as it is sent: its canonical bytes, metadata inside, as the server would change the form of both. The server
 * takes an append for a repetition by the ids alone, and drops what else is said under them. So the id is made of all
 * the bytes, the event's own id and its command's hash among them: a success then says that just these are stored.
 * Another body under the same key meets a conflict, and so does a copy of the command that was sealed anew or recorded
 * at another time; which of them it was, is seen by what stands there.
 */
export function sentForm({ type, form }: PreparedEvent, recordedAt: string, revision: number): SentEvent {
  const data = encoder.encode(closeForm(form, recordedAt, revision));
  return { id: digestId(data), type, data };
}

/** A UUID (version 8, RFC 9562) that nobody can give two different contents. */
function digestId(data: Uint8Array): string {
  const hex = hash('sha256', data);
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** The event that is held; in words why not, where it cannot be read. */
export function eventHeld({ data, place, revision }: HeldEvent, stream: string): RecordedEvent | string {
  const event = eventIn(decoder.decode(data));
  if (typeof event === 'string') return event;
  if (event.stream !== stream || event.revision !== revision) return 'says that it stands elsewhere';
  return Object.assign(event, { position: toPosition(place) });
}
