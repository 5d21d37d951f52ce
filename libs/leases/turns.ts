/** Lets work under one key take turns, in all processes that share what is worked on. */
export interface Turns {
  /**
   * Does the work while nobody else does any under this key. Where a process stops or dies in the middle of it, the
   * next one has its turn when the time of the claim has run out: what is written then says for itself whether it may.
   * @throws StorageBusy when the turn does not come in time, and what the work throws
   */
  alone<T>(key: string, work: (turn: Turn) => Promise<T>): Promise<T>;
}

/** A turn that somebody has, to be named by what is written during it. */
export interface Turn {
  readonly key: string;
  /** Differs with each turn. */
  readonly token: string;
}
