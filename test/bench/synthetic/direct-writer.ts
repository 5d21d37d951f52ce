import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { closeForm, openForm } from '#event-store/canonical.js';
import type { NewEvent } from '#eventsourcing/event.js';
import { workerUrl } from '#hosting/worker-url.js';
import type { StoredRow, ToLogFile } from './log-file.worker.js';

const BATCH = 4000;

/** Brings events into their stored form, with times of the caller's own, and hands them to the thread that writes the file. */
export class DirectWriter {
  private readonly worker: Worker;
  private readonly revisions = new Map<string, number>();
  private rows: StoredRow[] = [];
  private underWay: Promise<unknown> = Promise.resolve();
  private written = 0;

  constructor(file: string) {
    this.worker = new Worker(workerUrl(import.meta.url, './log-file.worker.js'), { workerData: file });
  }

  /** Events appended so far. */
  get count(): number {
    return this.written;
  }

  async append(stream: string, events: readonly NewEvent[], recordedAt: string): Promise<void> {
    let revision = this.revisions.get(stream) ?? -1;
    for (const event of events) {
      revision++;
      this.rows.push([
        stream,
        revision,
        event.type,
        closeForm(openForm(stream, event), recordedAt, revision),
      ]);
    }
    this.revisions.set(stream, revision);
    this.written += events.length;
    if (this.rows.length >= BATCH) await this.flush();
  }

  /** Writes the rest, makes the index and ends the thread. */
  async close(): Promise<void> {
    await this.flush();
    await this.underWay;
    await this.send('close');
  }

  /** The batch before must be written: at most one waits in memory. */
  private async flush(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    await this.underWay;
    this.underWay = this.send(rows);
  }

  private send(message: ToLogFile): Promise<unknown> {
    const answered = once(this.worker, 'message');
    this.worker.postMessage(message);
    return answered;
  }
}
