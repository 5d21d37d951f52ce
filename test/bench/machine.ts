import { availableParallelism, cpus, loadavg, totalmem, type } from 'node:os';

/** What the numbers were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly system: string;
  /** Of the minute before the benches: above nothing, others were at work. */
  readonly loadBefore: number;
}

/** Describes this machine now. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${type()} ${process.arch}`,
    loadBefore: Math.round(loadavg()[0]! * 100) / 100,
  };
}
