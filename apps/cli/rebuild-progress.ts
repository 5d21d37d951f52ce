import { Presets, SingleBar } from 'cli-progress';
import type { RebuildProgress } from '#projections/read-models.js';
import { say } from '#terminal/output.js';

/** How far work on the log is. */
type Progress = Omit<RebuildProgress, 'projections'>;

/** Shows on stderr how far a rebuild is, or other work on the log: a bar on a terminal, plain lines elsewhere. */
export interface ShownProgress {
  show(progress: Progress): void;
  /** The work is over, or has failed. */
  stop(): void;
}

const EVERY_MS = 10_000;

/** Shows the progress of a rebuild. */
export function rebuildProgress(): ShownProgress {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): ShownProgress {
  // Neither changes the terminal nor handles signals: a command that is killed leaves nothing behind.
  const shown = new SingleBar(
    {
      format: '{bar} {value}/{total} events · {rate}/s · {left} s left',
      stream: process.stderr,
      linewrap: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  return {
    show(progress) {
      if (!shown.isActive) shown.start(progress.total, progress.done, rounded(progress));
      shown.setTotal(progress.total);
      shown.update(progress.done, rounded(progress));
    },
    stop: () => shown.stop(),
  };
}

function lines(): ShownProgress {
  let saidAt = -Infinity;
  let said = -1;
  return {
    show(progress) {
      const { done, total } = progress;
      if (done === said || (performance.now() - saidAt < EVERY_MS && done < total)) return;
      saidAt = performance.now();
      said = done;
      const { rate, left } = rounded(progress);
      say(`${done}/${total} events, ${rate}/s, ${left} s left`);
    },
    stop: () => undefined,
  };
}

function rounded({ ratePerSecond, secondsLeft }: Progress) {
  return { rate: Math.round(ratePerSecond), left: Math.ceil(secondsLeft) };
}
