/** What was asked for did not come in time. */
class Late extends Error {
  constructor(ms: number) {
    super(`did not answer within ${ms / 1000} s`);
    this.name = 'Late';
  }
}

/**
 * Work that is told to stop when it takes too long, or when `end` is aborted, and is not waited for after that, so
 * that nothing which hangs can hold up its caller.
 */
export async function within<Result>(
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
  end = new AbortController(),
): Promise<Result> {
  const { signal } = end;
  const timer = setTimeout(() => end.abort(new Late(ms)), ms);
  timer.unref();
  try {
    return await Promise.race([work(signal), aborted(signal)]);
  } finally {
    clearTimeout(timer);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason as Error);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return promise;
}
