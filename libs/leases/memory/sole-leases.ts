import type { Lease, Leases } from '../lease.js';

/** Leases where there is one process only: whoever asks has them. */
export class SoleLeases implements Leases {
  private readonly epochs = new Map<string, number>();

  acquire(name: string): Promise<Lease | undefined> {
    return Promise.resolve({ name, epoch: this.next(name) });
  }

  renew({ name, epoch }: Lease): Promise<boolean> {
    return Promise.resolve(this.epochs.get(name) === epoch);
  }

  release({ name, epoch }: Lease): Promise<void> {
    if (this.epochs.get(name) === epoch) this.next(name);
    return Promise.resolve();
  }

  private next(name: string): number {
    const epoch = (this.epochs.get(name) ?? 0) + 1;
    this.epochs.set(name, epoch);
    return epoch;
  }
}
