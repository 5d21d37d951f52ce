import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChild } from './children.js';
import type { DataOutput } from './data.child.js';
import type { Progress } from './progress.js';

/** A data folder with a synthetic log and its read models. */
export interface Data {
  readonly folder: string;
  readonly events: number;
}

/** A long log keeps so many cases open; a shorter one fewer, so that most of them come to their end. */
const OPEN_CASES = 6000;
const EVENTS_PER_OPEN_CASE = 16;

/** What the benches share: the size asked for, data made once, pieces of work in fresh processes. */
export class Lab {
  private readonly made = new Map<string, Promise<Data>>();

  constructor(
    /** Events of the large log. */
    readonly events: number,
    /** Deleted at the end. */
    readonly folder: string,
    private readonly progress: Progress,
  ) {}

  /** A data folder with so many events; made when it is asked for the first time. */
  data(
    events: number,
    openCases = Math.min(OPEN_CASES, Math.ceil(events / EVENTS_PER_OPEN_CASE)),
  ): Promise<Data> {
    const name = `${events}-${openCases}`;
    const known = this.made.get(name) ?? this.make(name, events, openCases);
    this.made.set(name, known);
    return known;
  }

  /** Does a piece of work in a fresh process, saying how far it is. */
  async run<Output>(what: string, file: string, input: object): Promise<Output> {
    const stage = this.progress.begin(what);
    try {
      return await inChild<Output>(file, input, (done) => stage.tell(done));
    } finally {
      stage.end();
    }
  }

  /** Deletes all data. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async make(name: string, events: number, openCases: number): Promise<Data> {
    const folder = join(this.folder, name);
    await mkdir(folder, { mode: 0o700 });
    const what = `making a log of ${events} events and its read models`;
    const made = await this.run<DataOutput>(what, './data.child.js', { folder, events, openCases });
    return { folder, events: made.events };
  }
}
