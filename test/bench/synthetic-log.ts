import { join } from 'node:path';
import { catalogue } from '#apps/projector/catalogue.js';
import { LOG_FILE } from '#apps/standalone/embedded-stores.js';
import type { NewEvent } from '#eventsourcing/event.js';
import { caseReference, personReference } from '#sealing/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { caseStory } from './synthetic/case-story.js';
import { DirectWriter } from './synthetic/direct-writer.js';
import { Random } from './synthetic/random.js';
import { setUp } from './synthetic/schemes.js';
import type { AnyEvent, Step } from './synthetic/step.js';
import { newCase } from './synthetic/synthetic-case.js';

/** How large a log to make up. */
export interface SyntheticLogOptions {
  /** A data folder: the log and the keys it is sealed with are written there. */
  readonly folder: string;
  /** At least so many; the last append may add one more. */
  readonly events: number;
  /** Cases open at a time, their events interleaved. */
  readonly openCases: number;
  readonly seed?: number;
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
export async function writeSyntheticLog(options: SyntheticLogOptions): Promise<number> {
  const { folder, events, openCases, seed = 1, onProgress } = options;
  const keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
  const writer = new DirectWriter(join(folder, LOG_FILE));
  try {
    const log = new SyntheticLog(new Sealer(catalogue, keys), writer, new Random(seed), events);
    for (const step of setUp()) await log.take(step);
    const stories = log.stories(keys);
    const open: Generator<Step>[] = [];
    while (writer.count < events) {
      while (open.length < openCases) open.push(await stories());
      const index = log.random.below(open.length);
      const step = open[index]!.next();
      if (step.done) open[index] = await stories();
      else await log.take(step.value);
      if (onProgress && writer.count % REPORT_EVERY === 0) onProgress(writer.count);
    }
    return writer.count;
  } finally {
    await writer.close();
    await keys.close();
  }
}

class SyntheticLog {
  private now = FIRST_INSTANT;
  private day = '';
  private dayEnds = 0;
  private readonly pace: number;

  constructor(
    private readonly sealer: Sealer,
    private readonly writer: DirectWriter,
    readonly random: Random,
    events: number,
  ) {
    this.pace = Math.min(BETWEEN_APPENDS, Math.floor(LONGEST_SPAN / events));
  }

  /** Tells one story after the other, their keys made in advance. */
  stories(keys: SqliteKeyStore): () => Promise<Generator<Step>> {
    let ahead: Generator<Step>[] = [];
    return async () => {
      if (ahead.length === 0) {
        const cases = Array.from({ length: CASES_AHEAD }, () => newCase(this.random));
        const references = cases.flatMap(({ caseId, personRef }) => [
          caseReference(caseId),
          personReference(personRef),
        ]);
        await Promise.all([...new Set(references)].map((reference) => keys.keyFor(reference)));
        ahead = cases.map((one) => caseStory(one, this.random, () => this.today()));
      }
      return ahead.pop()!;
    };
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
