import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { errorOf, failure, type Faults } from './double-faults.js';
import { type Appended, type DoubleLog, type Expected, MOST_BYTES, type Proposed } from './double-log.js';

/** A call of `Append`. */
export type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;
/** A call of `BatchAppend`. */
export type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** How long the double takes for things, in milliseconds. */
export interface Durations {
  /** A commit to the disk. */
  readonly commit: number;
  /** Until a duplicate gives up that came while the first was under way. */
  readonly duplicate: number;
}

/** The two ways of appending. */
export class DoubleAppends {
  /** Appends whose commit has not come yet. */
  private readonly underWay = new Set<string>();
  /** How many duplicates came while the first was under way. */
  duplicates = 0;

  constructor(
    private readonly log: DoubleLog,
    private readonly faults: Faults,
    private readonly durations: Durations,
    private readonly port: () => number,
  ) {}

  /** `Append`: one call for each append. */
  async append(call: AppendCall, answer: sendUnaryData<streams.AppendResp>): Promise<void> {
    const messages: streams.AppendReq[] = [];
    try {
      for await (const message of call) messages.push(message as streams.AppendReq);
    } catch {
      return; // the client has gone before it had said all
    }
    // A call that was reset ends like one that was finished, and is known to be cancelled only a little later.
    await setImmediate();
    if (call.cancelled || messages.length === 0) return;
    const options = messages[0]!.getOptions()!;
    const name = nameOf(options.getStreamIdentifier()!);
    const expected = options.hasRevision()
      ? Number(options.getRevision())
      : options.hasNoStream()
        ? 'no_stream'
        : options.hasStreamExists()
          ? 'stream_exists'
          : 'any';
    const events = messages.slice(1).map((message) => proposed(message.getProposedMessage()!));

    const fault = this.faults.next('append');
    if (fault?.kind === 'slow') await setTimeout(fault.ms);
    else if (fault) {
      const kept = fault.kept ? await this.commit(name, expected, events) : undefined;
      if (fault.kind === 'refused') {
        const actual = typeof kept === 'object' && 'revision' in kept ? kept.revision : 0;
        answer(null, responseOf(expected, { actual }));
      }
      const error = errorOf(fault.kind, this.port());
      if (error) answer(error);
      return;
    }
    const done = await this.commit(name, expected, events);
    if (done === 'too-large') answer(tooLarge());
    else if (done === 'deleted') answer(deleted(name));
    else if (done === 'under-way') answer(failure(status.ABORTED, 'Commit phase timeout'));
    else answer(null, responseOf(expected, done));
  }

  /** `BatchAppend`: one call for all appends of a client. */
  batchAppend(call: BatchCall): void {
    const parts = new Map<string, streams.BatchAppendReq[]>();
    call.on('data', (message: streams.BatchAppendReq) => {
      const id = message.getCorrelationId()!.getString();
      const all = [...(parts.get(id) ?? []), message];
      parts.set(id, all);
      if (!message.getIsFinal()) return;
      parts.delete(id);
      void this.batch(call, all);
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  }

  private async batch(call: BatchCall, messages: readonly streams.BatchAppendReq[]): Promise<void> {
    const [first] = messages;
    const options = first!.getOptions()!;
    const identifier = options.getStreamIdentifier()!;
    const expected = options.hasStreamPosition()
      ? Number(options.getStreamPosition())
      : options.hasNoStream()
        ? 'no_stream'
        : options.hasStreamExists()
          ? 'stream_exists'
          : 'any';
    const events = messages.flatMap((message) => message.getProposedMessagesList().map(proposed));
    const done = await this.commit(nameOf(identifier), expected, events);
    const response = new streams.BatchAppendResp();
    response.setCorrelationId(first!.getCorrelationId());
    response.setStreamIdentifier(identifier);
    if (typeof done === 'object' && 'position' in done) response.setSuccess(batchSuccess(done));
    else response.setError(batchError(done, expected));
    if (call.writable) call.write(response);
  }

  /** Keeps the events after the time a commit takes; a duplicate that comes in between waits for nothing. */
  private async commit(
    name: string,
    expected: Expected,
    events: readonly Proposed[],
  ): Promise<Appended | 'under-way'> {
    const key = `${name} ${events.map(({ id }) => id).join()}`;
    if (events.length > 0 && this.underWay.has(key)) {
      this.duplicates++;
      await setTimeout(this.durations.duplicate, undefined, { ref: false });
      return 'under-way';
    }
    const known = this.log.judge(name, expected, events);
    if (known) return known;
    this.underWay.add(key);
    await setTimeout(this.durations.commit);
    this.underWay.delete(key);
    return this.log.append(name, expected, events);
  }
}

/** The error of a stream that was taken away for good. */
export function deleted(name: string) {
  return failure(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  });
}

/** A stream's name as it is sent. */
export function nameOf(identifier: shared.StreamIdentifier): string {
  return Buffer.from(identifier.getStreamName_asU8()).toString();
}

function tooLarge() {
  return failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MOST_BYTES} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MOST_BYTES),
  });
}

function proposed(
  message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage,
): Proposed {
  const about = message.getMetadataMap();
  return {
    id: message.getId()!.getString(),
    type: about.get('type') ?? '',
    contentType: about.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function responseOf(expected: Expected, done: Exclude<Appended, string>): streams.AppendResp {
  const response = new streams.AppendResp();
  if ('position' in done) {
    const success = new streams.AppendResp.Success();
    if (done.revision < 0) success.setNoStream(new shared.Empty());
    else success.setCurrentRevision(String(done.revision));
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(done.position));
    position.setPreparePosition(String(done.position));
    success.setPosition(position);
    return response.setSuccess(success);
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (done.actual < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(done.actual));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedAny(new shared.Empty());
  return response.setWrongExpectedVersion(wrong);
}

function batchSuccess({ revision, position }: { revision: number; position: bigint }) {
  const success = new streams.BatchAppendResp.Success();
  if (revision < 0) success.setNoStream(new emptyPb.Empty());
  else success.setCurrentRevision(String(revision));
  const at = new shared.AllStreamPosition();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  return success.setPosition(at);
}

function batchError(
  done: Exclude<Appended, { position: bigint }> | 'under-way',
  expected: Expected,
): statusPb.Status {
  if (done === 'too-large') {
    const details = new shared.MaximumAppendSizeExceeded();
    details.setMaxappendsize(MOST_BYTES);
    return packed('MaximumAppendSizeExceeded', details);
  }
  if (done === 'deleted') return packed('StreamDeleted', new shared.StreamDeleted());
  if (done === 'under-way') return packed('Timeout', new shared.Timeout());
  const wrong = new shared.WrongExpectedVersion();
  if (done.actual < 0) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(String(done.actual));
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new emptyPb.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new emptyPb.Empty());
  else wrong.setExpectedAny(new emptyPb.Empty());
  return packed('WrongExpectedVersion', wrong);
}

function packed(type: string, details: { serializeBinary(): Uint8Array }): statusPb.Status {
  const any = new anyPb.Any();
  any.pack(details.serializeBinary(), `event_store.client.${type}`);
  const error = new statusPb.Status();
  error.setMessage(type);
  return error.setDetails(any);
}
