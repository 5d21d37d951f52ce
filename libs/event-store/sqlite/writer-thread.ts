import { StoreUnavailable, WrongExpectedRevision } from '#eventsourcing/streams.js';
import type { AppendResult } from '#eventsourcing/streams.js';
import { workerUrl } from '#hosting/worker-url.js';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { toPosition } from '../counting-positions.js';
import type { AppendReply, AppendRequest, FromWriter, Replies, ToWriter, WriterOptions } from './messages.js';

interface Waiting {
  readonly request: AppendRequest;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}

/** Up to this many milliseconds of commit per append, preparing the appends takes about as long as committing them. */
const QUICK = 0.04;
/** Below this many appends, splitting a batch costs more than it hides. */
const WORTH_SPLITTING = 8;

/** The writer as its thread's owner sees it: appends collect while commits run, one message per batch both ways. */
export class WriterThread {
  private collected: Waiting[] = [];
  private readonly underWay: (readonly Waiting[])[] = [];
  private sending = false;
  /** Half of the batch answered last, while commits are quick. */
  private half = Infinity;
  private closed = false;
  private failure: StoreUnavailable | undefined;
  /** The last commit could not be made. */
  private troubled = false;
  private drained: (() => void) | undefined;

  private constructor(
    private readonly worker: Worker,
    private readonly onLost: (error: Error) => void,
  ) {
    worker.on('message', (message: FromWriter) => {
      if (message !== 'ready') this.answered(message);
    });
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', (code) => this.fail(new Error(`its thread ended with code ${code}`)));
  }

  /**
   * Starts the thread; resolves when the log is open. `onLost` hears of an end that nobody asked for.
   * @throws StoreUnavailable
   */
  static async start(
    options: WriterOptions,
    onLost: (error: Error) => void = () => undefined,
  ): Promise<WriterThread> {
    const worker = new Worker(workerUrl(import.meta.url, './writer.worker.js'), { workerData: options });
    try {
      await once(worker, 'message');
    } catch (error) {
      throw new StoreUnavailable(`the log ${options.file} cannot be opened: ${(error as Error).message}`, {
        cause: error,
      });
    }
    return new WriterThread(worker, onLost);
  }

  /** Appends with the next commit. @throws WrongExpectedRevision, StoreUnavailable */
  append(request: AppendRequest): Promise<AppendResult> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.closed) return Promise.reject(new StoreUnavailable('the log is closed'));
    return new Promise((resolve, reject) => {
      this.collected.push({ request, resolve, reject });
      if (this.isHalf()) this.send();
      else this.sendSoon();
    });
  }

  /** Whether commits can be made: after one that could not be, a try of its own tells. */
  async available(): Promise<boolean> {
    if (!this.troubled) return true;
    return this.append({ stream: '', expected: 'any', events: [] }).then(
      () => true,
      () => false,
    );
  }

  /** Finishes what was accepted, then ends the thread. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.collected.length > 0 || this.underWay.length > 0)
      await new Promise<void>((resolve) => (this.drained = resolve));
    if (this.failure) return;
    const exit = once(this.worker, 'exit');
    this.post('close');
    await exit;
  }

  /**
   * Many writers answered together append together. Where commits are quick, their first half goes to the idle
   * writer before the second is prepared, and from then on one half commits while the other is prepared. Where
   * they are slow, as few and large ones as possible are best: then one batch at a time is under way.
   */
  private isHalf(): boolean {
    const { length } = this.collected;
    return this.underWay.length === 0 && length >= WORTH_SPLITTING && length >= this.half;
  }

  private isBusy(): boolean {
    return this.underWay.length >= (this.half < Infinity ? 2 : 1);
  }

  /** Whatever is appended in the same turn travels in the same message. */
  private sendSoon(): void {
    if (this.sending || this.isBusy()) return;
    this.sending = true;
    queueMicrotask(() => {
      this.sending = false;
      this.send();
    });
  }

  private send(): void {
    if (this.failure || this.collected.length === 0) return;
    const batch = this.collected;
    this.collected = [];
    this.underWay.push(batch);
    this.post(batch.map(({ request }) => request));
  }

  private post(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  private answered({ replies, perAppend }: Replies): void {
    const batch = this.underWay.shift()!;
    this.half = perAppend < QUICK ? batch.length / 2 : Infinity;
    this.troubled = replies.some((reply) => 'unavailable' in reply);
    for (const [index, waiting] of batch.entries()) answer(waiting, replies[index]!);
    if (this.collected.length > 0) this.sendSoon();
    else if (this.underWay.length === 0) this.drained?.();
  }

  private fail(cause: Error): void {
    if (this.failure) return;
    this.troubled = true;
    this.failure = new StoreUnavailable(`the log cannot be written: ${cause.message}`, { cause });
    for (const waiting of [...this.underWay.flat(), ...this.collected]) waiting.reject(this.failure);
    this.underWay.length = 0;
    this.collected = [];
    this.drained?.();
    if (!this.closed) this.onLost(this.failure);
  }
}

function answer(waiting: Waiting, reply: AppendReply): void {
  const { stream, expected } = waiting.request;
  if ('position' in reply) {
    const position = toPosition(reply.position);
    waiting.resolve({ ...reply, position });
  } else if ('actual' in reply) {
    waiting.reject(new WrongExpectedRevision(stream, expected, reply.actual));
  } else {
    waiting.reject(new StoreUnavailable(`the log cannot be written: ${reply.unavailable}`));
  }
}
