import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Lease, LeaseLost, type Leases } from '#leases/lease.js';
import { LeasedReactions, stillHeld } from './leased-reactions.js';
import type { AnyEvent } from '#eventsourcing/event.js';
import type { Reaction } from './reaction.js';
import { ReactionsUnderTest, textOf, until } from './testing/reactions-under-test.js';

/** Leases that several share, and that end when the test says so. */
class EndingLeases implements Leases {
  private readonly held = new Map<string, Lease>();
  private epoch = 0;

  acquire(name: string): Promise<Lease | undefined> {
    if (this.held.has(name)) return Promise.resolve(undefined);
    const lease = { name, epoch: ++this.epoch };
    this.held.set(name, lease);
    return Promise.resolve(lease);
  }

  renew({ name, epoch }: Lease): Promise<boolean> {
    return Promise.resolve(this.held.get(name)?.epoch === epoch);
  }

  release({ name, epoch }: Lease): Promise<void> {
    if (this.held.get(name)?.epoch === epoch) this.held.delete(name);
    return Promise.resolve();
  }

  /** Its holder has stood still for too long. */
  end(name: string): void {
    this.held.delete(name);
  }
}

const LEASE_MS = 40;

describe('reactions that several processes share', () => {
  const test = new ReactionsUnderTest();
  let leases: EndingLeases;
  let opened: LeasedReactions[];
  beforeEach(async () => {
    await test.open();
    await test.start([]);
    leases = new EndingLeases();
    opened = [];
  });
  afterEach(async () => {
    for (const each of opened) await each.close();
    await test.close();
  });

  /** One of several processes with these reactions. */
  const process = async (...reactions: readonly Reaction[]) => {
    const { store, clock, file } = test;
    const one = new LeasedReactions({
      log: store,
      leases,
      leaseMs: LEASE_MS,
      keptUnder: (lease) => ({
        checkpoints: {
          load: (logId) => file.checkpoints.load(logId),
          async save(logId, checkpoints) {
            if (!(await leases.renew(lease))) throw new LeaseLost(lease);
            await file.checkpoints.save(logId, checkpoints);
          },
        },
        parked: file.parked,
      }),
      clock,
      logger: { warn: () => undefined, error: () => undefined },
      paceMs: 0,
      checkpointEveryMs: 1,
    });
    one.add(...reactions);
    opened.push(one);
    await one.start();
    return one;
  };

  const noting = (name: string, seen: string[]): Reaction<AnyEvent> => ({
    name,
    eventTypes: ['Submitted'],
    react: (event) => {
      seen.push(textOf(event));
      return Promise.resolve(undefined);
    },
  });

  it('are each run by one of them, and by another one when it ends', async () => {
    const [first, second]: [string[], string[]] = [[], []];
    const one = await process(noting('letters', first));
    await until(() => one.here.includes('letters'));
    const other = await process(noting('letters', second));
    await test.appendOnly('a', 'one');
    await until(() => first.length === 1);
    expect(other.here).toEqual([]);
    await one.close();
    await until(() => other.here.includes('letters'));
    await test.appendOnly('b', 'two');
    await until(() => second.length > 0);
    expect([first, second]).toEqual([['one'], ['two']]);
  });

  it('share the work: each process runs what it has the lease of', async () => {
    const seen: string[] = [];
    await leases.acquire('reaction:payouts');
    const one = await process(noting('letters', seen), noting('payouts', seen));
    await until(() => one.here.length > 0);
    expect(one.here).toEqual(['letters']);
    leases.end('reaction:payouts');
    await until(() => one.here.length === 2);
  });

  it('do not try a command again once another process has the lease', async () => {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: go } = Promise.withResolvers<void>();
    const tries: unknown[] = [];
    const late: Reaction = {
      name: 'letters',
      eventTypes: ['Submitted'],
      async react() {
        reach();
        await goOn;
        tries.push(
          await stillHeld(leases).then(
            () => 'tried',
            (error: unknown) => error,
          ),
        );
        return undefined;
      },
    };
    await process(late);
    await test.appendOnly('a', 'one');
    await reached;
    leases.end('reaction:letters');
    const successor = await process({ ...late, react: () => Promise.resolve(undefined) });
    await until(() => successor.here.includes('letters'));
    go();
    await until(() => tries.length === 1);
    expect(tries[0]).toBeInstanceOf(LeaseLost);
  });

  it('may be tried again while it is one’s own, and where no lease is needed', async () => {
    const tries: string[] = [];
    await process({
      name: 'letters',
      eventTypes: ['Submitted'],
      async react() {
        await stillHeld(leases);
        tries.push('tried');
        return undefined;
      },
    });
    await test.appendOnly('a', 'one');
    await until(() => tries.length === 1);
    await stillHeld(leases);
  });
});
