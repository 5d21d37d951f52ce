import { join } from 'node:path';
import { catalogue } from '#composition/catalogue.js';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import type { NewEvent } from '#eventsourcing/event.js';
import { caseReference, personReference } from '#sealing/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { caseStory } from './synthetic/case-story.js';
import { DirectWriter } from './synthetic/direct-writer.js';
import { Random } from './synthetic/random.js';
import { setUp, type SyntheticScheme } from './synthetic/schemes.js';
import type { AnyEvent, Step } from './synthetic/step.js';
import { newCase, type SyntheticCase } from './synthetic/synthetic-case.js';

/** How large a log to make up. */
export interface SyntheticLogOptions {
  /** A data folder: the log and the keys it is sealed with are written there. */
  readonly folder: string;
  /** At least so many; the last append may add one more. */
  readonly events: number;
  /** Cases open at a time, their events interleaved. */
  readonly openCases: number;
  readonly seed?: number;
  /** Milliseconds since 1970; some day in 2024 when left out. */
  readonly begins?: number;
  readonly onProgress?: (done: number) => void;
}

const FIRST_INSTANT = Date.parse('2024-01-02T08:00:00Z');
const LONGEST_SPAN = 700 * 24 * 3600 * 1000;
const BETWEEN_APPENDS = 60_000;
/** Cases whose keys are made together: a durable commit each would take longer than all the rest. */
const CASES_AHEAD = 2000;
const REPORT_EVERY = 5000;

/**
 * Writes a log of grant cases in every state, sealed by the real sealer. The same options give the same events, ids,
 * times and order each time; only keys and ciphertexts differ. Answers how many events it wrote.
 */
export function writeSyntheticLog(options: SyntheticLogOptions): Promise<number> {
  const { events, openCases, onProgress } = options;
  return writeLog(options, async (log) => {
    for (const step of setUp()) await log.take(step);
    const stories = log.stories();
    const open: Generator<Step>[] = [];
    while (log.count < events) {
      while (open.length < openCases) open.push(await stories());
      const index = log.random.below(open.length);
      const step = open[index]!.next();
      if (step.done) open[index] = await stories();
      else await log.take(step.value);
      if (onProgress && log.count % REPORT_EVERY === 0) onProgress(log.count);
    }
  });
}

/** Writes a log that tells whatever `tell` does; about so many events. Answers how many it wrote. */
export async function writeLog(
  {
    folder,
    events,
    seed = 1,
    begins = FIRST_INSTANT,
  }: Pick<SyntheticLogOptions, 'folder' | 'events' | 'seed' | 'begins'>,
  tell: (log: SyntheticLog) => Promise<void>,
): Promise<number> {
  const keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
  const writer = new DirectWriter(join(folder, LOG_FILE));
  try {
    const log = new SyntheticLog(keys, writer, new Random(seed), { events, now: begins });
    await tell(log);
    return log.count;
  } finally {
    await writer.close();
    await keys.close();
  }
}

/** A log that is being made up. */
export class SyntheticLog {
  private now: number;
  private day = '';
  private dayEnds = 0;
  private readonly pace: number;
  private readonly sealer: Sealer;

  constructor(
    private readonly keys: SqliteKeyStore,
    private readonly writer: DirectWriter,
    readonly random: Random,
    { events, now }: { readonly events: number; readonly now: number },
  ) {
    this.now = now;
    this.sealer = new Sealer(catalogue, keys);
    this.pace = Math.min(BETWEEN_APPENDS, Math.floor(LONGEST_SPAN / events));
  }

  /** Events so far. */
  get count(): number {
    return this.writer.count;
  }

  /** Tells one story after the other, their keys made in advance. */
  stories(): () => Promise<Generator<Step>> {
    let ahead: Generator<Step>[] = [];
    return async () => {
      if (ahead.length === 0) {
        const cases = await this.cases(CASES_AHEAD);
        ahead = cases.map((one) => this.story(one));
      }
      return ahead.pop()!;
    };
  }

  /** New cases and their keys; of one scheme, where one is named. */
  async cases(count: number, scheme?: SyntheticScheme): Promise<SyntheticCase[]> {
    const cases = Array.from({ length: count }, () => ({
      ...newCase(this.random),
      ...(scheme && { scheme }),
    }));
    const references = cases.flatMap(({ caseId, personRef }) => [
      caseReference(caseId),
      personReference(personRef),
    ]);
    await Promise.all([...new Set(references)].map((reference) => this.keys.keyFor(reference)));
    return cases;
  }

  /** What happens in a case. */
  story(of: SyntheticCase): Generator<Step> {
    return caseStory(of, this.random, () => this.today());
  }

  /** Writes what one command leaves. */
  async take({ stream, actor, caseId, regulationVersion, events }: Step): Promise<void> {
    this.now += this.pace;
    const at = new Date(this.now).toISOString();
    const metadata = {
      actor,
      ...(caseId === undefined ? {} : { caseId }),
      commandId: this.random.uuid(),
      commandHash: this.random.mark(),
      correlationId: this.random.uuid(),
      occurredAt: at,
      ...(regulationVersion === undefined ? {} : { regulationVersion }),
    };
    const encoded: NewEvent[] = [];
    for (const event of events) encoded.push(await this.encode(event, metadata));
    await this.writer.append(stream, encoded, at);
  }

  private encode(event: AnyEvent, metadata: NewEvent['metadata']): Promise<NewEvent> {
    return this.sealer.encode(event, { id: this.random.uuid(), metadata });
  }

  private today(): string {
    if (this.now >= this.dayEnds) {
      this.day = new Date(this.now).toISOString().slice(0, 10);
      this.dayEnds = Date.parse(`${this.day}T00:00:00Z`) + 24 * 3600 * 1000;
    }
    return this.day;
  }
}
