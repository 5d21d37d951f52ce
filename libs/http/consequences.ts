import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { Position } from '#eventsourcing/event.js';
import { notYet } from './after.js';
import { invalidRequest } from './problems.js';
import type { PlatformRequest } from './request.js';

/** What follows from commands without anybody asking: process managers do it, in this process or in others. */
export interface Consequences {
  isPosition(text: string): boolean;
  /** Where all of it ends that follows from the log up to a position; undefined where it does not get there in time. */
  after(position: Position): Promise<Position | undefined>;
}

/** The parameter of every request that waits for consequences. */
export const AFTER_CONSEQUENCES = 'after-consequences';

/**
 * `after-consequences=<position>` of a command's answer, on any request: before it is dealt with, everything has
 * followed from the command that must, and where the answer is read from read models they cover it.
 */
export class AwaitsConsequences implements NestInterceptor {
  constructor(private readonly consequences: Consequences) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<PlatformRequest>();
    const query = request.query as Record<string, unknown>;
    const asked = query[AFTER_CONSEQUENCES];
    // Nobody waits for a stranger.
    if (asked === undefined || !request.identity) return next.handle();
    // No route knows it, and each refuses what it does not know.
    delete query[AFTER_CONSEQUENCES];
    if (typeof asked !== 'string' || !this.consequences.isPosition(asked))
      throw invalidRequest([
        { parameter: AFTER_CONSEQUENCES, detail: 'must be the position a command answered' },
      ]);
    const settled = await this.consequences.after(asked);
    if (settled === undefined) throw notYet(asked);
    request.settledAt = settled;
    return next.handle();
  }
}
