import { lagBehind } from '#event-store/lag.js';
import { START, type EventStore } from '#event-store/port.js';
import { ProblemException } from '#http/problems.js';
import type { CheckpointStore } from '#processes/checkpoints.js';
import type { ParkedStore } from '#processes/parked.js';
import { parkedStatus, type ReactionRunner, type ReactionStatus } from '#processes/reaction-runner.js';
import type { TimerRunner, TimerStatus } from '#processes/timer-runner.js';
import type { TimerStore } from '#processes/timers.js';

/** How the process managers stand. */
export interface ProcessesStatus {
  readonly reactions: readonly ReactionStatus[];
  readonly timers: TimerStatus;
}

/** What a try of all that is held back came to. */
export interface ProcessesRetried {
  /** Parked keys and failing timers there were. */
  readonly tried: number;
  readonly processes: ProcessesStatus;
}

/** The process managers, as an operator asks them. */
export interface Processes {
  status(): Promise<ProcessesStatus>;
  /** Tries every parked key and failing timer without waiting for the end of its pause. */
  retry(): Promise<ProcessesRetried>;
}

/** Those of a running server. */
export function runningProcesses(reactions: ReactionRunner, timers: TimerRunner): Processes {
  const status = async () => ({ reactions: await reactions.status(), timers: await timers.status() });
  return {
    status,
    async retry() {
      const tried = reactions.troubles().parked + timers.troubles().failing;
      await Promise.all([reactions.retryParked('all'), timers.retryFailing()]);
      return { tried, processes: await status() };
    },
  };
}

/** What process managers must not forget, as it lies in a data folder. */
export interface Remembered {
  readonly checkpoints: CheckpointStore;
  readonly parked: ParkedStore;
  readonly timers: TimerStore;
}

/** Those of a data folder in which nothing runs, as their file tells. */
export function restingProcesses(
  { checkpoints, parked, timers }: Remembered,
  log: Pick<EventStore, 'logId' | 'promises' | 'head' | 'distance' | 'compare' | 'isPosition'>,
): Processes {
  return {
    async status() {
      const [saved, held, head] = await Promise.all([
        checkpoints.load(log.logId),
        parked.load(log.logId),
        log.head(),
      ]);
      const names = [...new Set([...saved.keys(), ...held.keys()])].toSorted();
      const reactions = names.map((name) => {
        const at = saved.get(name) ?? START;
        const position = log.isPosition(at) && log.compare(at, head) <= 0 ? at : START;
        const lag = lagBehind(log, position, head);
        return { name, position, ...lag, failing: [], parked: (held.get(name) ?? []).map(parkedStatus) };
      });
      return { reactions, timers: { ...(await timers.summary()), failing: [] } };
    },
    retry: () =>
      Promise.reject(
        new ProblemException({
          code: 'no-server',
          status: 409,
          detail: 'no server runs on this data folder: what is parked is tried when one starts',
        }),
      ),
  };
}
