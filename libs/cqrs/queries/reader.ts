import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import type { QueryParameter, ReadModels } from '#projections/read-models.js';
import { ReadModelNotReady } from '#projections/read-models.js';
import { notYet } from '#http/after.js';
import { invalidRequest, ProblemException } from '#http/problems.js';
import { EVENT_STORE, READ_MODELS } from '../tokens.js';

/** How long an answer waits for the position a client asks for. */
const PATIENCE_MS = 2000;

/**
 * Said beside an answer that may lack something, because an event could not be applied. Never how much: what is held
 * back may be another directorate's, and the operator knows which it is.
 */
export interface Completeness {
  readonly incomplete?: true;
}

/** The read models as queries ask them. */
@Injectable()
export class Reader {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'isPosition' | 'compare' | 'head'>,
  ) {}

  /**
   * Rows of one statement.
   * @throws ProblemException 503 before the model was built for the first time
   */
  async rows<Row extends object>(sql: string, parameters: readonly QueryParameter[] = []): Promise<Row[]> {
    try {
      return await this.readModels.query<Row>(sql, parameters);
    } catch (error) {
      if (!(error instanceof ReadModelNotReady)) throw error;
      throw new ProblemException({
        code: error.code,
        status: 503,
        detail: 'the read model is being built; ask again later',
        headers: { 'retry-after': '5' },
      });
    }
  }

  /**
   * Waits a bounded time until the projections show the position.
   * @throws ProblemException 400 when it is none, 503 when they do not get there
   */
  async reached(projections: readonly string[], after: Position | undefined): Promise<void> {
    if (after === undefined) return;
    if (!this.store.isPosition(after))
      throw invalidRequest([{ parameter: 'after', detail: 'must be the position a command answered' }]);
    // Looked at before the wait: a position nobody was ever given will not come.
    if (this.store.compare(after, await this.store.head()) > 0)
      throw invalidRequest([{ parameter: 'after', detail: 'is beyond the end of the log' }]);
    if (!(await this.readModels.waitFor(projections, after, PATIENCE_MS))) throw notYet(after);
  }

  /** Whether keys (all when left out) are held back in a projection. */
  async completeness(projection: string, keys?: readonly string[]): Promise<Completeness> {
    const paused = await this.readModels.pausedKeys(projection, keys);
    return paused.length === 0 ? {} : { incomplete: true };
  }
}
