import { SingleBar, Presets } from 'cli-progress';

/** Says on stderr how far a long piece of work is, how fast it goes and how long it will take. */
export interface Progress {
  /** One more is done. */
  advance(): void;
  /** The work is over, or has failed. */
  stop(): void;
}

const EVERY_MS = 10_000;

/** A bar on a terminal, plain lines elsewhere. */
export function progressOf(total: number, what: string): Progress {
  return process.stderr.isTTY ? bar(total, what) : lines(total, what);
}

/** Says how far something without a known end is, such as the date a story has come to. */
export function placeOf(what: string): { reached(place: string): void; stop(): void } {
  if (process.stderr.isTTY)
    return {
      reached: (place) => process.stderr.write(`\r\u001b[K${what}: ${place}`),
      stop: () => process.stderr.write('\r\u001b[K'),
    };
  let said: number | undefined;
  return {
    reached(place) {
      if (said !== undefined && Date.now() - said < EVERY_MS) return;
      said = Date.now();
      process.stderr.write(`${what}: ${place}\n`);
    },
    stop: () => undefined,
  };
}

function bar(total: number, what: string): Progress {
  const format = `{bar} {value}/{total} ${what} · {rate}/s · {left} s left`;
  const shown = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  const pace = paceOf(total);
  shown.start(total, 0, { rate: 0, left: '?' });
  return {
    advance: () => shown.increment(1, pace.next()),
    stop: () => shown.stop(),
  };
}

function lines(total: number, what: string): Progress {
  const pace = paceOf(total);
  let said = Date.now();
  return {
    advance() {
      const { done, rate, left } = pace.next();
      if (Date.now() - said < EVERY_MS && done < total) return;
      said = Date.now();
      process.stderr.write(`${done}/${total} ${what}, ${rate}/s, ${left} s left\n`);
    },
    stop: () => undefined,
  };
}

function paceOf(total: number) {
  const began = performance.now();
  let done = 0;
  return {
    next() {
      done++;
      const rate = done / Math.max(0.001, (performance.now() - began) / 1000);
      return { done, rate: Math.round(rate), left: Math.ceil((total - done) / rate) };
    },
  };
}
