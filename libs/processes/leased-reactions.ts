import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { whileHeld } from '#leases/holding.js';
import { type Lease, LeaseLost, type Leases } from '#leases/lease.js';
import type { CheckpointStore } from './checkpoints.js';
import type { ParkedStore } from './parked.js';
import { ReactionRunner, type ReactionRunnerOptions } from './reaction-runner.js';
import type { Reaction } from './reaction.js';

/** What reactions that several processes share work with. */
export interface LeasedReactionsOptions extends Omit<ReactionRunnerOptions, 'checkpoints' | 'parked'> {
  readonly leases: Leases;
  /** How long the leases last, in milliseconds. */
  readonly leaseMs: number;
  /** Where whoever has a lease keeps what it has done; what an earlier holder still writes there is refused. */
  readonly keptUnder: (lease: Lease) => {
    readonly checkpoints: CheckpointStore;
    readonly parked: ParkedStore;
  };
}

/** The lease under which something is done now, if it needs one. */
const underLease = new AsyncLocalStorage<Lease>();

/** Before a command is tried again: whoever stood still meanwhile may have a successor. @throws LeaseLost */
export async function stillHeld(leases: Leases): Promise<void> {
  const lease = underLease.getStore();
  if (lease && !(await leases.renew(lease))) throw new LeaseLost(lease);
}

/**
 * Runs each reaction while this process has its lease, and stands by for the others. Nothing runs at once after an
 * append: the order per key is that of the log, whoever appended.
 */
export class LeasedReactions {
  private readonly reactions: Reaction[] = [];
  private readonly running = new Map<string, ReactionRunner>();
  private readonly stopping = new AbortController();
  private holdings: readonly Promise<void>[] = [];

  constructor(private readonly options: LeasedReactionsOptions) {}

  /** Adds reactions, before the start. */
  add(...reactions: readonly Reaction[]): void {
    this.reactions.push(...reactions);
  }

  /** Asks for the leases from now on. */
  start(): Promise<void> {
    const { leases, leaseMs: lengthMs, logger } = this.options;
    const { signal } = this.stopping;
    this.holdings = this.reactions.map((reaction) => {
      const onError = (err: unknown) =>
        logger.warn({ err, reaction: reaction.name }, 'the lease of a reaction cannot be held, trying again');
      return whileHeld(
        { leases, name: `reaction:${reaction.name}`, lengthMs, signal, onError },
        (lease, held) => this.run(reaction, lease, held),
      );
    });
    return Promise.resolve();
  }

  /** Of those that run here. */
  troubles(): { readonly parked: number; readonly failing: number } {
    const each = [...this.running.values()].map((runner) => runner.troubles());
    return {
      parked: each.reduce((sum, { parked }) => sum + parked, 0),
      failing: each.reduce((sum, { failing }) => sum + failing, 0),
    };
  }

  /** Names of the reactions that run here. */
  get here(): readonly string[] {
    return [...this.running.keys()];
  }

  /** Finishes what is under way, saves how far it is, and lets others have the leases. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.holdings);
  }

  private async run(reaction: Reaction, lease: Lease, held: AbortSignal): Promise<void> {
    const runner = new ReactionRunner({ ...this.options, ...this.options.keptUnder(lease) });
    const { name, eventTypes, together } = reaction;
    runner.add({
      name,
      eventTypes,
      ...(together !== undefined && { together }),
      react: (event, context) => underLease.run(lease, () => reaction.react(event, context)),
    });
    await runner.start();
    this.running.set(name, runner);
    try {
      if (!held.aborted) await once(held, 'abort');
    } finally {
      this.running.delete(name);
      await runner.close().catch((error: unknown) => {
        // Its successor begins where the last checkpoint was, and finds done what was.
        if (!(error instanceof LeaseLost)) throw error;
      });
    }
  }
}
