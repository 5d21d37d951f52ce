import type { ServerErrorResponse, ServerWritableStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { deleted, nameOf } from './double-appends.js';
import { errorOf, failure, type Faults } from './double-faults.js';
import type { DoubleLog, Kept } from './double-log.js';

/** A call of `Read`. */
export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Filter = streams.ReadReq.Options.FilterOptions;

/** Events between two checkpoints of a filtered subscription, times the interval it asks for. */
const CHECKPOINT = 32;
/** A live subscriber that is further behind is dropped. */
const TOO_SLOW = 2000;
const TICKS_PER_MILLISECOND = 10_000n;

/** How subscriptions may be ended from here. */
export type Drop = 'slow' | 'error' | 'end';

/** Reading and following. */
export class DoubleReads {
  private readonly subscriptions = new Set<(how: Drop) => void>();

  constructor(
    private readonly log: DoubleLog,
    private readonly faults: Faults,
    private readonly port: () => number,
  ) {}

  async read(call: ReadCall): Promise<void> {
    const options = call.request.getOptions()!;
    call.on('error', () => undefined);
    if (options.hasSubscription()) return this.follow(call, options);
    const fault = this.faults.next('read');
    if (fault?.kind === 'slow') await setTimeout(fault.ms);
    else if (fault) {
      const error = errorOf(fault.kind, this.port());
      if (error) fail(call, error);
      return;
    }
    const events = options.hasStream() ? this.ofStream(call, options) : this.ofAll(call, options);
    if (!events) return;
    const count = Math.min(Number(options.getCount()), events.length);
    for (let index = 0; index < count; index++) if (!(await write(call, eventIn(events[index]!)))) return;
    call.end();
  }

  /** Ends all subscriptions; answers how many there were. */
  drop(how: Drop): number {
    const all = [...this.subscriptions];
    for (const end of all) end(how);
    return all.length;
  }

  /** How many follow. */
  get followers(): number {
    return this.subscriptions.size;
  }

  private ofStream(call: ReadCall, options: streams.ReadReq.Options): readonly Kept[] | undefined {
    const of = options.getStream()!;
    const name = nameOf(of.getStreamIdentifier()!);
    const shown = this.log.shown(name);
    if (shown === 'deleted') {
      fail(call, deleted(name));
      return undefined;
    }
    if (shown === 'missing') {
      const missing = new streams.ReadResp.StreamNotFound();
      missing.setStreamIdentifier(of.getStreamIdentifier());
      call.write(new streams.ReadResp().setStreamNotFound(missing));
      call.end();
      return undefined;
    }
    const revision = of.hasRevision() ? Number(of.getRevision()) : of.hasEnd() ? Infinity : 0;
    return isBackwards(options)
      ? shown.filter((one) => one.revision <= revision).toReversed()
      : shown.filter((one) => one.revision >= revision);
  }

  private ofAll(call: ReadCall, options: streams.ReadReq.Options): readonly Kept[] | undefined {
    const { events } = this.log;
    const all = options.getAll()!;
    let index: number | undefined = all.hasEnd() ? events.length : 0;
    if (all.hasPosition()) index = this.log.indexAt(BigInt(all.getPosition()!.getCommitPosition()));
    if (index === undefined) {
      fail(call, inside());
      return undefined;
    }
    const count = Number(options.getCount());
    return isBackwards(options)
      ? events.slice(Math.max(0, index - count), index).toReversed()
      : events.slice(index, index + count);
  }

  private async follow(call: ReadCall, options: streams.ReadReq.Options): Promise<void> {
    const all = options.getAll()!;
    const { events } = this.log;
    let next: number | undefined = all.hasEnd() ? events.length : 0;
    if (all.hasPosition()) {
      const position = BigInt(all.getPosition()!.getCommitPosition());
      const index = this.log.indexAt(position);
      next = index === undefined || events[index]?.position !== position ? index : index + 1;
    }
    if (next === undefined) {
      fail(call, inside());
      return;
    }
    const filter = options.getFilter();
    const matches = matcher(filter);
    const every = CHECKPOINT * (filter?.getCheckpointintervalmultiplier() ?? 1);
    let wake = () => undefined as void;
    const stop = this.log.onGrowth(() => wake());
    const end = (how: Drop) => {
      if (how === 'end') call.end();
      else if (how === 'error') fail(call, errorOf('dropped', this.port())!);
      else fail(call, failure(status.ABORTED, 'Consumer too slow to handle event while live'));
    };
    this.subscriptions.add(end);
    call.once('close', () => wake());
    call.once('cancelled', () => wake());
    try {
      const confirmation = new streams.ReadResp.SubscriptionConfirmation();
      confirmation.setSubscriptionId(randomUUID());
      call.write(new streams.ReadResp().setConfirmation(confirmation));
      let live = false;
      for (let seen = 1; isOpen(call);) {
        const event = events[next];
        if (!event) {
          if (!live) call.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
          live = true;
          await new Promise<void>((resolve) => (wake = resolve));
          continue;
        }
        next++;
        if (matches(event) && !(await write(call, eventIn(event)))) return;
        if (filter && seen++ % every === 0) call.write(checkpointAt(event, live));
        if (live && events.length - next > TOO_SLOW) end('slow');
      }
    } finally {
      stop();
      this.subscriptions.delete(end);
    }
  }
}

/** Writes with back-pressure; false when nobody listens any more. */
async function write(call: ReadCall, message: streams.ReadResp): Promise<boolean> {
  if (!isOpen(call)) return false;
  if (call.write(message)) return true;
  await new Promise<void>((resolve) => {
    const go = () => {
      for (const name of ['drain', 'close', 'cancelled']) call.off(name, go);
      resolve();
    };
    for (const name of ['drain', 'close', 'cancelled']) call.once(name, go);
  });
  return isOpen(call);
}

function isOpen(call: ReadCall): boolean {
  return !call.cancelled && !call.destroyed && !call.writableEnded;
}

function isBackwards(options: streams.ReadReq.Options): boolean {
  return options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
}

/** Ends the call with a status other than success. */
function fail(call: ReadCall, error: Partial<ServerErrorResponse>): void {
  call.emit('error', error);
}

function inside(): Partial<ServerErrorResponse> {
  return failure(status.UNKNOWN, 'Exception was thrown by handler.');
}

function matcher(filter: Filter | undefined): (event: Kept) => boolean {
  if (!filter) return () => true;
  const names = filter.getStreamIdentifier();
  const expression = names ?? filter.getEventType()!;
  const prefixes = expression.getPrefixList();
  const regex = new RegExp(expression.getRegex());
  return (event) => {
    const text = names ? event.stream : event.type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
}

function checkpointAt({ position }: Kept, live: boolean): streams.ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(live ? String(position) : '0');
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

function eventIn(kept: Kept): streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(kept.id);
  recorded.setId(id);
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(kept.stream));
  recorded.setStreamIdentifier(identifier);
  recorded.setStreamRevision(String(kept.revision));
  recorded.setCommitPosition(String(kept.position));
  recorded.setPreparePosition(String(kept.position));
  recorded.setData(kept.data);
  recorded.setCustomMetadata(kept.metadata);
  const about = recorded.getMetadataMap();
  about.set('type', kept.type);
  about.set('content-type', kept.contentType);
  about.set('created', String(BigInt(kept.created) * TICKS_PER_MILLISECOND));
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(kept.position));
  return new streams.ReadResp().setEvent(event);
}
