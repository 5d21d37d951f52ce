import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Position } from '#eventsourcing/event.js';
import { invalidRequest, ProblemException } from './problems.js';
import type { PlatformRequest } from './request.js';

const POSITION = /^[\x21-\x7e]{1,100}$/;

/** Reads the `after` parameter: the log position an answer must at least cover. @throws ProblemException 400 */
export function afterOf(query: unknown): Position | undefined {
  const after = (query as { readonly after?: unknown } | undefined)?.after;
  if (after === undefined) return undefined;
  if (typeof after !== 'string' || !POSITION.test(after))
    throw invalidRequest([{ parameter: 'after', detail: 'must be the position a command answered' }]);
  return after;
}

/** The log position the answer to a request must at least cover: its `after` parameter, or where consequences ended. */
export const After = createParamDecorator((_: unknown, context: ExecutionContext): Position | undefined => {
  const { query, settledAt, comparePositions } = context.switchToHttp().getRequest<PlatformRequest>();
  const after = afterOf(query);
  if (after === undefined || settledAt === undefined) return after ?? settledAt;
  return comparePositions(after, settledAt) > 0 ? after : settledAt;
});

/** The read model did not reach the position in time: 503, to be asked again. */
export function notYet(after: Position): ProblemException {
  return new ProblemException({
    code: 'not-yet',
    status: 503,
    detail: 'not everything has reached this position yet; ask again',
    facts: { after },
    headers: { 'retry-after': '1' },
  });
}
