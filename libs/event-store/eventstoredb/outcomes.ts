/** Nothing has come for so long that nothing will. */
export class CallSilent extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'CallSilent';
  }
}

/**
 * What an error of the client says of the call it ended:
 * - final: it will not get better by itself;
 * - `again`: nothing was stored, and the next try may get through;
 * - `unclear`: the next try may get through, and this one may have done so without an answer.
 */
export type Outcome =
  | { readonly kind: 'wrong-revision'; readonly actual: number }
  | { readonly kind: 'too-large' | 'deleted' | 'denied' | 'missing' | 'invalid' }
  | { readonly kind: 'again' | 'unclear' };

const RESOURCE_EXHAUSTED = 8;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;
const INVALID_ARGUMENT = 3;
const ABORTED = 10;

/** As much of the client's errors as tells one from another. */
interface ClientError {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly actualVersion?: unknown;
}

/** What the error means. What is not known is taken for unclear: a try again finds out. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof CallSilent) return { kind: 'unclear' };
  const { type, code, actualVersion } = (error ?? {}) as ClientError;
  switch (type) {
    case 'wrong-expected-version':
      return {
        kind: 'wrong-revision',
        actual: typeof actualVersion === 'bigint' ? Number(actualVersion) : -1,
      };
    case 'maximum-append-size-exceeded':
      return { kind: 'too-large' };
    case 'stream-deleted':
      return { kind: 'deleted' };
    case 'access-denied':
      return { kind: 'denied' };
    case 'stream-not-found':
    case 'no-stream':
      return { kind: 'missing' };
    case 'invalid-argument':
      return { kind: 'invalid' };
    case 'not-leader':
      return { kind: 'again' };
  }
  if (code === RESOURCE_EXHAUSTED) return { kind: 'too-large' };
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) return { kind: 'denied' };
  if (code === INVALID_ARGUMENT) return { kind: 'invalid' };
  return { kind: 'unclear' };
}

/** Whether a subscription was ended because it lagged: it goes on at once, from where it was. */
export function wasTooSlow(error: unknown): boolean {
  const { type, code } = (error ?? {}) as ClientError;
  return type === 'timeout' && code === ABORTED;
}

/** Whether the server could make nothing of the position that was asked for. */
export function isInsideAnEvent(error: unknown): boolean {
  const { type, code } = (error ?? {}) as ClientError;
  return type === 'unknown' && code === 2;
}
