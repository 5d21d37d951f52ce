/** What a child process says. */
export type FromChild =
  { readonly progress: number } | { readonly output: unknown } | { readonly failed: string };

/** Tells the parent how far the work is, from 0 to 1. */
export type Tell = (done: number) => void;

/** Runs this process's one piece of work with the input the parent sends; the process ends with it, or with its parent. */
export function runAsChild(work: (input: never, tell: Tell) => Promise<unknown>): void {
  process.once('disconnect', () => process.exit(1));
  process.once('message', (input: unknown) => {
    void work(input as never, (progress) => void say({ progress }))
      .then((output) => say({ output }))
      .catch((error: unknown) =>
        say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      )
      .finally(() => process.exit());
  });
}

function say(message: FromChild): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });
}
