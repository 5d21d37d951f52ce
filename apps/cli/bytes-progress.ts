import { say } from '#terminal/output.js';

/** Says on stderr how far bytes are: in one line on a terminal, else in a line now and then. */
export interface BytesProgress {
  show(what: string, done: number, total?: number): void;
  /** It is over, or has failed. */
  stop(): void;
}

const EVERY_MS = 10_000;
const ON_TERMINAL_MS = 200;
const MEGABYTE = 1_000_000;

/** Shows the progress of a backup. */
export function bytesProgress(): BytesProgress {
  const terminal = process.stderr.isTTY;
  let saidAt = performance.now() - (terminal ? EVERY_MS : 0);
  let shown = false;
  return {
    show(what, done, total) {
      if (performance.now() - saidAt < (terminal ? ON_TERMINAL_MS : EVERY_MS)) return;
      saidAt = performance.now();
      const line = `${what}: ${megabytes(done)}${total === undefined ? '' : ` of ${megabytes(total)}`} MB`;
      if (!terminal) return say(line);
      shown = true;
      process.stderr.write(`\r\u001B[K${line}`);
    },
    stop() {
      if (shown) process.stderr.write('\r\u001B[K');
      shown = false;
    },
  };
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
