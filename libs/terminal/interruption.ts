/** What a shell answers for a command that was interrupted. */
const INTERRUPTED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm hands on what the terminal has sent to everybody already: two signals so close together are one. */
const ONE_MS = 500;

/** Calls `stop` at the first signal to end; a later one ends the process at once, with 130. Answers how to listen no more. */
export function onInterruption(stop: () => void): () => void {
  let first: number | undefined;
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      stop();
    } else if (performance.now() - first > ONE_MS) process.exit(INTERRUPTED);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

/** Aborted at the first signal to end. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  onInterruption(() => controller.abort());
  return controller.signal;
}
